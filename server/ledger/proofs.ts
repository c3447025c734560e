import { and, asc, eq, inArray, isNotNull, lt } from 'drizzle-orm'
import { dayOf } from '../../shared/calendar/beijing'
import { type Crypto, hex } from '../../shared/crypto'
import { inclusionProver } from '../../shared/log/merkle'
import type { Store } from '../db/store'
import { leavesOf } from './leaves'
import type { Sealed } from './sequence'

/** That a receipt is a leaf of the checkpoint's tree. */
export interface ReceiptProof {
  /** Surrogate id. */
  chain: number
  branch: number
  /** Beijing day of the receipt, and the last seq it covers. */
  day: string
  to: number
  /** Hash of the receipt. */
  receipt: string
  proof: { index: number; path: string[] }
}

/** One proof for each chain, branch and Beijing day, for the last receipt of the day; `before` proves the earlier ones. */
export async function receiptProofs(
  { store, crypto }: { store: Store; crypto: Crypto },
  { generation, size }: Sealed,
  chains: readonly number[],
): Promise<ReceiptProof[]> {
  if (chains.length === 0) return []
  const { t, read } = store
  const rows = await read
    .select()
    .from(t.receipt)
    .where(
      and(
        inArray(t.receipt.chain, [...chains]),
        eq(t.receipt.generation, generation),
        isNotNull(t.receipt.leaf),
        lt(t.receipt.leaf, size),
      ),
    )
    .orderBy(asc(t.receipt.chain), asc(t.receipt.branch), asc(t.receipt.to))
  const lastOfDay = new Map<string, (typeof rows)[number]>()
  for (const row of rows) lastOfDay.set(`${row.chain}/${row.branch}/${dayOf(row.at)}`, row)
  const path = inclusionProver(crypto, (await leavesOf(store, generation)).slice(0, size))
  return [...lastOfDay.values()].map(({ chain, branch, at, to, hash, leaf }) => {
    const index = leaf ?? 0
    return { chain, branch, day: dayOf(at), to, receipt: hash, proof: { index, path: path(index).map(hex) } }
  })
}
