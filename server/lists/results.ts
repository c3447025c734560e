import { and, asc, eq, inArray, type SQL, sql } from 'drizzle-orm'
import * as v from 'valibot'
import type { ListPage, resultsQuery } from '../../shared/api/lists'
import type { ResultsRow, ShownResult } from '../../shared/api/results'
import { dayOf } from '../../shared/calendar/beijing'
import { foldedDay } from '../../shared/study/fold'
import { type Actor, requireRole } from '../access/actor'
import type { Queries, Store } from '../db/store'
import type { Deps } from '../deps'
import { certificatesOf, resultsOf } from '../exam/results'
import { classOf } from '../training/class-of'
import { countAll, ordered, pageOf } from './page'
import { personSearch } from './search'

export type ResultsQuery = v.InferOutput<typeof resultsQuery>

/** Everybody of a class with all their results, those of pages and tests beside those entered and imported, and their certificates. */
export async function listResults(
  deps: Pick<Deps, 'store' | 'secrets'>,
  actor: Actor,
  classId: string,
  query: ResultsQuery,
): Promise<ListPage<ResultsRow>> {
  requireRole(actor, 'teacher', 'auditor')
  const { t, read } = deps.store
  const trained = await classOf(deps.store, classId, actor.organisation)
  const where = and(
    eq(t.seat.class, classId),
    query.filter === '' ? undefined : conditions(t)[query.filter],
    personSearch(deps, t, query.search, t.seat.number),
  )
  const page = await pageOf(
    query,
    read.select(countAll).from(t.seat).innerJoin(t.person, eq(t.person.id, t.seat.person)).where(where),
    (limit, offset) =>
      read
        .select({
          ...{ seat: t.seat.id, number: t.seat.number, leftAt: t.seat.leftAt },
          ...{ name: t.person.name, idMasked: t.person.idMasked },
        })
        .from(t.seat)
        .innerJoin(t.person, eq(t.person.id, t.seat.person))
        .where(where)
        .orderBy(ordered(query.sort === 'name' ? t.person.name : t.seat.number, query.order), asc(t.seat.id))
        .limit(limit)
        .offset(offset),
  )
  const shown = await shownResults(
    deps,
    page.rows.map(({ seat }) => seat),
    trained.plan.courses,
  )
  return {
    ...page,
    rows: page.rows.map(({ leftAt, ...row }) => ({
      ...row,
      left: leftAt !== null,
      results: shown.results.get(row.seat) ?? [],
      certificates: shown.certificates.get(row.seat) ?? [],
    })),
  }
}

/** A withdrawn row says nothing. */
const conditions = (t: Store['t']): Record<'none' | 'failed' | 'uncertified', SQL> => {
  const holding = (id: SQL) => sql`NOT EXISTS (SELECT 1 FROM exam_withdrawal w WHERE w.subject = ${id})`
  const ofSeat = (alias: SQL) => sql`${alias}.seat = ${t.seat.id} AND ${holding(sql`${alias}.id`)}`
  return {
    none: sql`NOT EXISTS (SELECT 1 FROM exam_result r WHERE ${ofSeat(sql`r`)})`,
    failed: sql`EXISTS (SELECT 1 FROM exam_result r WHERE ${ofSeat(sql`r`)} AND r.pass = 0 AND NOT EXISTS (
      SELECT 1 FROM exam_result p WHERE ${ofSeat(sql`p`)} AND p.part = r.part AND p.course = r.course AND p.pass = 1))`,
    uncertified: sql`NOT EXISTS (SELECT 1 FROM certificate c WHERE ${ofSeat(sql`c`)})`,
  }
}

interface Shown {
  results: Map<string, ShownResult[]>
  certificates: Map<string, ResultsRow['certificates']>
}

/** Of these seats, the oldest first; `by` is a name. */
export async function shownResults(
  { store: { t, read } }: Pick<Deps, 'store'>,
  seats: readonly string[],
  courses: readonly { key: string; title: string }[],
): Promise<Shown> {
  const results = await resultsOf(read, t, seats)
  const certificates = await certificatesOf(read, t, seats)
  const names = await membersOf(read, t, [...results, ...certificates])
  const entered = results.map(({ seat, course, at: _, by, ...rest }) => ({
    seat,
    ...{ ...rest, courseTitle: courses.find(({ key }) => key === course)?.title ?? '', by: names.get(by) ?? '' },
  }))
  const all = [...entered, ...(await scoresOf(read, t, seats))].sort((a, b) =>
    a.day < b.day ? -1 : a.day > b.day ? 1 : 0,
  )
  const bySeat = <One extends { seat: string }>(rows: readonly One[]) =>
    new Map(seats.map((seat) => [seat, rows.filter((one) => one.seat === seat).map(({ seat: _, ...one }) => one)]))
  return {
    results: bySeat(all),
    certificates: bySeat(certificates.map(({ at: _, by, ...one }) => ({ ...one, by: names.get(by) ?? '' }))),
  }
}

/** Scores of chains, as folding keeps them by day. */
async function scoresOf(read: Queries, t: Store['t'], seats: readonly string[]) {
  if (seats.length === 0) return []
  const rows = await read
    .select({ seat: t.studyDay.seat, folded: t.studyDay.folded })
    .from(t.studyDay)
    .where(inArray(t.studyDay.seat, [...seats]))
    .orderBy(asc(t.studyDay.day))
  return rows.flatMap(({ seat, folded }) =>
    v.parse(foldedDay, JSON.parse(folded)).courses.flatMap(({ title, scores }) =>
      scores.map(({ value, max, pass, attempt, source, lesson, at, chain, seq }) => ({
        seat,
        id: `${chain}/${seq}`,
        part: 'theory' as const,
        courseTitle: lesson === undefined ? title : `${title} ${lesson}`,
        value,
        ...(max !== undefined && { max }),
        ...(pass !== undefined && { pass }),
        ...(attempt !== undefined && { attempt }),
        day: dayOf(at),
        source: sourceOf(source),
      })),
    ),
  )
}

async function membersOf(read: Queries, t: Store['t'], rows: readonly { by: string }[]) {
  const ids = [...new Set(rows.map(({ by }) => by))]
  if (ids.length === 0) return new Map<string, string>()
  const found = await read
    .select({ id: t.member.id, name: t.member.name })
    .from(t.member)
    .where(inArray(t.member.id, ids))
  return new Map(found.map(({ id, name }) => [id, name]))
}

const sourceOf = (source: string): 'own' | 'trainee' | 'page' =>
  source === 'own' ? 'own' : source === 'trainee' ? 'trainee' : 'page'
