import { and, asc, eq, lte } from 'drizzle-orm'
import * as v from 'valibot'
import { base64url, fromHex } from '../../shared/crypto'
import { readCheckpoint } from '../../shared/log/checkpoint'
import { type BatchLine, batch, type ReceiptLine } from '../../shared/record/batch'
import type { Store } from '../db/store'
import { receiptOf } from './receipt'

/** The signed batch lines of a branch, in order; `through` is the last seq wanted. `canonical(line)` is the line that was signed. */
export async function batchLines(
  { t, read }: Store,
  chain: number,
  branch = 0,
  through = Number.MAX_SAFE_INTEGER,
): Promise<BatchLine[]> {
  const rows = await read
    .select({
      batch: t.batch,
      digest: t.chain.digest,
      head: t.entry.hash,
      root: t.checkpoint.root,
      note: t.checkpoint.note,
    })
    .from(t.batch)
    .innerJoin(t.chain, eq(t.chain.id, t.batch.chain))
    .innerJoin(
      t.entry,
      and(eq(t.entry.chain, t.batch.chain), eq(t.entry.seq, t.batch.seq), eq(t.entry.branch, t.batch.branch)),
    )
    .leftJoin(t.checkpoint, and(eq(t.checkpoint.generation, t.batch.generation), eq(t.checkpoint.size, t.batch.size)))
    .where(and(eq(t.batch.chain, chain), eq(t.batch.branch, branch), lte(t.batch.seq, through)))
    .orderBy(asc(t.batch.seq))
  return rows.map(({ batch: { seq, signature, size, checkpoint: other }, digest, head, root, note }) => {
    const ours = note !== null && root !== null && size !== null
    const checkpoint = ours
      ? { origin: readCheckpoint(note).origin, size, root: base64url(fromHex(root)) }
      : other === null
        ? undefined
        : v.parse(batch.entries.checkpoint, JSON.parse(other))
    return { batch: { chain: digest, seq, head, ...(checkpoint && { checkpoint }) }, signature }
  })
}

/** The signed receipts of a branch, in order, each naming the one before; `canonical(line)` is the line devices and packages hold. */
export async function receiptLines({ t, read }: Store, chain: number, branch = 0): Promise<ReceiptLine[]> {
  const rows = await read
    .select({ receipt: t.receipt, digest: t.chain.digest, key: t.signingKey.fingerprint })
    .from(t.receipt)
    .innerJoin(t.chain, eq(t.chain.id, t.receipt.chain))
    .innerJoin(t.signingKey, eq(t.signingKey.id, t.receipt.key))
    .where(and(eq(t.receipt.chain, chain), eq(t.receipt.branch, branch)))
    .orderBy(asc(t.receipt.to))
  return rows.map(({ receipt, digest, key }, i) => receiptOf(digest, { ...receipt, key }, rows[i - 1]?.receipt.hash))
}
