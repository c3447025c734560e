import { asc, desc, eq, inArray, type SQL } from 'drizzle-orm'
import * as v from 'valibot'
import type { AppealDetail, AppealRow } from '../../shared/api'
import { type AnsweredAppeal, appeal as appealSchema } from '../../shared/appeals'
import { daysBetween } from '../../shared/calendar/beijing'
import { byHandCounts } from '../../shared/study/sources'
import { type Actor, requireRole } from '../access/actor'
import type { Queries, Store } from '../db/store'
import type { Deps } from '../deps'
import { Refused } from '../ledger/accept'
import { classOf } from './class-of'
import { seatDetail } from './seat-detail'

type Where = SQL

/** These appeals, in no order of their own. */
export const appealRows = (q: Queries, t: Store['t'], ids: readonly string[]): Promise<AppealRow[]> =>
  ids.length === 0 ? Promise.resolve([]) : rowsOf(q, t, inArray(t.appeal.id, [...ids]))

/** One appeal with the days it is about, derived again from the entries as they stand. */
export async function appealDetail(deps: Deps, actor: Actor, id: string): Promise<AppealDetail> {
  requireRole(actor, 'teacher', 'auditor')
  const { store } = deps
  const [row] = await rowsOf(store.read, store.t, eq(store.t.appeal.id, id))
  if (!row) throw new Refused('not-found', '没有这份复核申请')
  const trained = await classOf(store, row.class, actor.organisation)
  const { days, events } = await seatDetail(deps, actor, row.seat)
  const touched = new Set(daysBetween(row.about.from, row.about.to))
  const around = 6 * 3_600_000
  return {
    appeal: row,
    className: trained.name,
    courses: trained.plan.courses.map(({ key, title }) => ({ key, title })),
    byHandCounts: byHandCounts(trained.plan.policy),
    days: days.filter(({ day }) => touched.has(day)),
    events: events.filter(({ at }) => at > row.about.from - around && at < row.about.to + around),
  }
}

/** The appeals of a seat with their answers, for the trainee. */
export async function answersOf(q: Queries, t: Store['t'], seat: string): Promise<AnsweredAppeal[]> {
  return (await rowsOf(q, t, eq(t.appeal.seat, seat))).map(
    ({ id, at, about, text, state, reason, decidedAt, from, to, seconds }) => ({
      id,
      at,
      about,
      text,
      state,
      ...(reason !== undefined && { reason }),
      ...(decidedAt !== undefined && { decidedAt }),
      ...(from !== undefined && { from }),
      ...(to !== undefined && { to }),
      ...(seconds !== undefined && { seconds }),
    }),
  )
}

export async function rowsOf(q: Queries, t: Store['t'], where: Where): Promise<AppealRow[]> {
  const appeals = await q
    .select({ appeal: t.appeal, number: t.seat.number, class: t.seat.class, name: t.person.name })
    .from(t.appeal)
    .innerJoin(t.seat, eq(t.seat.id, t.appeal.seat))
    .innerJoin(t.person, eq(t.person.id, t.seat.person))
    .innerJoin(t.class, eq(t.class.id, t.seat.class))
    .where(where)
    .orderBy(desc(t.appeal.at), desc(t.appeal.id))
  const decisions = await decisionsOf(
    q,
    t,
    appeals.map(({ appeal }) => appeal.id),
  )
  return appeals.map(({ appeal: { id, seat, how, body, at: receivedAt }, number, class: classId, name }): AppealRow => {
    const { about, text, at, picture } = v.parse(appealSchema, JSON.parse(body))
    const mine = decisions.get(id) ?? []
    const last = mine.at(-1)
    return {
      id,
      at,
      about,
      text,
      state: last?.outcome ?? 'open',
      ...(last && { reason: last.reason, decidedAt: last.at }),
      ...(last?.from !== undefined && { from: last.from }),
      ...(last?.to !== undefined && { to: last.to }),
      ...(last?.seconds !== undefined && { seconds: last.seconds }),
      seat,
      number,
      name,
      class: classId,
      how: how === 'phone' || how === 'file' ? how : 'device',
      receivedAt,
      ...(picture && { picture: picture.hash }),
      decisions: mine,
    }
  })
}

/** Every decision by appeal, the last one last. */
async function decisionsOf(
  q: Queries,
  t: Store['t'],
  appeals: readonly string[],
): Promise<Map<string, AppealRow['decisions']>> {
  const all = new Map<string, AppealRow['decisions']>()
  if (appeals.length === 0) return all
  const rows = await q
    .select({ decision: t.appealDecision, correction: t.correction, imported: t.imported, by: t.member.name })
    .from(t.appealDecision)
    .leftJoin(t.correction, eq(t.correction.id, t.appealDecision.correction))
    .leftJoin(t.imported, eq(t.imported.id, t.appealDecision.imported))
    .leftJoin(t.member, eq(t.member.id, t.appealDecision.by))
    .where(inArray(t.appealDecision.appeal, [...appeals]))
    .orderBy(asc(t.appealDecision.at))
  for (const { decision, correction, imported, by } of rows) {
    const { appeal, outcome, reason, evidence, at } = decision
    const known = all.get(appeal) ?? []
    all.set(appeal, known)
    known.push({
      outcome: outcome === 'accepted' || outcome === 'partly' ? outcome : 'rejected',
      reason,
      ...(evidence !== null && { evidence }),
      ...(correction && { from: correction.from, to: correction.to }),
      ...(imported && { seconds: imported.seconds }),
      by: by ?? decision.by,
      at,
    })
  }
  return all
}
