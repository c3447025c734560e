import { and, eq, ne } from 'drizzle-orm'
import type { HomePlan } from '../../../shared/api/home'
import type { Actor } from '../../access/actor'
import type { Deps } from '../../deps'
import { planStillMissing } from '../still-missing'
import { classCounts, deadlinesOfPlan, doneDays, type Reckoning } from './plan-deadlines'
import { versionOf } from './plan-row'

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
  const rows = await read
    .select()
    .from(t.plan)
    .where(and(eq(t.plan.organisation, actor.organisation), ne(t.plan.status, '')))
  const all = rows.map(versionOf)
  const newest = new Map<string, number>()
  for (const { series, version } of all) newest.set(series, Math.max(version, newest.get(series) ?? 0))
  const counts = await classCounts(read, store, actor.organisation)
  const plans = all.filter(({ id, series, version }) => version === newest.get(series) && !counts.has(id))
  const done = await doneDays(
    read,
    store,
    plans.map(({ id }) => id),
  )
  return plans
    .map((plan) => {
      const { from } = plan.details.period
      const deadlines = deadlinesOfPlan(plan, 0, done.get(plan.id) ?? {}, reckoning).flatMap(({ left, ...term }) =>
        left === undefined ? [] : [{ ...term, left }],
      )
      const state = { plan: plan.status, from: /^\d{4}-\d{2}-\d{2}$/.test(from) ? from : '', deadlines }
      const missing = planStillMissing(state, reckoning.today, reckoning.calendar)
      return { id: plan.id, title: plan.details.title, missing }
    })
    .filter(({ missing }) => missing.length > 0)
    .sort((a, b) => urgency(a) - urgency(b))
    .slice(0, MOST)
}

const urgency = ({ missing }: HomePlan): number => missing.reduce((least, { left = 1e6 }) => Math.min(least, left), 1e6)
