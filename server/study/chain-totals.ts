import { and, desc, eq, inArray, max } from 'drizzle-orm'
import { dayOf } from '../../shared/calendar/beijing'
import { readKnown } from '../../shared/record/entry'
import type { Queries, Store } from '../db/store'
import { storedEntries } from '../ledger/line'
import { healthOf } from './chain-health'
import type { ChainOfSeat } from './load'
import { sittingsOf } from './sittings'

const KINDS = ['join', 'signin', 'signout', 'view', 'system', 'gap']

/** Writes anew what lists show of a chain: its sign-ins, when it last said something, and what it says of its making. In the transaction that folds its days. */
export async function refreshChain(q: Queries, { t }: Pick<Store, 't'>, chain: ChainOfSeat): Promise<void> {
  const { id, class: classId, seat, device } = chain
  const entries = await storedEntries({ t, read: q }, chain, { only: inArray(t.entry.kind, KINDS) })
  const known = entries.flatMap((entry) => readKnown(entry) ?? [])
  await q.delete(t.signIn).where(eq(t.signIn.chain, id))
  const sittings = sittingsOf(known).map(({ signin: { seq, hash, at, body }, out }) => ({
    ...{ chain: id, seq, hash, class: classId, seat, device, day: dayOf(at), at },
    ...{ out: out ?? null, method: body.method },
  }))
  for (let i = 0; i < sittings.length; i += 100) await q.insert(t.signIn).values(sittings.slice(i, i + 100))
  await q.delete(t.chainTotal).where(eq(t.chainTotal.chain, id))
  const lastWatch = await lastWatched(q, t, id)
  const lastReceipt = await lastReceipted(q, t, id)
  const health = JSON.stringify(healthOf(known))
  await q.insert(t.chainTotal).values({ chain: id, class: classId, seat, lastWatch, lastReceipt, health })
}

async function lastWatched(q: Queries, t: Store['t'], chain: number): Promise<number | null> {
  const [row] = await q
    .select({ at: t.entry.at })
    .from(t.entryDay)
    .innerJoin(
      t.entry,
      and(eq(t.entry.chain, t.entryDay.chain), eq(t.entry.seq, t.entryDay.seq), eq(t.entry.branch, 0)),
    )
    .where(eq(t.entryDay.chain, chain))
    .orderBy(desc(t.entryDay.day), desc(t.entryDay.seq))
    .limit(1)
  return row?.at ?? null
}

async function lastReceipted(q: Queries, t: Store['t'], chain: number): Promise<number | null> {
  const [row] = await q
    .select({ at: max(t.receipt.at) })
    .from(t.receipt)
    .where(eq(t.receipt.chain, chain))
  return row?.at ?? null
}
