import { and, asc, eq, or, sql } from 'drizzle-orm'
import type { InferOutput } from 'valibot'
import type { ClassSummary } from '../../shared/api'
import type { classesQuery, ListPage } from '../../shared/api/lists'
import { type Actor, requireRole } from '../access/actor'
import type { Deps } from '../deps'
import { summariesOf } from '../training/class-summary'
import { countAll, ordered, pageOf } from './page'
import { holds, typed } from './search'

export type ClassesQuery = InferOutput<typeof classesQuery>

/** The classes of the actor's organisation, the newest first unless asked otherwise; found by name, code, plan and occupation. */
export async function listClasses(
  { store }: Pick<Deps, 'store'>,
  actor: Actor,
  query: ClassesQuery,
): Promise<ListPage<ClassSummary>> {
  requireRole(actor, 'finance')
  const { t, read } = store
  const text = typed(query.search)
  const where = and(
    eq(t.class.organisation, actor.organisation),
    query.filter === '' ? undefined : eq(t.class.status, query.filter),
    text === ''
      ? undefined
      : or(...[t.class.name, t.class.code, t.plan.title, t.plan.occupation].map((one) => holds(one, text))),
  )
  const credited = sql`coalesce((SELECT sum(${t.seatTotal.credited}) FROM ${t.seatTotal} WHERE ${t.seatTotal.class} = ${t.class.id}), 0)`
  const by = {
    created: t.class.createdAt,
    name: t.class.name,
    from: t.plan.periodFrom,
    status: t.class.status,
    credited,
  }
  const sort = query.sort ?? 'created'
  const order = ordered(by[sort], query.order, sort === 'created' || sort === 'credited' ? 'down' : 'up')
  const page = await pageOf(
    query,
    read.select(countAll).from(t.class).innerJoin(t.plan, eq(t.plan.id, t.class.plan)).where(where),
    (limit, offset) =>
      read
        .select({ id: t.class.id })
        .from(t.class)
        .innerJoin(t.plan, eq(t.plan.id, t.class.plan))
        .where(where)
        .orderBy(order, asc(t.class.id))
        .limit(limit)
        .offset(offset),
  )
  return {
    ...page,
    rows: await summariesOf(
      store,
      page.rows.map(({ id }) => id),
    ),
  }
}
