import { and, asc, eq, inArray, isNotNull, lt, max } from 'drizzle-orm'
import { dayOf } from '../../shared/calendar/beijing'
import { type Crypto, hex } from '../../shared/crypto'
import { ProofTree } from '../../shared/log/proof-tree'
import type { Store } from '../db/store'
import { eachLeaf } from './leaves'
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

/** Proofs for chains, as often as somebody asks, all into the one checkpoint. */
export type ProofsOf = (chains: readonly number[]) => Promise<ReceiptProof[]>

/** One proof for each chain, branch and Beijing day, for the last receipt of the day; `before` proves the earlier ones. */
export async function receiptProver(
  { store, crypto }: { store: Store; crypto: Crypto },
  sealed: Sealed,
): Promise<ProofsOf> {
  const tree = new ProofTree(crypto)
  for await (const leaf of eachLeaf(store, sealed.generation, sealed.size)) tree.append(leaf)
  return async (chains) => {
    if (chains.length === 0) return []
    const { t, read } = store
    const rows = await read
      .select()
      .from(t.receipt)
      .where(sealedIn(t, sealed, chains))
      .orderBy(asc(t.receipt.chain), asc(t.receipt.branch), asc(t.receipt.to))
    const lastOfDay = new Map<string, (typeof rows)[number]>()
    for (const row of rows) lastOfDay.set(`${row.chain}/${row.branch}/${dayOf(row.at)}`, row)
    return [...lastOfDay.values()].map(({ chain, branch, at, to, hash, leaf }) => {
      const index = leaf ?? 0
      return {
        chain,
        branch,
        day: dayOf(at),
        to,
        receipt: hash,
        proof: { index, path: tree.inclusion(index).map(hex) },
      }
    })
  }
}

/** The last sealed seq of each chain's branch 0; a chain of which nothing is sealed is not in it. */
export async function sealedEnds(
  { t, read }: Store,
  sealed: Sealed,
  chains: readonly number[],
): Promise<Map<number, number>> {
  if (chains.length === 0) return new Map()
  const rows = await read
    .select({ chain: t.receipt.chain, to: max(t.receipt.to) })
    .from(t.receipt)
    .where(and(sealedIn(t, sealed, chains), eq(t.receipt.branch, 0)))
    .groupBy(t.receipt.chain)
  return new Map(rows.map(({ chain, to }) => [chain, to ?? -1]))
}

const sealedIn = (t: Store['t'], { generation, size }: Sealed, chains: readonly number[]) =>
  and(
    inArray(t.receipt.chain, [...chains]),
    eq(t.receipt.generation, generation),
    isNotNull(t.receipt.leaf),
    lt(t.receipt.leaf, size),
  )
