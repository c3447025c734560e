import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { base64url, fromBase64url } from '../../shared/crypto'
import { readCheckpoint } from '../../shared/log/checkpoint'
import type { Batch, ReceiptLine } from '../../shared/record/batch'
import { receiptHash } from '../../shared/record/batch'
import { canonical } from '../../shared/record/canonical'
import type { Device } from '../../test/support/device'
import { nodeCrypto } from '../crypto'
import { openStore } from '../db/open'
import { Desk, SteppingClock, study, testKeys } from './desk.fixture'
import { receiptLines } from './read'

const folder = mkdtempSync(join(tmpdir(), 'xueji-restore-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The lines of a batch that names a checkpoint, after receipts handed back. */
function refill(device: Device, from: number, to: number, note: string, receipts: readonly ReceiptLine[] = []): string {
  const { origin, size, root } = readCheckpoint(note)
  return named(device, from, to, { origin, size, root: base64url(root) }, receipts)
}

function named(
  device: Device,
  from: number,
  to: number,
  checkpoint: Batch['checkpoint'],
  receipts: readonly ReceiptLine[] = [],
): string {
  const head = device.entries[to]?.hash ?? ''
  const lines = [
    ...receipts.map((line) => canonical(line)),
    ...device.entries.slice(from, to + 1).map(({ line }) => line),
    device.batchLine({ chain: device.chain, seq: to, head, ...(checkpoint && { checkpoint }) }),
  ]
  return lines.map((line) => `${line}\n`).join('')
}

/** A day's work after a backup, on devices that then meet the restored copy. */
async function restored(name: string) {
  const dir = join(folder, name)
  const keys = await testKeys()
  const clock = new SteppingClock()
  const first = await Desk.open(await openStore({ dataDir: dir }), { clock, keys })
  const devices = await Promise.all(Array.from({ length: 3 }, () => first.device()))
  const given = new Map<Device, ReceiptLine[]>(devices.map((device) => [device, []]))
  const handIn = async (desk: Desk, device: Device, count: number) => {
    const from = (given.get(device)?.at(-1)?.body.to ?? -1) + 1
    const [outcome] = await desk.submit(study(device, count).body(from))
    if (outcome) given.get(device)?.push(outcome.receipt)
  }
  for (const device of devices) await handIn(first, device, 4)
  await first.ledger.sequencer.sequence()
  await first.ledger.close()
  await first.store.close()
  cpSync(dir, `${dir}-backup`, { recursive: true })

  const second = await Desk.open(await openStore({ dataDir: dir }), { clock, keys })
  for (let round = 0; round < 3; round++) for (const device of devices) await handIn(second, device, 3)
  await second.ledger.sequencer.sequence()
  const note = second.ledger.sequencer.sealed?.note ?? ''
  await second.ledger.close()
  await second.store.close()

  clock.ms += 3_600_000
  const desk = await Desk.open(await openStore({ dataDir: `${dir}-backup` }), { clock, keys })
  return { desk, devices, given, note, keys, clock }
}

describe('a database that came back from a backup', () => {
  it('is refilled by live devices: every entry once, every receipt with its time', async () => {
    const { desk, devices, given, note } = await restored('refill')
    for (const device of devices) {
      const last = device.entries.length - 1
      study(device, 2)
      const refused = await desk.submit(refill(device, last + 1, last + 3, note)).catch((error) => error)
      expect(refused).toMatchObject({ code: 'sequence-hole', detail: { expected: 8 } })
      const [outcome] = await desk.submit(refill(device, 8, last + 3, note, given.get(device)))
      expect(outcome).toMatchObject({ takenBack: 3, receipt: { body: { from: last + 1, to: last + 3 } } })
      const { id } = await desk.row(device)
      const lines = await receiptLines(desk.store, id)
      expect(lines).toEqual([...(given.get(device) ?? []), outcome?.receipt])
      expect(lines[4]?.body.before).toBe(receiptHash(nodeCrypto, lines[3]?.body ?? expect.fail()))
      expect((await desk.held(device)).map(({ hash }) => hash)).toEqual(device.entries.map(({ hash }) => hash))
    }
    await desk.ledger.close()
    await desk.store.close()
  })

  it('opens one new generation whose first leaf names the lost checkpoint, and lists it once', async () => {
    const { desk, devices, given, note, keys, clock } = await restored('generation')
    for (const device of devices)
      await desk.submit(refill(device, 8, device.entries.length - 1, note, given.get(device)))
    for (const device of devices)
      await desk.submit(refill(device, 8, device.entries.length - 1, note, given.get(device)))
    expect((await desk.findings()).map(({ code }) => code)).toEqual(['log-restored'])
    const chains = await Promise.all(devices.map(async (device) => (await desk.row(device)).id))
    const { note: now, proofs } = await desk.ledger.proofs(chains)
    expect(readCheckpoint(now)).toMatchObject({ origin: 'xueji/test/1', size: 1 + 12 })
    expect(proofs.length).toBeGreaterThanOrEqual(3)
    const { t, read } = desk.store
    expect((await read.select().from(t.leaf)).filter(({ generation }) => generation === 0)).toHaveLength(3)
    await desk.ledger.close()
    const again = await Desk.open(desk.store, { clock, keys })
    expect(again.ledger.sequencer.sealed?.note).toBe(now)
    await again.ledger.close()
    await desk.store.close()
  })

  it('is not believed in on a device’s word: an invented checkpoint opens nothing', async () => {
    const { desk, devices, given, note } = await restored('invented')
    const device = devices[0] ?? expect.fail()
    const seen = { origin: 'xueji/test/0', size: 900, root: base64url(new Uint8Array(32)) }
    await desk.submit(named(device, 0, 8, seen))
    const forged = (given.get(device)?.slice(1) ?? []).map((line) => ({ ...line, body: { ...line.body, at: 1 } }))
    const [outcome] = await desk.submit(refill(device, 9, device.entries.length - 1, note, forged))
    expect(outcome).toMatchObject({ takenBack: 0 })
    expect(await desk.findings()).toEqual([])
    await desk.ledger.sequencer.sequence()
    expect(readCheckpoint(desk.ledger.sequencer.sealed?.note ?? '').origin).toBe('xueji/test/0')
    await desk.ledger.close()
    await desk.store.close()
  })

  it('takes back no receipt of another key, another chain or over a head it does not hold', async () => {
    const { desk, devices, given } = await restored('foreign')
    const [device, other] = devices
    if (!device || !other) return expect.fail()
    const lost = given.get(device)?.[1] ?? expect.fail()
    const stranger = await (await testKeys()).service('o')
    const bad: ReceiptLine[] = [
      { ...lost, signature: base64url(await stranger.sign(fromBase64url(lost.signature))) },
      { ...lost, key: '0'.repeat(64) },
      { ...lost, body: { ...lost.body, at: lost.body.at - 1 } },
      ...(given.get(other)?.slice(1) ?? []),
    ]
    const [outcome] = await desk.submit(named(device, 8, 11, undefined, bad))
    expect(outcome).toMatchObject({ takenBack: 0, receipt: { body: { from: 8, to: 11 } } })
    expect(outcome?.receipt.body.at).toBeGreaterThan(lost.body.at)
    await desk.ledger.close()
    await desk.store.close()
  })
})
