import { and, asc, desc, eq, sql } from 'drizzle-orm'
import * as v from 'valibot'
import { type AttendanceRow, attendanceRow } from '../../shared/api'
import type { attendancePage, attendanceQuery } from '../../shared/api/lists'
import { type Actor, requireRole } from '../access/actor'
import type { Store } from '../db/store'
import type { Deps } from '../deps'
import { classOf } from '../training/class-of'
import { CONFIRM_WITHIN, factorRequired } from '../training/second-factor'
import { ordered, pageOf } from './page'
import { personSearch } from './search'

export type AttendanceQuery = v.InferOutput<typeof attendanceQuery>
type AttendancePage = v.InferOutput<typeof attendancePage>

/** 签到考勤 of a class: one row a person, device and Beijing day, the newest day first unless asked otherwise. */
export async function listAttendance(
  deps: Pick<Deps, 'store' | 'secrets'>,
  actor: Actor,
  classId: string,
  query: AttendanceQuery,
): Promise<AttendancePage> {
  requireRole(actor, 'teacher', 'auditor')
  const { store } = deps
  const { t, read } = store
  await classOf(store, classId, actor.organisation)
  const { signIn } = t
  const where = and(
    eq(signIn.class, classId),
    query.filter === '' ? undefined : eq(signIn.day, query.filter),
    query.seat === undefined ? undefined : eq(signIn.seat, query.seat),
    personSearch(deps, t, query.search, t.seat.number),
  )
  const groups = read
    .select({ seat: signIn.seat, device: signIn.device, day: signIn.day })
    .from(signIn)
    .innerJoin(t.seat, eq(t.seat.id, signIn.seat))
    .innerJoin(t.person, eq(t.person.id, t.seat.person))
    .where(where)
    .groupBy(signIn.day, signIn.seat, signIn.device)
  const order =
    (query.sort ?? 'day') === 'day'
      ? [ordered(signIn.day, query.order, 'down'), asc(t.seat.number)]
      : [ordered(t.seat.number, query.order), desc(signIn.day)]
  const first = sql<number>`min(${signIn.at})`
  const page = await pageOf(
    query,
    read.select({ n: sql<number>`count(*)` }).from(groups.as('attended')),
    (limit, offset) =>
      read
        .select({
          ...{ seat: signIn.seat, number: t.seat.number, name: t.person.name, device: signIn.device, day: signIn.day },
          ...{ in: first, out: sql<number | null>`max(${signIn.out})` },
          ...{ signIns: sql<number>`count(*)`, ended: sql<number>`count(${signIn.out})`, confirmed: confirmed(t) },
          method: firstMethod(t),
        })
        .from(signIn)
        .innerJoin(t.seat, eq(t.seat.id, signIn.seat))
        .innerJoin(t.person, eq(t.person.id, t.seat.person))
        .where(where)
        .groupBy(signIn.day, signIn.seat, signIn.device, t.seat.number, t.person.name)
        .orderBy(...order, first)
        .limit(limit)
        .offset(offset),
  )
  const days = await read
    .selectDistinct({ day: signIn.day })
    .from(signIn)
    .where(eq(signIn.class, classId))
    .orderBy(desc(signIn.day))
  return {
    ...page,
    secondFactor: await factorRequired(deps, classId),
    days: days.map(({ day }) => day),
    rows: page.rows.map(
      ({ in: at, out, ended, signIns, confirmed: vouched, method, ...row }): AttendanceRow => ({
        ...row,
        in: Number(at),
        ...(out !== null && { out: Number(out) }),
        ...methodOf(method),
        signIns: Number(signIns),
        open: Number(signIns) - Number(ended),
        confirmed: Number(vouched ?? 0),
      }),
    ),
  }
}

/** Those that the same person's code confirmed about when they were made. */
const confirmed = ({ signIn, confirmation, chain }: Store['t']) =>
  sql<
    number | null
  >`sum(CASE WHEN EXISTS (SELECT 1 FROM ${confirmation} JOIN ${chain} ON ${chain.digest} = ${confirmation.chain}
    WHERE ${confirmation.seat} = ${signIn.seat} AND ${chain.id} = ${signIn.chain} AND ${confirmation.entry} = ${signIn.hash}
    AND abs(${confirmation.at} - ${signIn.at}) <= ${CONFIRM_WITHIN}) THEN 1 ELSE 0 END)`

/** Of the earliest sign-in: the instant before the word, so that the least text is the earliest. */
const firstMethod = ({ signIn }: Store['t']) =>
  sql<string>`min(CAST(${signIn.at} + 100000000000000 AS TEXT) || ' ' || ${signIn.method})`

function methodOf(text: string): Pick<AttendanceRow, 'method'> {
  const method = v.safeParse(attendanceRow.entries.method, text.split(' ')[1])
  return method.success && method.output !== undefined ? { method: method.output } : {}
}
