import { and, asc, desc, eq, sql } from 'drizzle-orm'
import type { InferOutput } from 'valibot'
import type { AppealListRow, appealsQuery, ListPage } from '../../shared/api/lists'
import { type Actor, requireRole } from '../access/actor'
import type { Deps } from '../deps'
import { appealRows } from '../training/appeals'
import { classOf } from '../training/class-of'
import { countAll, ordered, pageOf } from './page'
import { personSearch } from './search'

export type AppealsQuery = InferOutput<typeof appealsQuery>

/** 申请复核 of the actor's organisation, or of one of its classes; the newest first unless asked otherwise. */
export async function listAppeals(
  deps: Pick<Deps, 'store' | 'secrets'>,
  actor: Actor,
  query: AppealsQuery,
  classId?: string,
): Promise<ListPage<AppealListRow>> {
  requireRole(actor, 'teacher', 'auditor')
  const { store } = deps
  const { t, read } = store
  if (classId !== undefined) await classOf(store, classId, actor.organisation)
  const decided = sql`EXISTS (SELECT 1 FROM ${t.appealDecision} WHERE ${t.appealDecision.appeal} = ${t.appeal.id})`
  const where = and(
    eq(t.class.organisation, actor.organisation),
    classId === undefined ? undefined : eq(t.seat.class, classId),
    query.filter === '' ? undefined : query.filter === 'open' ? sql`NOT ${decided}` : decided,
    personSearch(deps, t, query.search, t.seat.number),
  )
  const sort = query.sort ?? 'at'
  const order = sort === 'at' ? ordered(t.appeal.at, query.order, 'down') : ordered(t.person.name, query.order)
  const ids = await pageOf(
    query,
    read
      .select(countAll)
      .from(t.appeal)
      .innerJoin(t.seat, eq(t.seat.id, t.appeal.seat))
      .innerJoin(t.person, eq(t.person.id, t.seat.person))
      .innerJoin(t.class, eq(t.class.id, t.seat.class))
      .where(where),
    (limit, offset) =>
      read
        .select({ id: t.appeal.id, className: t.class.name })
        .from(t.appeal)
        .innerJoin(t.seat, eq(t.seat.id, t.appeal.seat))
        .innerJoin(t.person, eq(t.person.id, t.seat.person))
        .innerJoin(t.class, eq(t.class.id, t.seat.class))
        .where(where)
        .orderBy(order, desc(t.appeal.at), asc(t.appeal.id))
        .limit(limit)
        .offset(offset),
  )
  const rows = new Map(
    (
      await appealRows(
        read,
        t,
        ids.rows.map(({ id }) => id),
      )
    ).map((row) => [row.id, row]),
  )
  return {
    ...ids,
    rows: ids.rows.flatMap(({ id, className }) => {
      const row = rows.get(id)
      return row ? [{ ...row, className }] : []
    }),
  }
}
