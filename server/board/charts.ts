import { and, asc, countDistinct, eq, sum } from 'drizzle-orm'
import * as v from 'valibot'
import type { Band, BoardCharts } from '../../shared/api/board'
import { milliseconds } from '../../shared/record/fields'
import { type Actor, requireRole } from '../access/actor'
import type { Store } from '../db/store'
import type { Deps } from '../deps'
import { resultsOf } from '../exam/results'
import { shownOfSeat } from '../study/totals'
import { classOf } from '../training/class-of'
import { present } from '../training/roster/left'
import { boardRows } from './board-rows'
import { requiredOf } from './pace'

/** Hours by day, where time was lost, how far people are and what they scored: of who is on the roster now. Throws `not-allowed`, `not-found`. */
export async function boardCharts(
  deps: Pick<Deps, 'store' | 'clock'>,
  actor: Actor,
  classId: string,
): Promise<BoardCharts> {
  requireRole(actor, 'teacher', 'auditor')
  const { store } = deps
  const trained = await classOf(store, classId, actor.organisation)
  const required = requiredOf(trained.plan)
  const rows = await boardRows(deps, trained)
  const percents = rows.map(({ hours }) => (required === 0 ? 0 : ((hours.whole + hours.offline) / required) * 100))
  return {
    days: await daysOf(store, trained.id),
    lost: await lostOf(store, trained.id),
    ...(required > 0 && { completion: bandsOf(COMPLETION, percents) }),
    scores: bandsOf(SCORES, await scoresOf(store, trained.id)),
  }
}

/** Where bands begin, percent; the last has no end. */
const COMPLETION = [0, 25, 50, 75, 100]
const SCORES = [0, 60, 70, 80, 90]

const bandsOf = (starts: readonly number[], values: readonly number[]): Band[] =>
  starts.map((from, i) => {
    const to = starts[i + 1]
    const people = values.filter((value) => value >= from && (to === undefined || value < to)).length
    return { from, ...(to !== undefined && { to }), people }
  })

/** Of who is on the roster of a class now. */
export async function daysOf(store: Store, classId: string): Promise<BoardCharts['days']> {
  const { t, read } = store
  const rows = await read
    .select({
      ...{ day: t.studyDay.day, credited: sum(t.studyDay.credited), notCounted: sum(t.studyDay.notCounted) },
      people: countDistinct(t.studyDay.seat),
    })
    .from(t.studyDay)
    .innerJoin(t.seat, eq(t.seat.id, t.studyDay.seat))
    .where(and(eq(t.seat.class, classId), present(store)))
    .groupBy(t.studyDay.day)
    .orderBy(asc(t.studyDay.day))
  return rows.map(({ day, credited, notCounted, people }) => ({
    ...{ day, credited: Number(credited), notCounted: Number(notCounted), people: Number(people) },
  }))
}

const lostBy = v.record(v.string(), milliseconds)

async function lostOf(store: Store, classId: string): Promise<BoardCharts['lost']> {
  const sums = new Map<string, number>()
  for (const { lost } of await totals(store, classId))
    for (const [reason, ms] of Object.entries(v.parse(lostBy, JSON.parse(lost))))
      sums.set(reason, (sums.get(reason) ?? 0) + ms)
  return [...sums]
    .filter(([, ms]) => ms > 0)
    .map(([reason, ms]) => ({ reason, ms }))
    .sort((a, b) => b.ms - a.ms)
}

/** The newest of each person and course, of pages and of examinations, percent of the maximum. */
async function scoresOf(store: Store, classId: string): Promise<number[]> {
  const rows = await totals(store, classId)
  const pages = rows.flatMap(({ shown }) =>
    v
      .parse(shownOfSeat, JSON.parse(shown))
      .courses.flatMap(({ score }) => (score ? [percent(score.value, score.max)] : [])),
  )
  const seats = await store.read
    .select({ id: store.t.seat.id })
    .from(store.t.seat)
    .where(and(eq(store.t.seat.class, classId), present(store)))
  const newest = new Map<string, number>()
  const results = await resultsOf(
    store.read,
    store.t,
    seats.map(({ id }) => id),
  )
  for (const { seat, part, course = '', value, max } of results)
    if (value !== undefined) newest.set(`${seat}/${part}/${course}`, percent(value, max))
  return [...pages, ...newest.values()]
}

function percent(value: string, max = '100'): number {
  const of = Number(max)
  return of > 0 ? (Number(value) / of) * 100 : 0
}

const totals = (store: Store, classId: string) =>
  store.read
    .select({ shown: store.t.seatTotal.shown, lost: store.t.seatTotal.lost })
    .from(store.t.seatTotal)
    .innerJoin(store.t.seat, eq(store.t.seat.id, store.t.seatTotal.seat))
    .where(and(eq(store.t.seatTotal.class, classId), present(store)))
