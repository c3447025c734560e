import { and, asc, eq, inArray, ne, or, sql } from 'drizzle-orm'
import type { InferOutput } from 'valibot'
import type { ListPage, plansQuery } from '../../shared/api/lists'
import type { PlanRow } from '../../shared/api/plans'
import { checkPlan } from '../../shared/plan/checklist'
import { type Actor, requireRole } from '../access/actor'
import type { Store } from '../db/store'
import type { Deps } from '../deps'
import { organisationOf } from '../training/organisation/profile'
import { deadlinesOfPlan, marksOf, reckoningOf } from '../training/plan/plan-deadlines'
import { isNewest, statusOf, versionOf } from '../training/plan/plan-row'
import { countAll, ordered, pageOf } from './page'
import { holds, typed } from './search'

export type PlansQuery = InferOutput<typeof plansQuery>

/** The newest version of every plan, the one saved last first unless asked otherwise; found by title, occupation and level. A bureau has none. */
export async function listPlans(
  deps: Pick<Deps, 'store' | 'clock'>,
  actor: Actor,
  query: PlansQuery,
): Promise<ListPage<PlanRow>> {
  requireRole(actor, 'finance')
  if (actor.kind === 'bureau') return { rows: [], total: 0, page: 1 }
  const { t, read } = deps.store
  const text = typed(query.search)
  const where = and(
    eq(t.plan.organisation, actor.organisation),
    query.filter === '' ? ne(t.plan.status, '') : eq(t.plan.status, query.filter),
    isNewest(t),
    text === '' ? undefined : or(...[t.plan.title, t.plan.occupation, t.plan.level].map((one) => holds(one, text))),
  )
  const saved = sql`coalesce(${t.plan.savedAt}, ${t.plan.createdAt})`
  const by = {
    saved,
    title: t.plan.title,
    status: t.plan.status,
    from: t.plan.periodFrom,
    classes: sql`(SELECT count(*) FROM class followed JOIN plan version ON version.id = followed.plan WHERE version.series = ${t.plan.series})`,
  }
  const sort = query.sort ?? 'saved'
  const order = ordered(by[sort], query.order, sort === 'saved' || sort === 'classes' ? 'down' : 'up')
  const page = await pageOf(query, read.select(countAll).from(t.plan).where(where), (limit, offset) =>
    read
      .select()
      .from(t.plan)
      .where(where)
      .orderBy(order, ordered(saved, 'down'), asc(t.plan.id))
      .limit(limit)
      .offset(offset),
  )
  return { ...page, rows: await rowsOf(deps, actor, page.rows) }
}

type Row = Store['t']['plan']['$inferSelect']

/** What is said of these versions; of them alone anything is checked. */
async function rowsOf(deps: Pick<Deps, 'store' | 'clock'>, actor: Actor, plans: readonly Row[]): Promise<PlanRow[]> {
  if (plans.length === 0) return []
  const { store } = deps
  const { read } = store
  const ids = plans.map(({ id }) => id)
  const people = await peopleOf(store, ids)
  const { agreed, classes } = await ofSeries(
    store,
    plans.flatMap(({ series }) => series ?? []),
  )
  const marks = await marksOf(read, store, ids)
  const { name, creditCode, profile } = await organisationOf(read, store, actor.organisation)
  const reckoning = await reckoningOf(deps, read, actor)
  const organisation = { kind: reckoning.kind, name, creditCode, profile }
  return plans.map((row): PlanRow => {
    const { id, title, type, occupation, level, version, periodFrom: from, periodTo: to } = row
    const savedAt = row.savedAt ?? row.createdAt
    const status = statusOf(row.status) || 'draft'
    const series = row.series ?? id
    const held = agreed.get(series)
    const own = classes.get(series) ?? 0
    const next = deadlinesOfPlan({ ...row, from, to }, own, marks.get(id) ?? {}, reckoning).find(
      ({ state }) => state === 'open' || state === 'overdue',
    )
    return {
      ...{ id, title, type, occupation, level, version, period: { from, to }, classes: own, savedAt },
      status,
      ...(held && held.id !== id && { agreed: held }),
      ...(status === 'draft' && {
        missing: checkPlan({ type, details: versionOf(row).details, organisation, people: people.get(id) ?? 0 }).filter(
          ({ warning }) => !warning,
        ).length,
      }),
      ...(next && { next }),
    }
  })
}

/** By plan: the people of the attached roster. */
async function peopleOf({ t, read }: Store, plans: readonly string[]): Promise<Map<string, number>> {
  const rows = await read
    .select({ plan: t.planRoster.plan, people: t.planRoster.people })
    .from(t.planRoster)
    .where(inArray(t.planRoster.plan, [...plans]))
  return new Map(rows.map(({ plan, people }) => [plan, people]))
}

/** By series: the version that is agreed, and how many classes follow any version. */
async function ofSeries({ t, read }: Store, series: readonly string[]) {
  const which = inArray(t.plan.series, [...series])
  const held = await read
    .select({ series: t.plan.series, id: t.plan.id, version: t.plan.version })
    .from(t.plan)
    .where(and(which, eq(t.plan.status, 'approved')))
  const followed = await read
    .select({ series: t.plan.series, n: sql<number>`count(*)` })
    .from(t.class)
    .innerJoin(t.plan, eq(t.plan.id, t.class.plan))
    .where(which)
    .groupBy(t.plan.series)
  return {
    agreed: new Map(held.map(({ series: of, ...version }) => [of, version])),
    classes: new Map(followed.map(({ series: of, n }) => [of, Number(n)])),
  }
}
