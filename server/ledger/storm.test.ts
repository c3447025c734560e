import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { hex, utf8 } from '../../shared/crypto'
import { readCheckpoint } from '../../shared/log/checkpoint'
import { leafHash, rootOf } from '../../shared/log/merkle'
import { receiptHash } from '../../shared/record/batch'
import { canonical } from '../../shared/record/canonical'
import type { Device } from '../../test/support/device'
import { makeKey, nodeCrypto } from '../crypto'
import { openStore } from '../db/open'
import { Desk, study, testKeys } from './desk.fixture'
import { leavesOf } from './leaves'
import { receiptLines } from './read'
import type { Answer, Ask } from './storm-child'

const DEVICES = 12
const ENTRIES = 150
const KILLS = 6

/** One process of the ledger; what was asked and not answered when it is killed is lost, as a broken connection. */
class Victim {
  readonly #asked = new Map<number, (answer: Answer | undefined) => void>()
  readonly #ended: Promise<unknown>
  #next = 0

  private constructor(readonly child: ChildProcess) {
    this.#ended = once(child, 'exit')
    child.on('message', (answer: Answer) => {
      if (!('id' in answer)) return
      this.#asked.get(answer.id)?.(answer)
      this.#asked.delete(answer.id)
    })
    child.on('exit', () => {
      for (const lost of this.#asked.values()) lost(undefined)
      this.#asked.clear()
    })
  }

  static async start(args: string[]): Promise<Victim> {
    const script = fileURLToPath(new URL('./storm-child.ts', import.meta.url))
    const child = fork(script, args, { execArgv: ['--import', 'tsx'] })
    const victim = new Victim(child)
    await once(child, 'message')
    return victim
  }

  ask(body: string): Promise<Answer | undefined> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return Promise.resolve(undefined)
    const ask: Ask = { id: this.#next++, body }
    return new Promise((resolve) => {
      this.#asked.set(ask.id, resolve)
      this.child.send(ask, (error) => error && resolve(undefined))
    })
  }

  async kill(): Promise<void> {
    this.child.kill('SIGKILL')
    await this.#ended
  }
}

it('kill -9 at any moment of an ingest storm: every receipted entry is there once, with its receipt’s time', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'xueji-storm-'))
  const args = [dir, await makeKey('P-256'), await makeKey('Ed25519')]
  const desk = await Desk.open(await openStore({ dataDir: dir }), { keys: await testKeys() })
  const devices = await Promise.all(Array.from({ length: DEVICES }, async () => study(await desk.device(), ENTRIES)))
  await desk.ledger.close()
  await desk.store.close()

  const given = new Map<Device, Set<string>>(devices.map((device) => [device, new Set()]))
  const acknowledged = new Map<Device, number>(devices.map((device) => [device, 0]))
  const total = () => [...acknowledged.values()].reduce((sum, seq) => sum + seq, 0)
  const all = DEVICES * (ENTRIES + 4)
  let kills = 0
  let requests = 0
  while (total() < all) {
    const victim = await Victim.start(args)
    // The next kill falls into the middle of what is under way then, at a moment nobody chose.
    const at =
      kills < KILLS
        ? total() + Math.ceil(((all - total()) / (KILLS - kills + 3)) * (0.5 + Math.random()))
        : Number.POSITIVE_INFINITY
    const feed = async (device: Device) => {
      for (;;) {
        const from = acknowledged.get(device) ?? 0
        if (from >= device.entries.length) return
        const size = 1 + Math.floor(Math.random() * 12)
        const answer = await victim.ask(device.body(from, Math.min(from + size, device.entries.length) - 1))
        requests++
        if (!answer || 'ready' in answer) return
        if ('code' in answer) return expect.fail(`refused: ${JSON.stringify(answer)}`)
        given.get(device)?.add(canonical(answer.receipt as never))
        acknowledged.set(device, answer.expected)
        if (total() >= at) setTimeout(() => victim.child.kill('SIGKILL'), Math.random() * 10)
      }
    }
    await Promise.all(devices.map(feed))
    await victim.kill()
    kills++
  }
  // A kill set for the last moments can come when all is done.
  expect(kills).toBeGreaterThan(KILLS / 2)
  expect(requests).toBeGreaterThan(DEVICES * 10)

  const store = await openStore({ dataDir: dir })
  const after = await Desk.open(store, { keys: await testKeys() })
  for (const device of devices) {
    const held = await after.held(device)
    expect(held.map(({ line }) => line)).toEqual(device.entries.map(({ line }) => line))
    const { id } = await after.row(device)
    const lines = await receiptLines(store, id)
    const kept = new Set(lines.map((line) => canonical(line)))
    for (const receipt of given.get(device) ?? []) expect(kept).toContain(receipt)
    let next = 0
    let before: string | undefined
    for (const { body } of lines) {
      expect([body.from, body.before, body.head]).toEqual([next, before, device.entries[body.to]?.hash])
      next = body.to + 1
      before = receiptHash(nodeCrypto, body)
    }
    expect(next).toBe(device.entries.length)
  }
  expect(await after.findings()).toEqual([])

  // The log: each checkpoint ever signed is of a prefix of the same tree, and each leaf is a receipt.
  const { t, read } = store
  const leaves = await leavesOf(store, 0)
  for (const { size, note } of await read.select().from(t.checkpoint)) {
    expect(hex(readCheckpoint(note).root)).toBe(hex(rootOf(nodeCrypto, leaves.slice(0, size))))
  }
  const bodies = (
    await Promise.all(devices.map(async (device) => receiptLines(store, (await after.row(device)).id)))
  ).flat()
  const own = new Set(bodies.map(({ body }) => hex(leafHash(nodeCrypto, utf8(canonical(body))))))
  for (const leaf of leaves) expect(own.has(hex(leaf))).toBe(true)
  expect(new Set(leaves.map(hex)).size).toBe(leaves.length)
  await after.ledger.close()
  await store.close()
  rmSync(dir, { recursive: true, force: true })
}, 120_000)
