import { and, asc, eq, gt, inArray, sql } from 'drizzle-orm'
import * as v from 'valibot'
import { dayOf } from '../../shared/calendar/beijing'
import { planException } from '../../shared/plan/plan'
import { columnsOf, type Exceptions, type FourColumns } from '../../shared/study/columns'
import type { Deps } from '../deps'
import { resultsOf } from '../exam/results'
import { attendedOf } from '../lessons/attended'
import { importedOf, supersededBy } from '../study/standing'
import { type ShownOfSeat, shownOfSeat, totalsOf } from '../study/totals'
import type { TrainingClass } from '../training/class-of'
import { present } from '../training/roster/left'

type Reading = Pick<Deps, 'store'>

/**
 * 签到 / 学习 / 答疑 / 测试 of these seats of a class, or of everybody who is on its roster now: from what is derived, whatever the
 * source. What the class page shows, and what a claim is checked by. `deriver.settle()` first where it must be of this moment.
 */
export async function fourColumns(
  { store }: Reading,
  trained: TrainingClass,
  seats?: readonly string[],
): Promise<Map<string, FourColumns>> {
  const { t, read } = store
  const rows = await read
    .select({ id: t.seat.id, person: t.seat.person, total: t.seatTotal })
    .from(t.seat)
    .leftJoin(t.seatTotal, eq(t.seatTotal.seat, t.seat.id))
    .where(and(eq(t.seat.class, trained.id), seats === undefined ? present(store) : inArray(t.seat.id, [...seats])))
    .orderBy(asc(t.seat.number), asc(t.seat.id))
  const ids = rows.map(({ id }) => id)
  if (ids.length === 0) return new Map()
  const reckoned = new Map(
    (
      await totalsOf(
        read,
        store,
        trained,
        rows.filter(({ total }) => total === null),
      )
    ).map((one) => [one.seat, one]),
  )
  const signedIn = await signInDays(store, ids)
  const studied = await studyDays(store, ids)
  const answers = await answersOf(store, ids)
  const exceptions = await exceptionsOf(store, trained.plan.id)
  const results = countBy(await resultsOf(read, t, ids))
  return new Map(
    rows.map(({ id, total }): [string, FourColumns] => {
      const sums = total ?? reckoned.get(id)
      const shown = total ? v.parse(shownOfSeat, JSON.parse(total.shown)) : reckoned.get(id)?.shown
      const days = signedIn.get(id) ?? new Set()
      return [
        id,
        columnsOf(
          {
            signIn: { days: days.size, without: (studied.get(id) ?? []).filter((day) => !days.has(day)).length },
            study: { whole: shown?.sources?.whole ?? sums?.credited ?? 0, lacks: sums?.lacksHours ?? 0 },
            answers: answers.get(id) ?? { asked: 0, answered: 0 },
            tests: { taken: scored(shown) + (results.get(id) ?? 0), lacks: sums?.lacksTests ?? 0 },
          },
          trained.plan.policy,
          exceptions,
        ),
      ]
    }),
  )
}

/** What the plan, as it was filed, names as not needed. */
async function exceptionsOf({ t, read }: Reading['store'], plan: string): Promise<Exceptions> {
  const [row] = await read.select({ details: t.plan.details }).from(t.plan).where(eq(t.plan.id, plan))
  const { exceptions } = v.parse(named, JSON.parse(row?.details ?? '{}'))
  return Object.fromEntries((exceptions ?? []).map(({ column, reason }) => [column, reason]))
}
const named = v.object({ exceptions: v.optional(v.array(planException)) })

/** Courses in which a page showed a score. */
const scored = (shown: ShownOfSeat | undefined) => (shown?.courses ?? []).filter(({ score }) => score).length

/** Beijing days with a sign-in: ours, on paper or by code at a lesson, on the roll of a live class, or the time at which a platform's own record has them come. */
async function signInDays({ t, read }: Reading['store'], seats: readonly string[]): Promise<Map<string, Set<string>>> {
  const days = new Map<string, Set<string>>()
  const add = (seat: string, day: string) => days.set(seat, (days.get(seat) ?? new Set()).add(day))
  const own = await read
    .selectDistinct({ seat: t.signIn.seat, day: t.signIn.day })
    .from(t.signIn)
    .where(inArray(t.signIn.seat, [...seats]))
  for (const { seat, day } of own) add(seat, day)
  for (const { seat, start } of await attendedOf(read, t, seats)) add(seat, dayOf(start))
  for (const { seat, source, kind, start } of await importedOf(read, t, seats, await supersededBy(read, t, seats)))
    if ((source === '乙' || kind === 'live') && start !== undefined) add(seat, dayOf(start))
  return days
}

async function studyDays({ t, read }: Reading['store'], seats: readonly string[]): Promise<Map<string, string[]>> {
  const rows = await read
    .select({ seat: t.studyDay.seat, day: t.studyDay.day })
    .from(t.studyDay)
    .where(and(inArray(t.studyDay.seat, [...seats]), gt(t.studyDay.credited, 0)))
  const days = new Map<string, string[]>()
  for (const { seat, day } of rows) days.set(seat, [...(days.get(seat) ?? []), day])
  return days
}

async function answersOf({ t, read }: Reading['store'], seats: readonly string[]) {
  const rows = await read
    .select({
      ...{ seat: t.chainTotal.seat, asked: sql<number>`sum(${t.chainTotal.asked})` },
      answered: sql<number>`sum(${t.chainTotal.answered})`,
    })
    .from(t.chainTotal)
    .where(inArray(t.chainTotal.seat, [...seats]))
    .groupBy(t.chainTotal.seat)
  return new Map(rows.map(({ seat, asked, answered }) => [seat, { asked: Number(asked), answered: Number(answered) }]))
}

function countBy(rows: readonly { seat: string }[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { seat } of rows) counts.set(seat, (counts.get(seat) ?? 0) + 1)
  return counts
}
