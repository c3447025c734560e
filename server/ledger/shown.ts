import { and, eq } from 'drizzle-orm'
import { type Crypto, hex } from '../../shared/crypto'
import { consistencyProver, type Hash, inclusionProver } from '../../shared/log/merkle'
import type { ConsistencyAnswer, OpeningAnswer } from '../../shared/log/served'
import type { Store } from '../db/store'
import { Refused } from './accept'
import { leavesOf, newestCheckpoint } from './leaves'

/** What the log shows to anybody: hashes only. Proofs cost one pass over the leaves, once for each checkpoint. */
export class LogShown {
  readonly #provers = new Map<string, Promise<(first: number) => Hash[]>>()

  constructor(readonly deps: { store: Store; crypto: Crypto }) {}

  /** That the checkpoint of `to` leaves extends that of `from`. Throws Refused `not-found` where `to` is no checkpoint of ours. */
  async consistency(generation: number, from: number, to: number): Promise<ConsistencyAnswer> {
    const { t, read } = this.deps.store
    const [held] = await read
      .select({ size: t.checkpoint.size })
      .from(t.checkpoint)
      .where(and(eq(t.checkpoint.generation, generation), eq(t.checkpoint.size, to)))
    if (!held || from > to) throw new Refused('not-found', '没有这样的封存点')
    const prove = await this.#prover(generation, to)
    return { generation, from, to, path: prove(from).map(hex) }
  }

  /** How a generation after the first began. Throws Refused `not-found`. */
  async opening(generation: number): Promise<OpeningAnswer> {
    const { store, crypto } = this.deps
    const { t, read } = store
    const [row] = await read.select().from(t.logOpening).where(eq(t.logOpening.generation, generation))
    const newest = await newestCheckpoint(store, generation)
    if (!row || !newest) throw new Refused('not-found', '没有这一代日志')
    const path = inclusionProver(crypto, (await leavesOf(store, generation)).slice(0, newest.size))(0)
    return { generation, opening: row.opening, note: newest.note, path: path.map(hex) }
  }

  #prover(generation: number, size: number): Promise<(first: number) => Hash[]> {
    const place = `${generation}/${size}`
    const known = this.#provers.get(place)
    if (known) return known
    const made = this.#make(generation, size)
    // Witnesses ask for the newest; one tree of a large log is tens of megabytes.
    this.#provers.clear()
    this.#provers.set(place, made)
    made.catch(() => this.#provers.delete(place))
    return made
  }

  async #make(generation: number, size: number): Promise<(first: number) => Hash[]> {
    const leaves = (await leavesOf(this.deps.store, generation)).slice(0, size)
    if (leaves.length < size) throw new Refused('conflict', '封存日志与数据库不符，不能证明')
    return consistencyProver(this.deps.crypto, leaves)
  }
}
