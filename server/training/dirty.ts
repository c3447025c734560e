import { and, eq } from 'drizzle-orm'
import type { Queries, Store } from '../db/store'
import { forgetTotals } from '../study/totals'

/** Stands for a day: all days of the chain are to be folded again. */
export const ALL_DAYS = '*'

/** Whose the chains of this claim are has changed: everything of their person is folded again. */
export const dirtyChainsOf = (q: Queries, { t }: Store, claim: string): Promise<void> =>
  dirty(q, t, q.select({ chain: t.chain.id }).from(t.chain).where(eq(t.chain.claim, claim)))

/** The same where a decision about a seat's time was written down. */
export const dirtySeat = (q: Queries, { t }: Store, seat: string): Promise<void> =>
  dirty(
    q,
    t,
    q
      .select({ chain: t.chain.id })
      .from(t.chain)
      .innerJoin(t.claim, eq(t.claim.claim, t.chain.claim))
      .where(eq(t.claim.seat, seat)),
  )

/** The same for everybody who uses a device, where a decision about it was written down. */
export const dirtyDevice = (q: Queries, { t }: Store, organisation: string, device: string): Promise<void> =>
  dirty(
    q,
    t,
    q
      .select({ chain: t.chain.id })
      .from(t.chain)
      .innerJoin(t.class, eq(t.class.id, t.chain.class))
      .where(and(eq(t.chain.device, device), eq(t.class.organisation, organisation))),
  )

/** The same for all classes of a plan, where its courses, period or consent changed. */
export async function dirtyPlan(q: Queries, store: Store, plan: string): Promise<void> {
  const { t } = store
  await forgetTotals(q, store, plan)
  await dirty(
    q,
    t,
    q
      .select({ chain: t.chain.id })
      .from(t.chain)
      .innerJoin(t.class, eq(t.class.id, t.chain.class))
      .where(eq(t.class.plan, plan)),
  )
}

/** Inside the transaction that changes something; `deriver.wake()` after it. */
async function dirty(q: Queries, t: Store['t'], chains: PromiseLike<{ chain: number }[]>): Promise<void> {
  const days = (await chains).map(({ chain }) => ({ chain, day: ALL_DAYS }))
  if (days.length > 0) await q.insert(t.dirtyDay).values(days).onConflictDoNothing()
}
