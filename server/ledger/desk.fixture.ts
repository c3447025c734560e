import type { WitnessKey } from '../../shared/log/cosignature'
import { fingerprint } from '../../shared/record/batch'
import { Device, steady } from '../../test/support/device'
import type { Clock } from '../clock'
import { makeKey, nodeCrypto, signer } from '../crypto'
import type { Store } from '../db/store'
import { readLines } from './accept'
import { Ledger, type LedgerKeys } from './ledger'
import { entryLines } from './line'

export const course = { key: 'c-1001', title: '养老护理员（初级）', hours: '24' }
export const lesson = { key: 'res-7', title: '第一节 老年人生活照料', duration: 3_600_000 }
/** 2026-11-22 14:00 in Beijing. */
export const START = Date.parse('2026-11-22T06:00:00Z')

/** A clock that each reading moves on by 1 ms. */
export class SteppingClock implements Clock {
  constructor(public ms = START + 86_400_000) {}
  now(): number {
    return this.ms++
  }
}

/** Keys that outlive a store, as key files do. */
export async function testKeys(): Promise<LedgerKeys> {
  const service = signer(await makeKey('P-256'))
  return {
    service: async () => service,
    servicePublic: async () => new Map([[fingerprint(nodeCrypto, service.publicKey), service.publicKey]]),
    log: signer(await makeKey('Ed25519')),
    server: 'test',
  }
}

/** A ledger on a store with one class, and what a test asks of it. */
export class Desk {
  private constructor(
    readonly store: Store,
    readonly ledger: Ledger,
    readonly clock: SteppingClock,
    readonly keys: LedgerKeys,
  ) {}

  static async open(
    store: Store,
    {
      clock = new SteppingClock(),
      keys,
      witnesses,
    }: { clock?: SteppingClock; keys?: LedgerKeys; witnesses?: WitnessKey[] } = {},
  ): Promise<Desk> {
    const { t } = store
    await store.tx(async (q) => {
      await q
        .insert(t.organisation)
        .values({ id: 'o', kind: 'institution', name: '示范学校', createdAt: 1 })
        .onConflictDoNothing()
      const plan = { id: 'p', organisation: 'o', title: '计划', occupation: '养老护理员', level: '五级', policy: '{}' }
      await q
        .insert(t.plan)
        .values({ ...plan, periodFrom: '2026-01-01', periodTo: '2026-12-31', createdAt: 1 })
        .onConflictDoNothing()
      await q
        .insert(t.class)
        .values({ id: 'k', organisation: 'o', plan: 'p', name: '第1期', code: 'K', status: 'open', createdAt: 1 })
        .onConflictDoNothing()
    })
    const known = keys ?? (await testKeys())
    return new Desk(
      store,
      await Ledger.open({ store, crypto: nodeCrypto, clock, keys: known, witnesses }),
      clock,
      known,
    )
  }

  /** A device that has joined, with its first three entries written and nothing handed in. */
  async device(): Promise<Device> {
    const device = new Device('').begin({ class: 'k', organisation: 'o', at: START })
    await this.register(device)
    return device
  }

  async register(device: Device): Promise<void> {
    const { t } = this.store
    const row = {
      digest: device.chain,
      spki: device.key,
      claim: device.claim,
      class: 'k',
      device: device.id,
      createdAt: 1,
    }
    await this.store.tx((q) => q.insert(t.chain).values(row))
  }

  /** Hands in lines as `/sync` and a hand-in file do. */
  async submit(body: string) {
    return this.ledger.submit(readLines(nodeCrypto, body))
  }

  /** Every entry held of a chain, in order of branch and seq. */
  async held(device: Device): Promise<{ branch: number; seq: number; line: string; hash: string }[]> {
    const { id } = await this.row(device)
    const { t, read } = this.store
    const rows = (await read.select().from(t.entry)).filter(({ chain }) => chain === id)
    const lines: string[] = []
    for (const branch of [...new Set(rows.map((row) => row.branch))].sort((a, b) => a - b))
      lines.push(...(await entryLines(this.store, id, { branch })))
    return rows
      .sort((a, b) => a.branch - b.branch || a.seq - b.seq)
      .map(({ branch, seq, hash }, i) => ({ branch, seq, line: lines[i] ?? '', hash }))
  }

  async row(device: Device): Promise<{ id: number }> {
    const { t, read } = this.store
    const row = (await read.select().from(t.chain)).find(({ digest }) => digest === device.chain)
    if (!row) throw new Error('no such chain')
    return row
  }

  async findings(): Promise<{ code: string; entries: { chain: string; seq: number; hash: string }[] }[]> {
    const { t, read } = this.store
    return (await read.select().from(t.finding)).map(({ code, entries }) => ({ code, entries: JSON.parse(entries) }))
  }
}

/** `count` watch entries of 300 s each, one after the other from `at`. */
export function study(device: Device, count: number, at = START): Device {
  device.watch(
    course,
    lesson,
    Array.from({ length: count }, (_, i) => [steady(at + i * 300_000, 300_000, i * 300_000)]),
    at,
  )
  return device
}
