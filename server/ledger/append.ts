import type { Crypto } from '../../shared/crypto'
import type { ReceiptLine } from '../../shared/record/batch'
import type { Clock } from '../clock'
import { StorageFull, type Store } from '../db/store'
import { Refused } from './accept'
import { touchedDays } from './place'
import { type Located, locate, type Receipted, receiptsFor, type Stored, storePart, type Work } from './turn'

/** What came of one part. */
export interface Outcome {
  receipt: ReceiptLine
  /** The next seq of the chain itself (branch 0) that has no receipt. */
  expected: number
  /** The part stands beside the chain, not in it. */
  forked: boolean
  /** Entries that were not here before. */
  added: number
  /** Receipts that the store had lost and the device brought back. */
  takenBack: number
}

interface Waiting extends Work {
  size: number
  resolve(outcome: Outcome): void
  reject(error: unknown): void
}

/** Entry lines that may wait, in UTF-16 units: what more comes is asked to come later. */
const MAX_WAITING = 32 << 20
/** Entries of one turn: the event loop stands still while SQLite takes them. */
const MAX_TURN = 2000

/**
 * The group commit: one loop; each turn is one transaction that holds the receipts of the group before and the entries
 * of the group that waits. A part is answered after the COMMIT of its receipt.
 */
export class Appender {
  #queue: Waiting[] = []
  #waiting = 0
  #running = false
  #idle: Promise<void> = Promise.resolve()
  #closed = false

  constructor(
    readonly deps: { store: Store; crypto: Crypto; clock: Clock },
    readonly onReceipted: () => void,
  ) {}

  append(work: Work): Promise<Outcome> {
    const size = work.part.entries.reduce((sum, { line }) => sum + line.length, 1000)
    if (this.#closed) {
      return Promise.reject(new Refused('too-many-requests', '服务器正在停止，请稍后再交', { retryAfter: 30 }))
    }
    if (this.#waiting + size > MAX_WAITING) {
      return Promise.reject(new Refused('too-many-requests', '现在上交的人太多，请稍后再交', { retryAfter: 5 }))
    }
    this.#waiting += size
    return new Promise((resolve, reject) => {
      this.#queue.push({ ...work, size, resolve, reject })
      if (!this.#running) this.#idle = this.#run()
    })
  }

  /** Takes no more; resolves when everything that waited is answered. */
  async close(): Promise<void> {
    this.#closed = true
    await this.#idle
  }

  async #run(): Promise<void> {
    this.#running = true
    // Requests that were verified together share the first transaction.
    await new Promise((resolve) => setImmediate(resolve))
    let receipted: Receipted<Waiting>[] = []
    while (this.#queue.length > 0 || receipted.length > 0) {
      const group = this.#nextGroup()
      let stored: Located<Waiting>[]
      try {
        stored = await this.#turn(receipted, group)
      } catch (error) {
        stored = await this.#apart(receipted, group, error)
      }
      try {
        receipted = await receiptsFor(this.deps.crypto, this.deps.clock.now(), stored)
      } catch (error) {
        // Nobody was told; sent again, the entries are found and receipted.
        for (const { work } of stored) work.reject(error)
        receipted = []
      }
    }
    this.#running = false
  }

  #nextGroup(): Waiting[] {
    let count = 0
    let end = 0
    for (const { part } of this.#queue) {
      count += part.entries.length
      if (end > 0 && count > MAX_TURN) break
      end++
    }
    const group = this.#queue.splice(0, end)
    for (const { size } of group) this.#waiting -= size
    return group
  }

  /** One transaction; answers the receipted after it. A part that does not fit its chain is refused alone. */
  async #turn(receipted: readonly Receipted<Waiting>[], group: readonly Waiting[]): Promise<Located<Waiting>[]> {
    const refused: [Waiting, Refused][] = []
    const stored = await this.deps.store.tx(async (q, rows) => {
      for (const { row, stored } of receipted) {
        if (!row) continue
        await rows.addReceipt(row)
        await rows.addDirty(row.chain, touchedDays(stored.work.part.entries))
      }
      const placed: Stored<Waiting>[] = []
      for (const waiting of group) {
        try {
          placed.push(await storePart(this.deps, q, rows, waiting))
        } catch (error) {
          if (!(error instanceof Refused)) throw error
          refused.push([waiting, error])
        }
      }
      const located: Located<Waiting>[] = []
      for (const one of placed) located.push(await locate(rows, one))
      return located
    })
    for (const [waiting, error] of refused) waiting.reject(error)
    for (const { stored, line } of receipted) {
      const { work, branch, added, takenBack } = stored
      const expected = branch === 0 ? line.body.to + 1 : stored.receipted + 1
      work.resolve({ receipt: line, expected, forked: branch > 0, added, takenBack })
    }
    if (receipted.some(({ row }) => row) || stored.some(({ takenBack }) => takenBack > 0)) this.onReceipted()
    return stored
  }

  /** Nothing of a failed turn is in the store. Each piece tries alone, so that one that cannot be stored harms no other. */
  async #apart(
    receipted: readonly Receipted<Waiting>[],
    group: readonly Waiting[],
    error: unknown,
  ): Promise<Located<Waiting>[]> {
    const pieces = receipted.length + group.length
    const stored: Located<Waiting>[] = []
    for (const one of receipted) {
      await this.#alone(pieces > 1, error, one.stored.work, () => this.#turn([one], []))
    }
    for (const waiting of group) {
      stored.push(...(await this.#alone(pieces > 1, error, waiting, () => this.#turn([], [waiting]))))
    }
    return stored
  }

  async #alone(
    again: boolean,
    error: unknown,
    waiting: Waiting,
    turn: () => Promise<Located<Waiting>[]>,
  ): Promise<Located<Waiting>[]> {
    try {
      if (again && !(error instanceof StorageFull)) return await turn()
      waiting.reject(refusal(error))
    } catch (alone) {
      waiting.reject(refusal(alone))
    }
    return []
  }
}

const refusal = (error: unknown): unknown =>
  error instanceof StorageFull
    ? new Refused('storage-full', '服务器磁盘已满，记录没有收下，请老师清理后再交；本机的记录不会丢')
    : error
