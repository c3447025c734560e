import { createHash } from 'node:crypto'
import type { Crypto } from '../crypto'
import type { Body, Kind, Span } from '../record/bodies'
import { type Entry, writeEntry } from '../record/entry'
import type { Facts } from './facts'

/** Hashing alone: credit verifies nothing. */
export const crypto: Crypto = {
  sha256: (bytes) => new Uint8Array(createHash('sha256').update(bytes).digest()),
  sha256Stream: () => {
    const hash = createHash('sha256')
    return { update: (bytes) => void hash.update(bytes), digest: () => new Uint8Array(hash.digest()) }
  },
  verifyP256: async () => false,
  verifyEd25519: async () => false,
}

/** 2026-11-22 08:00 in Beijing. */
export const MORNING = Date.parse('2026-11-22T00:00:00Z')
export const MINUTE = 60_000
export const HOUR = 3_600_000

export const view: Body<'view'> = {
  site: 'px.class.com.cn',
  host: 'px.class.com.cn',
  rule: `px.class.com.cn@1#${'0'.repeat(64)}`,
  course: { key: 'c-1', title: '养老护理员（初级）' },
  lesson: { key: 'l-1', title: '第一节' },
  media: 'video',
  learner: { state: 'unknown' },
}

/** A chain of a seat, written without a device. */
export class Chain {
  readonly id: string
  readonly claim: string
  readonly entries: Entry[] = []

  constructor(
    readonly seat: string,
    n: number,
    replaces?: Body<'join'>['replaces'],
  ) {
    this.id = createHash('sha256').update(`${seat}/${n}`).digest('hex')
    this.claim = this.id.slice(0, 32)
    const join = {
      claim: this.claim,
      class: 'k',
      organisation: 'o',
      device: this.claim,
      consent: '1',
      build: 'test',
      ...(replaces && { replaces }),
    }
    this.write('join', join).write('signin', { method: 'join' })
  }

  write<K extends Kind>(kind: K, body: Body<K>): this {
    const { length } = this.entries
    const prev = this.entries.at(-1)?.hash
    this.entries.push(writeEntry(crypto, { chain: this.id, seq: length, prev, at: MORNING + length, kind, body }))
    return this
  }

  /** One watch entry of what the last `view` showed; of nothing where there was none. */
  watch(...spans: Span[]): this {
    const seen = this.entries.findLast(({ kind }) => kind === 'view')
    return this.write('watch', { view: seen?.hash ?? '0'.repeat(64), spans })
  }
}

export const span = (wall: number, ms: number, change: Partial<Span> = {}): Span => ({
  wall,
  ms,
  from: 0,
  to: ms,
  rate: 1000,
  visible: true,
  pip: false,
  muted: false,
  samples: 2,
  gap: 1000,
  ...change,
})

/** Facts of these chains, each with one receipt two hours after noon, unless told otherwise. */
export const factsOf = (chains: readonly Chain[], change: Partial<Facts> = {}): Facts => ({
  v: 1,
  class: 'k',
  bindings: chains.map(({ claim, seat }) => ({ claim, seat, from: MORNING - HOUR, how: 'code' })),
  courses: [{ key: 'c-1', site: 'px.class.com.cn', title: '养老护理员（初级）', aliases: [] }],
  period: { from: '2026-11-01', to: '2026-11-30' },
  devices: [],
  receipts: chains.map(({ id, entries }) => ({
    chain: id,
    from: 0,
    to: entries.length - 1,
    at: MORNING + 6 * HOUR,
    hash: id,
  })),
  corrections: [],
  imported: [],
  elsewhere: [],
  ...change,
})
