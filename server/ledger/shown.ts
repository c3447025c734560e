import { setImmediate as breath } from 'node:timers/promises'
import { and, asc, eq, gte } from 'drizzle-orm'
import { type Crypto, fromHex, hex } from '../../shared/crypto'
import { ProofTree } from '../../shared/log/proof-tree'
import type { ConsistencyAnswer, OpeningAnswer } from '../../shared/log/served'
import type { Store } from '../db/store'
import { Refused } from './accept'
import { newestCheckpoint } from './leaves'

/** Leaves hashed between two breaths: hand-ins are answered meanwhile. */
const CHUNK = 5000

/**
 * What the log shows to anybody: hashes only. Its newest generation is kept as a tree that grows with it, so that a stranger's
 * question costs no more than what was sealed since the last one.
 */
export class LogShown {
  #tree: { generation: number; tree: ProofTree } | undefined
  #growing: Promise<unknown> = Promise.resolve()
  /** Of generations that are closed: they change no more. */
  readonly #closed = new Map<number, OpeningAnswer>()

  constructor(readonly deps: { store: Store; crypto: Crypto }) {}

  /** That the checkpoint of `to` leaves extends the tree of `from`, in the newest generation. Throws Refused `not-found` where `to` is no checkpoint of it. */
  async consistency(generation: number, from: number, to: number): Promise<ConsistencyAnswer> {
    const { t, read } = this.deps.store
    const newest = await newestCheckpoint(this.deps.store)
    const [held] = await read
      .select({ size: t.checkpoint.size })
      .from(t.checkpoint)
      .where(and(eq(t.checkpoint.generation, generation), eq(t.checkpoint.size, to)))
    if (!held || newest?.generation !== generation || from > to) throw new Refused('not-found', '没有这样的封存点')
    return { generation, from, to, path: await this.#path(generation, from, to) }
  }

  /** How a generation after the first began. Throws Refused `not-found`. */
  async opening(generation: number): Promise<OpeningAnswer> {
    const known = this.#closed.get(generation)
    if (known) return known
    const { store } = this.deps
    const { t, read } = store
    const [row] = await read.select().from(t.logOpening).where(eq(t.logOpening.generation, generation))
    const newest = await newestCheckpoint(store, generation)
    if (!row || !newest) throw new Refused('not-found', '没有这一代日志')
    // From a tree of one leaf on, consistency is the inclusion of that leaf.
    const path = await this.#path(generation, 1, newest.size)
    const answer = { generation, opening: row.opening, note: newest.note, path }
    if ((await newestCheckpoint(store))?.generation !== generation) this.#closed.set(generation, answer)
    return answer
  }

  /** One at a time: two that grow one tree would spoil it. */
  #path(generation: number, from: number, to: number): Promise<string[]> {
    const turn = this.#growing.then(async () => {
      const tree = await this.#grown(generation, to)
      return tree.consistency(from, to).map(hex)
    })
    this.#growing = turn.catch(() => undefined)
    return turn
  }

  async #grown(generation: number, size: number): Promise<ProofTree> {
    const { store, crypto } = this.deps
    const { t, read } = store
    const held = this.#tree?.generation === generation ? this.#tree.tree : new ProofTree(crypto)
    while (held.size < size) {
      const rows = await read
        .select({ position: t.leaf.position, hash: t.leaf.hash })
        .from(t.leaf)
        .where(and(eq(t.leaf.generation, generation), gte(t.leaf.position, held.size)))
        .orderBy(asc(t.leaf.position))
        .limit(CHUNK)
      if (rows[0]?.position !== held.size) throw new Refused('conflict', '封存日志与数据库不符，不能证明')
      for (const row of rows) held.append(fromHex(row.hash))
      await breath()
    }
    this.#tree = { generation, tree: held }
    return held
  }
}
