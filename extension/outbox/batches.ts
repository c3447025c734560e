import type { ReceiptLine } from '../../shared/record/batch'
import { byteLength } from '../../shared/record/batch'
import { canonical } from '../../shared/record/canonical'
import { MAX_BATCH_BYTES, MAX_BATCH_ENTRIES } from '../../shared/record/entry'
import { signBatch } from '../journal/recorder'
import type { ChainRow, EntryRow } from '../journal/rows'
import { type Journal, ofChain } from '../journal/store'

export interface Batch {
  from: number
  to: number
  /** NDJSON: receipts handed back, entries, the batch line. */
  body: string
}

/** Entries of this chain that are ever sent on it: what a replacing chain carries is not. */
export const sendable = ({ next, rewriteFrom }: Pick<ChainRow, 'next' | 'rewriteFrom'>): number =>
  Math.min(next, rewriteFrom ?? next)

/**
 * The next contiguous batch from `from` on, signed with the chain key, within the limits. Where a server lost entries that
 * have receipts, it ends at a receipt's end and carries those receipts first, so that they keep their time. Undefined when
 * there is nothing to send. Rejects when the chain's key cannot sign.
 */
export async function nextBatch(
  db: Journal,
  row: ChainRow,
  from: number,
  limit = MAX_BATCH_ENTRIES,
): Promise<Batch | undefined> {
  const end = sendable(row)
  if (from >= end) return undefined
  const rows = fitting(await db.getAll('entries', ofChain(row.chain, from, Math.min(end, from + limit) - 1)))
  const last = rows.at(-1)
  if (!last) return undefined
  const receipts = from <= row.receipted ? await receiptsWithin(db, row.chain, from, last.seq) : []
  const cut = receipts.at(-1)?.body.to
  const sent = cut === undefined ? rows : rows.filter(({ seq }) => seq <= cut)
  const head = sent.at(-1)
  if (!head) return undefined
  const lines = [
    ...receipts.map((receipt) => canonical(receipt)),
    ...sent.map(({ line }) => line),
    canonical(await signBatch(row, head)),
  ]
  return { from, to: head.seq, body: lines.map((line) => `${line}\n`).join('') }
}

/** As many as one batch may hold; at least one. */
function fitting(rows: readonly EntryRow[]): EntryRow[] {
  let bytes = 0
  const end = rows.findIndex(({ line }) => {
    bytes += byteLength(line) + 1
    return bytes > MAX_BATCH_BYTES
  })
  return end === -1 ? [...rows] : rows.slice(0, Math.max(1, end))
}

/** Kept receipts of the chain itself that lie wholly within a stretch. */
async function receiptsWithin(db: Journal, chain: string, from: number, to: number): Promise<ReceiptLine[]> {
  const kept = await db.getAll('receipts', ofChain(chain, from, to))
  return kept.map(({ line }) => line).filter(({ body }) => body.branch === undefined && body.from >= from)
}
