import { asc, eq, inArray } from 'drizzle-orm'
import { dayOf } from '../../shared/calendar/beijing'
import { readKnown } from '../../shared/record/entry'
import { markOf } from '../../shared/study/read-chain'
import type { Queries, Store } from '../db/store'
import { storedEntries } from '../ledger/line'
import { classOf } from '../training/class-of'
import type { ChainOfSeat } from './load'

/**
 * Whether a day of a person can be folded without the others: not where a policy counts each part of a lesson once, and not
 * where time between two presence checks lies on several days, for they stand or fall together.
 */
export async function standsAlone(
  q: Queries,
  { t }: Store,
  chains: readonly ChainOfSeat[],
  day: string,
): Promise<boolean> {
  for (const id of new Set(chains.map((chain) => chain.class))) {
    const { policy } = (await classOf({ t, read: q }, id)).plan
    if (policy.measure === 'coverage') return false
    if (!policy.presence) continue
    for (const chain of chains.filter((one) => one.class === id))
      if (await crossesMidnight(q, t, chain, day)) return false
  }
  return true
}

const KINDS = ['join', 'signin', 'presence', 'signout', 'leave']

async function crossesMidnight(q: Queries, t: Store['t'], chain: ChainOfSeat, day: string): Promise<boolean> {
  const kinds = await storedEntries({ t, read: q }, chain, { only: inArray(t.entry.kind, KINDS) })
  const watched = await q
    .select({ seq: t.entryDay.seq, day: t.entryDay.day })
    .from(t.entryDay)
    .where(eq(t.entryDay.chain, chain.id))
    .orderBy(asc(t.entryDay.seq))
  const known = kinds.flatMap((entry) => readKnown(entry) ?? [])
  const proofs = known.filter((entry) => markOf(entry) === 'proof').map(({ seq }) => seq)
  const onDay = [
    ...known.filter(({ at }) => dayOf(at) === day).map(({ seq }) => seq),
    ...watched.filter((one) => one.day === day).map(({ seq }) => seq),
  ]
  const touched = new Set(onDay.map((seq) => segmentOf(proofs, seq)))
  return watched.some((one) => one.day !== day && touched.has(segmentOf(proofs, one.seq)))
}

/** The place of the last proof at or before a seq; -1 before the first. */
function segmentOf(proofs: readonly number[], seq: number): number {
  let [low, high] = [0, proofs.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((proofs[middle] ?? 0) <= seq) low = middle + 1
    else high = middle
  }
  return low - 1
}
