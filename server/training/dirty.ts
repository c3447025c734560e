import { eq } from 'drizzle-orm'
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
