import { and, asc, eq, lte } from 'drizzle-orm'
import * as v from 'valibot'
import { type BatchLine, batchLine, type ReceiptLine, receiptLine } from '../../shared/record/batch'
import type { Store } from '../db/store'

/** The signed batch lines of a branch, in order; `through` is the last seq wanted. */
export async function batchLines(
  { t, read }: Store,
  chain: number,
  branch = 0,
  through = Number.MAX_SAFE_INTEGER,
): Promise<BatchLine[]> {
  const rows = await read
    .select({ line: t.batch.line })
    .from(t.batch)
    .where(and(eq(t.batch.chain, chain), eq(t.batch.branch, branch), lte(t.batch.seq, through)))
    .orderBy(asc(t.batch.seq))
  return rows.map((row) => v.parse(batchLine, JSON.parse(row.line)))
}

/** The signed receipts of a branch, in order, each naming the one before; `canonical(line)` is the line devices and packages hold. */
export async function receiptLines({ t, read }: Store, chain: number, branch = 0): Promise<ReceiptLine[]> {
  const rows = await read
    .select({ line: t.receipt.line })
    .from(t.receipt)
    .where(and(eq(t.receipt.chain, chain), eq(t.receipt.branch, branch)))
    .orderBy(asc(t.receipt.to))
  return rows.map((row) => v.parse(receiptLine, JSON.parse(row.line)))
}
