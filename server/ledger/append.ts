import type { Crypto, Signer } from '../../shared/crypto'
import type { Receipt, ReceiptLine } from '../../shared/record/batch'
import { receiptLine } from '../../shared/record/batch'
import * as v from 'valibot'
import type { Clock } from '../clock'
import { type LedgerRows, type Queries, type ReceiptRow, StorageFull, type Store } from '../db/store'
import { type Part, Refused } from './accept'
import { addFinding } from './finding'
import { placePart, type Placed } from './place'
import { receiptRow, signReceipt } from './receipt'

/** What came of one part. */
export interface Outcome {
  receipt: ReceiptLine
  /** The next seq of the chain itself (branch 0). */
  expected: number
  forked: boolean
  /** Entries that were not here before. */
  added: number
}

/** A verified part, and whose it is. */
export interface Work {
  /** Surrogate id of the chain. */
  chain: number
  organisation: string
  class: string
  seat?: string | undefined
  part: Part
  /** Receipts of ours that the device handed back with it, verified. */
  handedBack: ReceiptLine[]
  key: Signer
}

interface Waiting extends Work {
  resolve(outcome: Outcome): void
  reject(error: unknown): void
}

/** Stored, but not yet receipted: the receipt's time is taken after the COMMIT of its entries. */
interface Stored {
  waiting: Waiting
  placed: Placed
  next: number
  /** The newest receipt of this branch when the entries were stored. */
  last: ReceiptRow | undefined
  /** First seq of this branch: 0, or where the fork began. */
  start: number
}

interface Receipted {
  stored: Stored
  line: ReceiptLine
  row: ReceiptRow | undefined
}

const MAX_WAITING = 1000

/**
 * The group commit: one loop; each turn is one transaction that holds the receipts of the group before and the entries
 * of the group that waits. A part is answered after the COMMIT of its receipt.
 */
export class Appender {
  #queue: Waiting[] = []
  #loop: Promise<void> | undefined
  #closed = false

  constructor(
    readonly store: Store,
    readonly crypto: Crypto,
    readonly clock: Clock,
    readonly onStored: () => void,
  ) {}

  append(work: Work): Promise<Outcome> {
    if (this.#closed) return Promise.reject(new Refused('too-many-requests', '服务器正在停止，请稍后再交', { retryAfter: 30 }))
    if (this.#queue.length >= MAX_WAITING) return Promise.reject(new Refused('too-many-requests', '现在上交的人太多，请稍后再交', { retryAfter: 5 }))
    return new Promise((resolve, reject) => {
      this.#queue.push({ ...work, resolve, reject })
      this.#loop ??= this.#run().finally(() => {
        this.#loop = undefined
      })
    })
  }

  async close(): Promise<void> {
    this.#closed = true
    await this.#loop
  }

  async #run(): Promise<void> {
    // Let requests that were verified together wait for the same transaction.
    await new Promise((resolve) => setImmediate(resolve))
    let receipted: Receipted[] = []
    while (this.#queue.length > 0 || receipted.length > 0) {
      const group = this.#queue.splice(0)
      let stored: Stored[]
      try {
        stored = await this.#turn(receipted, group)
      } catch (error) {
        // Nothing of this turn is in the store; whoever waits sends again. Entries already there are simply receipted then.
        for (const waiting of group) waiting.reject(refusal(error))
        for (const { stored: { waiting } } of receipted) waiting.reject(refusal(error))
        receipted = []
        continue
      }
      for (const { stored: { waiting, placed, next }, line } of receipted) {
        waiting.resolve({ receipt: line, expected: next, forked: placed.branch > 0, added: placed.added })
      }
      if (stored.some(({ placed }) => placed.added > 0)) this.onStored()
      receipted = await this.#receipts(stored)
    }
  }

  /** One transaction: earlier receipts, then each waiting part. A part that does not fit its chain is refused alone. */
  #turn(receipted: readonly Receipted[], group: readonly Waiting[]): Promise<Stored[]> {
    return this.store.tx(async (q, rows) => {
      for (const { row } of receipted) if (row) await rows.addReceipt(row)
      const stored: Stored[] = []
      for (const waiting of group) {
        try {
          stored.push(await this.#place(q, rows, waiting))
        } catch (error) {
          if (!(error instanceof Refused)) throw error
          waiting.reject(error)
        }
      }
      return stored
    })
  }

  async #place(q: Queries, rows: LedgerRows, waiting: Waiting): Promise<Stored> {
    const { chain, part } = waiting
    const placed = await placePart(rows, chain, part)
    if (placed.forkedAt) {
      const { seq, ours, theirs } = placed.forkedAt
      await addFinding(q, this.store.t, {
        organisation: waiting.organisation,
        class: waiting.class,
        seat: waiting.seat,
        code: 'chain-forked',
        detail: `第 ${seq} 条起出现两个不同的分支，两边都已保留；先收到的为准`,
        entries: [
          { chain: part.chain, seq, hash: ours },
          { chain: part.chain, seq, hash: theirs },
        ],
        at: this.clock.now(),
      })
    }
    await this.#takeBack(rows, waiting)
    const head = await rows.head(chain, 0)
    const { branch } = placed
    return {
      waiting,
      placed,
      next: (head?.seq ?? -1) + 1,
      last: await rows.lastReceipt(chain, branch),
      start: branch === 0 ? 0 : await rows.firstSeq(chain, branch),
    }
  }

  /** Receipts of ours that a restored database lost keep their time, where they continue what is here. */
  async #takeBack(rows: LedgerRows, { chain, part, handedBack }: Waiting): Promise<void> {
    for (const line of handedBack.filter(({ body }) => body.chain === part.chain).sort((a, b) => a.body.to - b.body.to)) {
      const branch = line.body.branch ?? 0
      const last = await rows.lastReceipt(chain, branch)
      const continues = line.body.from === (last?.to ?? -1) + 1 && line.body.before === last?.hash
      const at = continues ? await rows.entry(chain, line.body.to, line.body.head) : undefined
      if (at?.branch === branch) await rows.addReceipt(receiptRow(this.crypto, chain, line))
    }
  }

  /** After COMMIT: the time is certain. What already has a receipt gets that one again. */
  async #receipts(stored: readonly Stored[]): Promise<Receipted[]> {
    const at = this.clock.now()
    const done: Receipted[] = []
    const newest = new Map<string, ReceiptRow>()
    for (const one of stored) {
      const { placed, waiting } = one
      const key = `${waiting.chain}/${placed.branch}`
      const before = newest.get(key) ?? one.last
      if (before && before.to >= placed.to) {
        done.push({ stored: one, line: v.parse(receiptLine, JSON.parse(before.line)), row: undefined })
        continue
      }
      const body: Receipt = {
        v: 1,
        chain: waiting.part.chain,
        ...(placed.branch > 0 && { branch: placed.branch }),
        from: before ? before.to + 1 : one.start,
        to: placed.to,
        head: waiting.part.batch.head,
        at,
        ...(before && { before: before.hash }),
      }
      const line = await signReceipt(this.crypto, waiting.key, body)
      const row = receiptRow(this.crypto, waiting.chain, line)
      newest.set(key, row)
      done.push({ stored: one, line, row })
    }
    return done
  }
}

const refusal = (error: unknown): unknown =>
  error instanceof StorageFull ? new Refused('storage-full', '服务器磁盘已满，记录没有收下，请老师清理后再交；本机的记录不会丢') : error

