import { eq } from 'drizzle-orm'
import type { Crypto, Signer } from '../../shared/crypto'
import { type Receipt, type ReceiptLine, receiptHash } from '../../shared/record/batch'
import type { Clock } from '../clock'
import type { BatchRow, LedgerRows, Queries, ReceiptRow, Store } from '../db/store'
import type { Part } from './accept'
import { addFinding } from './finding'
import { type Placed, placePart, touchedDays } from './place'
import { receiptOf, receiptRow, signReceipt } from './receipt'

/** A verified part, and whose it is. */
export interface Work {
  /** Surrogate id of the chain. */
  chain: number
  organisation: string
  class: string
  part: Part
  /** The checkpoint the part names, as it is stored. */
  checkpoint: BatchRow['checkpoint']
  /** Receipts of ours that the device handed back with it, verified. */
  handedBack: readonly ReceiptLine[]
  key: Signer
}

/** In the store, but not yet receipted: a receipt's time is taken after the COMMIT of its entries. */
export interface Stored<W extends Work> extends Placed {
  work: W
  /** Receipts that the store had lost and the device brought back. */
  takenBack: number
}

/** With what stands before the receipt to come. */
export interface Located<W extends Work> extends Stored<W> {
  /** Last receipt of the branch. */
  last: (ReceiptRow & { before: string | null }) | undefined
  /** Where the first receipt of the branch begins. */
  start: number
  /** Last seq of the chain itself that has a receipt, -1 for none. */
  receipted: number
}

export interface Receipted<W extends Work> {
  stored: Located<W>
  line: ReceiptLine
  /** Absent where the store has it already. */
  row?: ReceiptRow
}

/** Inside the transaction: places the part, lists a fork, takes lost receipts back. Throws Refused before it writes anything. */
export async function storePart<W extends Work>(
  { store, clock, crypto }: { store: Store; clock: Clock; crypto: Crypto },
  q: Queries,
  rows: LedgerRows,
  work: W,
): Promise<Stored<W>> {
  const { chain, part } = work
  const placed = await placePart(rows, chain, part, work.checkpoint)
  if (placed.forkedAt) {
    const { seq, ours, theirs } = placed.forkedAt
    await addFinding(q, store.t, {
      organisation: work.organisation,
      class: work.class,
      seat: await seatOf(store, q, chain),
      code: 'chain-forked',
      detail: `第 ${seq} 条起出现两个不同的分支，两边都已保留；先收到的为准`,
      entries: [ours, theirs].map((hash) => ({ chain: part.chain, seq, hash })),
      at: clock.now(),
    })
  }
  const takenBack = await takeBack(crypto, rows, work)
  if (takenBack > 0) await rows.addDirty(work.chain, touchedDays(work.part.entries))
  return { ...placed, work, takenBack }
}

async function seatOf({ t }: Store, q: Queries, chain: number): Promise<string | undefined> {
  const [row] = await q
    .select({ seat: t.claim.seat })
    .from(t.chain)
    .innerJoin(t.claim, eq(t.claim.claim, t.chain.claim))
    .where(eq(t.chain.id, chain))
  return row?.seat ?? undefined
}

/** At the end of the transaction, when every receipt that came back with the group is there. */
export async function locate<W extends Work>(rows: LedgerRows, stored: Stored<W>): Promise<Located<W>> {
  const { work, branch } = stored
  const last = await rows.lastReceipt(work.chain, branch)
  const own = branch === 0 ? last : await rows.lastReceipt(work.chain, 0)
  const start = branch === 0 ? 0 : await rows.firstSeq(work.chain, branch)
  return { ...stored, last, start, receipted: own?.to ?? -1 }
}

/** Receipts of ours that a restored database lost keep their time, where they continue what is here. */
async function takeBack(crypto: Crypto, rows: LedgerRows, { chain, part, handedBack }: Work): Promise<number> {
  let taken = 0
  for (const line of handedBack.toSorted((a, b) => a.body.to - b.body.to)) {
    const { branch = 0, from, to, head, before } = line.body
    if (line.body.chain !== part.chain) continue
    const last = await rows.lastReceipt(chain, branch)
    const start = branch === 0 ? 0 : await rows.firstSeq(chain, branch)
    if (from !== (last ? last.to + 1 : start) || before !== last?.hash || to < from) continue
    const entry = await rows.entry(chain, to, head)
    if (entry?.branch !== branch) continue
    await rows.addReceipt(receiptRow(crypto, chain, line))
    taken++
  }
  return taken
}

/** After COMMIT: the time is certain. What a receipt covers already gets the newest one again. */
export async function receiptsFor<W extends Work>(
  crypto: Crypto,
  at: number,
  stored: readonly Located<W>[],
): Promise<Receipted<W>[]> {
  const newest = new Map<string, { to: number; hash: string; line: Promise<ReceiptLine> }>()
  const receipted = stored.map(async (one): Promise<Receipted<W>> => {
    const { work, branch, last, start } = one
    const { chain, seq, head } = work.part.batch
    const place = `${work.chain}/${branch}`
    const before =
      newest.get(place) ??
      (last && { to: last.to, hash: last.hash, line: Promise.resolve(receiptOf(chain, last, last.before)) })
    if (before && before.to >= seq) return { stored: one, line: await before.line }
    const body: Receipt = {
      v: 1,
      chain,
      ...(branch > 0 && { branch }),
      from: before ? before.to + 1 : start,
      to: seq,
      head,
      at,
      ...(before && { before: before.hash }),
    }
    const line = signReceipt(crypto, work.key, body)
    newest.set(place, { to: seq, hash: receiptHash(crypto, body), line })
    return { stored: one, line: await line, row: receiptRow(crypto, work.chain, await line) }
  })
  return Promise.all(receipted)
}
