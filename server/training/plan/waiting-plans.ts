import { and, eq, ne, sql } from 'drizzle-orm'
import type { HomePlan } from '../../../shared/api/home'
import type { Actor } from '../../access/actor'
import type { Deps } from '../../deps'
import { planStillMissing } from '../still-missing'
import { deadlinesOfPlan, marksOf, type Reckoning, termColumns } from './plan-deadlines'
import { isNewest, statusOf } from './plan-row'

/** So many stand on the start page. */
const MOST = 20

/** The newest version of every plan that no class follows yet and that waits for somebody or has something due, the most urgent first. */
export async function waitingPlans(
  { store }: Pick<Deps, 'store'>,
  actor: Actor,
  reckoning: Reckoning,
): Promise<HomePlan[]> {
  if (actor.kind === 'bureau') return []
  const { t, read } = store
  const plans = await read
    .select({ id: t.plan.id, title: t.plan.title, terms: termColumns(t) })
    .from(t.plan)
    .where(
      and(
        eq(t.plan.organisation, actor.organisation),
        ne(t.plan.status, ''),
        isNewest(t),
        sql`NOT EXISTS (SELECT 1 FROM ${t.class} WHERE ${t.class.plan} = ${t.plan.id})`,
      ),
    )
  const marks = await marksOf(
    read,
    store,
    plans.map(({ id }) => id),
  )
  return plans
    .map(({ id, title, terms }) => {
      const deadlines = deadlinesOfPlan(terms, 0, marks.get(id) ?? {}, reckoning).flatMap(({ left, ...term }) =>
        left === undefined ? [] : [{ ...term, left }],
      )
      const from = /^\d{4}-\d{2}-\d{2}$/.test(terms.from) ? terms.from : ''
      const state = { plan: statusOf(terms.status), from, deadlines }
      const missing = planStillMissing(state, reckoning.today, reckoning.calendar)
      return { id, title, missing }
    })
    .filter(({ missing }) => missing.length > 0)
    .sort((a, b) => urgency(a) - urgency(b))
    .slice(0, MOST)
}

const urgency = ({ missing }: HomePlan): number => missing.reduce((least, { left = 1e6 }) => Math.min(least, left), 1e6)
