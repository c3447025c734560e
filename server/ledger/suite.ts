import * as fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fromBase64url, fromHex, hex, utf8 } from '../../shared/crypto'
import { readCheckpoint, verifyCheckpoint } from '../../shared/log/checkpoint'
import { leafHash, verifyInclusion } from '../../shared/log/merkle'
import { receiptHash, verifyBatch, verifyReceipt } from '../../shared/record/batch'
import { canonical } from '../../shared/record/canonical'
import { Device } from '../../test/support/device'
import { nodeCrypto } from '../crypto'
import type { StoreMaker } from '../db/each-database'
import type { Store } from '../db/store'
import { Desk, START, study } from './desk.fixture'
import { batchLines, receiptLines } from './read'

/** The ledger's promises, on each database. */
export function ledgerSuite(name: string, { open }: StoreMaker): void {
  describe(`the ledger on ${name}`, () => {
    let store: Store
    let desk: Desk
    beforeEach(async () => {
      store = await open()
      desk = await Desk.open(store)
    })
    afterEach(async () => {
      await desk.ledger.close()
      await store.close()
    })
    const receipts = async (device: Device, branch = 0) => receiptLines(store, (await desk.row(device)).id, branch)

    it('keeps the exact lines, and receipts them with a time after they were stored', async () => {
      const device = study(await desk.device(), 12)
      const before = desk.clock.ms
      const [outcome] = await desk.submit(device.body(0))
      expect(outcome).toMatchObject({ chain: device.chain, expected: 16, forked: false, added: 16, takenBack: 0 })
      const { body } = outcome?.receipt ?? expect.fail('no receipt')
      expect(body).toMatchObject({ v: 1, chain: device.chain, from: 0, to: 15, head: device.entries[15]?.hash })
      expect(body.at).toBeGreaterThanOrEqual(before)
      expect((await desk.held(device)).map(({ line }) => line)).toEqual(device.entries.map(({ line }) => line))
      const service = await desk.keys.service('o')
      for (const line of await receipts(device))
        expect(await verifyReceipt(nodeCrypto, service.publicKey, line)).toBe(true)
      expect((await receipts(device)).map((line) => canonical(line))).toEqual([canonical(outcome?.receipt ?? {})])
    })

    it('gives signed batches back as they were signed, whatever checkpoint they name', async () => {
      const device = study(await desk.device(), 4)
      const body = (to: number, checkpoint?: { origin: string; size: number; root: string }) => {
        const head = device.entries[to]?.hash ?? ''
        return device.batchLine({ chain: device.chain, seq: to, head, ...(checkpoint && { checkpoint }) })
      }
      const lines = (from: number, to: number, batch: string) =>
        `${device.entries
          .slice(from, to + 1)
          .map(({ line }) => line)
          .join('\n')}\n${batch}\n`
      const first = body(2)
      await desk.submit(lines(0, 2, first))
      await desk.ledger.sequencer.sequence()
      const seen = readCheckpoint(desk.ledger.sequencer.sealed?.note ?? '')
      const root = Buffer.from(seen.root).toString('base64url')
      const second = body(4, { origin: seen.origin, size: seen.size, root })
      const third = body(7, { origin: 'xueji/other/3', size: 9, root })
      await desk.submit(lines(3, 4, second))
      await desk.submit(lines(5, 7, third))
      const { id } = await desk.row(device)
      const back = await batchLines(store, id)
      expect(back.map((line) => canonical(line))).toEqual([first, second, third])
      for (const line of back) expect(await verifyBatch(nodeCrypto, fromBase64url(device.key), line)).toBe(true)
      expect((await batchLines(store, id, 0, 4)).length).toBe(2)
      const [row] = (await store.read.select().from(store.t.batch)).filter(({ seq }) => seq === 4)
      expect(row).toMatchObject({ generation: 0, size: 1, checkpoint: null })
    })

    it('gives the same receipt again for what it has, and chains receipts', async () => {
      const device = study(await desk.device(), 8)
      const [a] = await desk.submit(device.body(0, 5))
      const [b] = await desk.submit(device.body(6, 11))
      expect(b?.receipt.body).toMatchObject({
        from: 6,
        to: 11,
        before: receiptHash(nodeCrypto, a?.receipt.body ?? expect.fail()),
      })
      for (const [from, to] of [
        [0, 5],
        [0, 11],
        [3, 8],
        [6, 11],
        [11, 11],
      ] as const) {
        const [again] = await desk.submit(device.body(from, to))
        expect(again).toMatchObject({ added: 0, expected: 12, receipt: b?.receipt })
      }
      const [more] = await desk.submit(study(device, 1).body(9))
      expect(more).toMatchObject({ added: 2, receipt: { body: { from: 12, to: 13 } } })
      expect(await receipts(device)).toHaveLength(3)
    })

    it('refuses a hole with the seq it expects, and stores nothing of it', async () => {
      const device = study(await desk.device(), 8)
      await expect(desk.submit(device.body(3))).rejects.toMatchObject({
        code: 'sequence-hole',
        detail: { expected: 0 },
      })
      await desk.submit(device.body(0, 4))
      await expect(desk.submit(device.body(7))).rejects.toMatchObject({
        code: 'sequence-hole',
        detail: { expected: 5 },
      })
      expect(await desk.held(device)).toHaveLength(5)
      expect(await desk.ledger.expectedOf(device.chain)).toBe(5)
    })

    it('takes a batch line without entries for what it signs, and nothing else', async () => {
      const device = study(await desk.device(), 3)
      const empty = (seq: number, head: string) => `${device.batchLine({ chain: device.chain, seq, head })}\n`
      await expect(desk.submit(empty(2, device.entries[2]?.hash ?? ''))).rejects.toMatchObject({
        code: 'sequence-hole',
      })
      const [outcome] = await desk.submit(device.body(0, 4))
      const [again] = await desk.submit(empty(4, device.entries[4]?.hash ?? ''))
      expect(again).toMatchObject({ added: 0, expected: 5, receipt: outcome?.receipt })
      await expect(desk.submit(empty(4, 'ab'.repeat(32)))).rejects.toMatchObject({ code: 'sequence-hole' })
      await expect(desk.submit(empty(9, 'ab'.repeat(32)))).rejects.toMatchObject({
        code: 'sequence-hole',
        detail: { expected: 5 },
      })
      expect(await receipts(device)).toHaveLength(1)
    })

    it('refuses what breaks the envelope or its signature, by name, and keeps the rest', async () => {
      const device = study(await desk.device(), 3)
      const other = study(await desk.device(), 3)
      const stranger = study(new Device('').begin({ class: 'k', organisation: 'o' }), 1)
      const good = device.body(0)
      const refused = async (body: string, code: string) => expect(desk.submit(body)).rejects.toMatchObject({ code })
      await refused(stranger.body(0), 'chain-unknown')
      await refused(good.replace('"rate":1000', '"rate":1001'), 'entry-refused')
      await refused(good.replace('"rate":1000', '"rate": 1000'), 'entry-refused')
      await refused(good.slice(0, good.lastIndexOf('{"batch"')), 'signature-refused')
      await refused(
        `${good.slice(0, good.lastIndexOf('{"batch"'))}${other.body(0).split('\n').at(-2)}\n`,
        'signature-refused',
      )
      const forged = device
        .batchLine({ chain: device.chain, seq: 6, head: device.entries[6]?.hash ?? '' })
        .replace(/"signature":"../, '"signature":"AA')
      await refused(`${device.entries.map(({ line }) => line).join('\n')}\n${forged}\n`, 'signature-refused')
      await refused('hello\n', 'bad-request')
      await refused(`{"at":1,${' '.repeat(20_000)}}\n`, 'entry-refused')
      expect(await desk.held(device)).toEqual([])
      expect(await desk.submit(good)).toMatchObject([{ added: 7 }])
    })

    it('stores and receipts entries of an unknown version, kind or body', async () => {
      const device = await desk.device()
      const append = (change: (entry: { v: number; kind: string; body: object }) => object) => {
        const last = device.entries.at(-1)
        const entry = {
          at: START,
          body: { future: [1, { deep: true }] },
          chain: device.chain,
          kind: 'system',
          prev: last?.hash,
          seq: device.entries.length,
          v: 1,
        }
        const line = JSON.stringify(change(entry))
        device.entries.push({ ...entry, line, hash: hex(nodeCrypto.sha256(utf8(line))) } as never)
      }
      append((entry) => ({ ...entry, v: 2 }))
      append((entry) => ({ ...entry, kind: 'heartbeat' }))
      append((entry) => ({ ...entry, kind: 'watch' }))
      append((entry) => ({ ...entry, kind: 'watch', body: { spans: [{ ms: 1e15, wall: -1 }] } }))
      expect(await desk.submit(device.body(0))).toMatchObject([{ added: 7, receipt: { body: { to: 6 } } }])
      expect((await desk.held(device)).map(({ line }) => line)).toEqual(device.entries.map(({ line }) => line))
      expect(await store.read.select().from(store.t.entryDay)).toEqual([])
    })

    it('keeps both sides of a fork apart, each with receipts of its own, and lists it once', async () => {
      const device = study(await desk.device(), 4)
      await desk.submit(device.body(0, 3))
      const twin = device.copy(4)
      twin.watch(
        { key: 'x', title: '另一门课' },
        { key: 'y', title: '另一节' },
        [[], []].map(() => [span(START)]),
      )
      await desk.submit(device.body(4))
      const sent = twin.body(4)
      const [fork] = await desk.submit(sent)
      expect(fork).toMatchObject({
        forked: true,
        added: 3,
        expected: 8,
        receipt: { body: { branch: 1, from: 4, to: 6 } },
      })
      const [again] = await desk.submit(sent)
      expect(again).toMatchObject({ forked: true, added: 0, receipt: fork?.receipt })
      twin.watch({ key: 'x', title: '另一门课' }, { key: 'z', title: '再一节' }, [[span(START)]])
      const [more] = await desk.submit(twin.body(7))
      expect(more).toMatchObject({ forked: true, receipt: { body: { branch: 1, from: 7, to: 8 } } })
      const held = await desk.held(device)
      expect(held.filter(({ branch }) => branch === 0).map(({ line }) => line)).toEqual(
        device.entries.map(({ line }) => line),
      )
      expect(held.filter(({ branch }) => branch === 1).map(({ line }) => line)).toEqual(
        twin.entries.slice(4).map(({ line }) => line),
      )
      expect(await desk.findings()).toEqual([
        {
          code: 'chain-forked',
          entries: [device, twin].map(({ entries }) => ({ chain: device.chain, seq: 4, hash: entries[4]?.hash })),
        },
      ])
      const third = device.copy(6)
      third.watch({ key: 'x', title: '第三门课' }, { key: 'y', title: '一节' }, [[span(START)]])
      expect(await desk.submit(third.body(0))).toMatchObject([
        { forked: true, receipt: { body: { branch: 2, from: 6, to: 7 } } },
      ])
      expect(await receipts(device, 1)).toHaveLength(2)
      expect(await store.read.select().from(store.t.entryDay)).toHaveLength(4)
    })

    it('finds in a few requests where a copy that kept its receipts to itself left the chain', async () => {
      const device = study(await desk.device(), 60)
      const twin = device.copy(10)
      study(twin, 50, START + 1)
      await desk.submit(device.body(0))
      let from = 55
      let requests = 0
      for (; requests < 10; requests++) {
        const refused = await desk.submit(twin.body(from)).then(
          () => undefined,
          (error) => error,
        )
        if (!refused) break
        expect(refused.code).toBe('sequence-hole')
        from = refused.detail.expected
      }
      expect(requests).toBeLessThan(8)
      expect((await desk.held(device)).filter(({ branch }) => branch === 1).map(({ seq }) => seq)[0]).toBe(10)
    })

    it('marks the days that entries touch: watch entries by their spans, across midnight in Beijing', async () => {
      const device = await desk.device()
      const midnight = Date.parse('2026-11-22T16:00:00Z')
      device.watch(
        { key: 'c', title: '课' },
        { key: 'l', title: '节' },
        [[{ ...span(midnight - 1000), ms: 2000 }]],
        midnight - 2000,
      )
      await desk.submit(device.body(0))
      const { id } = await desk.row(device)
      const { t, read } = store
      expect(await read.select().from(t.entryDay)).toEqual(
        ['2026-11-22', '2026-11-23'].map((day) => ({ chain: id, day, seq: 4 })),
      )
      expect((await read.select().from(t.dirtyDay)).map(({ day }) => day).sort()).toEqual(['2026-11-22', '2026-11-23'])
    })

    it('has each entry once, in order, however batches are cut, repeated, reordered and sent at once', async () => {
      const stretch = fc
        .tuple(fc.nat(29), fc.nat(29))
        .map(([a, b]): [number, number] => [Math.min(a, b), Math.max(a, b)])
      await fc.assert(
        fc.asyncProperty(fc.array(stretch, { maxLength: 12 }), fc.boolean(), async (sends, atOnce) => {
          const device = study(await desk.device(), 26)
          const all = [...sends, [0, 12], [5, 20], [18, 29]] as const
          const send = ([from, to]: readonly [number, number]) =>
            desk.submit(device.body(from, to)).catch((error) => expect(error.code).toBe('sequence-hole'))
          if (atOnce) await Promise.all(all.map(send))
          else for (const one of all) await send(one)
          await desk.submit(device.body(0))
          expect((await desk.held(device)).map(({ hash }) => hash)).toEqual(device.entries.map(({ hash }) => hash))
          const lines = await receipts(device)
          let next = 0
          let before: string | undefined
          for (const { body } of lines) {
            expect([body.from, body.before, body.head]).toEqual([next, before, device.entries[body.to]?.hash])
            next = body.to + 1
            before = receiptHash(nodeCrypto, body)
          }
          expect(next).toBe(30)
        }),
        { numRuns: 25 },
      )
      expect(await desk.findings()).toEqual([])
    })

    it('seals every receipt once, and proves the last one of each day into one checkpoint', async () => {
      const devices = await Promise.all(Array.from({ length: 5 }, () => desk.device()))
      for (let round = 0; round < 4; round++) {
        for (const device of devices) {
          const from = round === 0 ? 0 : device.entries.length
          await desk.submit(study(device, 2).body(from))
        }
        if (round % 2 === 0) await desk.ledger.sequencer.sequence()
        if (round === 1) desk.clock.ms += 86_400_000
      }
      const chains = await Promise.all(devices.map(async (device) => (await desk.row(device)).id))
      const { note, proofs } = await desk.ledger.proofs(chains)
      expect(await verifyCheckpoint(nodeCrypto, note, desk.keys.log.publicKey)).toBe(true)
      const { size, root, origin } = readCheckpoint(note)
      expect([origin, size]).toEqual(['xueji/test/0', 20])
      expect(proofs).toHaveLength(10)
      for (const { chain, receipt, to, proof } of proofs) {
        const line = (await receiptLines(store, chain)).find(({ body }) => receiptHash(nodeCrypto, body) === receipt)
        expect(line?.body.to).toBe(to)
        const leaf = leafHash(nodeCrypto, utf8(canonical(line?.body ?? {})))
        expect(verifyInclusion(nodeCrypto, leaf, proof.index, size, proof.path.map(fromHex), root)).toBe(true)
      }
      await desk.ledger.sequencer.sequence()
      expect((await store.read.select().from(store.t.leaf)).length).toBe(20)
    })

    it('refuses no one for a neighbour: a part that cannot be stored fails alone', async () => {
      const [good, bad, late] = await Promise.all([desk.device(), desk.device(), desk.device()])
      const { id } = await desk.row(bad)
      const { t } = store
      // A row that stands where the part is to go, as no code of ours would leave it.
      await store
        .tx((q) =>
          q
            .insert(t.receipt)
            .values({ chain: id, branch: 0, to: 2, from: 1, at: 1, head: 'ab', hash: 'ab', key: 0, signature: 'AA' }),
        )
        .catch(() => undefined)
      await store.tx((q) =>
        q.insert(t.entry).values({ chain: id, seq: 1, branch: 0, hash: 'ab', kind: 'x', at: 1, v: 1, body: '{}' }),
      )
      const outcomes = await Promise.allSettled([good, bad, late].map((device) => desk.submit(device.body(0))))
      expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
      expect(await desk.held(good)).toHaveLength(3)
      expect(await receipts(late)).toHaveLength(1)
    })
  })
}

const span = (wall: number) => ({
  wall,
  ms: 60_000,
  from: 0,
  to: 60_000,
  rate: 1000,
  visible: true,
  pip: false,
  muted: false,
  samples: 13,
  gap: 5000,
})
