import { and, desc, eq, ne } from 'drizzle-orm'
import type { PlanRow } from '../../../shared/api/plans'
import { checkPlan } from '../../../shared/plan/checklist'
import type { Actor } from '../../access/actor'
import type { Deps } from '../../deps'
import { organisationOf } from '../organisation/profile'
import { classCounts, deadlinesOfPlan, doneDays, reckoningOf } from './plan-deadlines'
import { versionOf } from './plan-row'

/** The newest version of every plan, the one saved last first. A bureau has none. */
export async function listPlans(deps: Deps, actor: Actor): Promise<PlanRow[]> {
  if (actor.kind === 'bureau') return []
  const { store } = deps
  const { t, read } = store
  const rows = await read
    .select()
    .from(t.plan)
    .where(and(eq(t.plan.organisation, actor.organisation), ne(t.plan.status, '')))
    .orderBy(desc(t.plan.savedAt))
  const all = rows.map(versionOf)
  const people = new Map(
    (
      await read
        .select({ plan: t.planRoster.plan, people: t.planRoster.people })
        .from(t.planRoster)
        .innerJoin(t.plan, eq(t.plan.id, t.planRoster.plan))
        .where(eq(t.plan.organisation, actor.organisation))
    ).map((row) => [row.plan, row.people]),
  )
  const { name, creditCode, profile } = await organisationOf(read, store, actor.organisation)
  const reckoning = await reckoningOf(deps, read, actor)
  const counts = await classCounts(read, store, actor.organisation)
  const done = await doneDays(
    read,
    store,
    all.map(({ id }) => id),
  )
  return all.flatMap((plan): PlanRow[] => {
    const series = all.filter((other) => other.series === plan.series)
    if (plan.status === '' || series.some((other) => other.version > plan.version)) return []
    const agreed = series.find(({ status }) => status === 'approved')
    const classes = series.reduce((sum, { id }) => sum + (counts.get(id) ?? 0), 0)
    const next = deadlinesOfPlan(plan, classes, done.get(plan.id) ?? {}, reckoning).find(
      ({ state }) => state === 'open' || state === 'overdue',
    )
    const organisation = { kind: reckoning.kind, name, creditCode, profile }
    return [
      {
        id: plan.id,
        title: plan.details.title,
        type: plan.type,
        occupation: plan.details.occupation.name,
        level: plan.details.level,
        version: plan.version,
        status: plan.status,
        ...(agreed && agreed.id !== plan.id && { agreed: agreed.version }),
        period: plan.details.period,
        classes,
        savedAt: plan.savedAt,
        ...(plan.status === 'draft' && {
          missing: checkPlan({
            type: plan.type,
            details: plan.details,
            organisation,
            people: people.get(plan.id) ?? 0,
          }).filter(({ warning }) => !warning).length,
        }),
        ...(next && { next }),
      },
    ]
  })
}
