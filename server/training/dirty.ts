import { and, eq } from 'drizzle-orm'
import { daysBetween } from '../../shared/calendar/beijing'
import type { Queries, Store } from '../db/store'

/** All days of the chains of a claim are to be folded again: whose they are has changed. */
export async function dirtyChainsOf(q: Queries, { t }: Store, claim: string): Promise<void> {
  const days = await q
    .select({ chain: t.entryDay.chain, day: t.entryDay.day })
    .from(t.entryDay)
    .innerJoin(t.chain, eq(t.chain.id, t.entryDay.chain))
    .where(eq(t.chain.claim, claim))
    .groupBy(t.entryDay.chain, t.entryDay.day)
  if (days.length > 0) await q.insert(t.dirtyDay).values(days).onConflictDoNothing()
}

/** The days that [from, to) touches are to be folded again for this seat; nothing, where no chain is bound to it. */
export async function dirtySeat(q: Queries, { t }: Store, seat: string, from: number, to: number): Promise<void> {
  const chains = await q
    .select({ chain: t.chain.id })
    .from(t.chain)
    .innerJoin(t.claim, eq(t.claim.claim, t.chain.claim))
    .where(and(eq(t.claim.seat, seat), eq(t.claim.state, 'bound')))
  const days = chains.flatMap(({ chain }) => daysBetween(from, to).map((day) => ({ chain, day })))
  if (days.length > 0) await q.insert(t.dirtyDay).values(days).onConflictDoNothing()
}

/** All days recorded on a device for people of the organisation are to be folded again. */
export async function dirtyDevice(q: Queries, { t }: Store, organisation: string, device: string): Promise<void> {
  const days = await q
    .select({ chain: t.entryDay.chain, day: t.entryDay.day })
    .from(t.entryDay)
    .innerJoin(t.chain, eq(t.chain.id, t.entryDay.chain))
    .innerJoin(t.class, eq(t.class.id, t.chain.class))
    .where(and(eq(t.chain.device, device), eq(t.class.organisation, organisation)))
    .groupBy(t.entryDay.chain, t.entryDay.day)
  if (days.length > 0) await q.insert(t.dirtyDay).values(days).onConflictDoNothing()
}
