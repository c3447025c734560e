import { and, desc, eq, ne } from 'drizzle-orm'
import type { AgreedPlans } from '../../../shared/api/plans'
import { type Actor, requireRole } from '../../access/actor'
import type { Deps } from '../../deps'

/** What a class can be opened of: the agreed version of every plan that has one, the one saved last first. */
export async function agreedPlans({ store }: Pick<Deps, 'store'>, actor: Actor): Promise<AgreedPlans> {
  requireRole(actor, 'finance')
  const { t, read } = store
  const own = eq(t.plan.organisation, actor.organisation)
  const rows = await read
    .select({
      ...{ id: t.plan.id, title: t.plan.title, occupation: t.plan.occupation, level: t.plan.level },
      ...{ from: t.plan.periodFrom, to: t.plan.periodTo },
    })
    .from(t.plan)
    .where(and(own, eq(t.plan.status, 'approved')))
    .orderBy(desc(t.plan.savedAt), desc(t.plan.createdAt))
  const [one] = await read
    .select({ id: t.plan.id })
    .from(t.plan)
    .where(and(own, ne(t.plan.status, '')))
    .limit(1)
  return { plans: rows.map(({ from, to, ...plan }) => ({ ...plan, period: { from, to } })), any: one !== undefined }
}
