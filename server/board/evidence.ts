import { and, asc, countDistinct, eq, gt, inArray, notExists, type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import * as v from 'valibot'
import { dayOf } from '../../shared/calendar/beijing'
import { planException } from '../../shared/plan/plan'
import type { Milliseconds } from '../../shared/record/fields'
import type { ColumnEvidence, Exceptions } from '../../shared/study/columns'
import type { Attended, Facts } from '../../shared/study/facts'
import type { Store } from '../db/store'
import { resultsOf } from '../exam/results'
import { attendedOf } from '../lessons/attended'
import { importedOf, supersededBy } from '../study/standing'
import { type ShownOfSeat, shownOfSeat, totalsOf } from '../study/totals'
import type { TrainingClass } from '../training/class-of'
import { present } from '../training/roster/left'

/** What is on record of a seat, whatever the source. */
export interface SeatEvidence extends ColumnEvidence {
  seat: string
  number: string
  name: string
  credited: Milliseconds
  shown: ShownOfSeat
  /** Attended in person, ms. */
  offline: Milliseconds
}

/** Of these seats of a class, or of everybody who is on its roster now, in the order of the roster. Sums are made by the database. */
export async function evidenceOf(
  store: Store,
  trained: TrainingClass,
  seats?: readonly string[],
): Promise<SeatEvidence[]> {
  const { t, read } = store
  const which = and(eq(t.seat.class, trained.id), seats === undefined ? present(store) : inArray(t.seat.id, [...seats]))
  const rows = await read
    .select({ id: t.seat.id, person: t.seat.person, number: t.seat.number, name: t.person.name, total: t.seatTotal })
    .from(t.seat)
    .innerJoin(t.person, eq(t.person.id, t.seat.person))
    .leftJoin(t.seatTotal, eq(t.seatTotal.seat, t.seat.id))
    .where(which)
    .orderBy(asc(sql`length(${t.seat.number})`), asc(t.seat.number), asc(t.seat.id))
  const ids = rows.map(({ id }) => id)
  if (ids.length === 0) return []
  const unfolded = rows.filter(({ total }) => total === null)
  const reckoned = new Map((await totalsOf(read, store, trained, unfolded)).map((one) => [one.seat, one]))
  const ofThem = (column: SQLWrapper): SQL | undefined =>
    inArray(column, read.select({ id: t.seat.id }).from(t.seat).where(which))
  const attended = await attendedOf(read, t, ids)
  const imported = await importedOf(read, t, ids, await supersededBy(read, t, ids))
  const signIn = await signInsOf(store, ofThem, otherDays(attended, imported))
  const answers = await answersOf(store, ofThem)
  const results = countBy(await resultsOf(read, t, ids))
  const offline = new Map<string, Milliseconds>()
  for (const { seat, seconds } of attended) offline.set(seat, (offline.get(seat) ?? 0) + seconds * 1000)
  return rows.map(({ id, number, name, total }): SeatEvidence => {
    const sums = total ?? reckoned.get(id)
    const shown = total ? v.parse(shownOfSeat, JSON.parse(total.shown)) : (reckoned.get(id)?.shown ?? { courses: [] })
    const credited = sums?.credited ?? 0
    const scored = shown.courses.filter(({ score }) => score).length
    return {
      ...{ seat: id, number, name, credited, shown, offline: offline.get(id) ?? 0 },
      signIn: signIn(id),
      study: { whole: shown.sources?.whole ?? credited, lacks: sums?.lacksHours ?? 0 },
      answers: answers.get(id) ?? { asked: 0, answered: 0 },
      tests: { taken: scored + (results.get(id) ?? 0), lacks: sums?.lacksTests ?? 0 },
    }
  })
}

/** What the plan, as it was filed, names as not needed. */
export async function exceptionsOf({ t, read }: Pick<Store, 't' | 'read'>, plan: string): Promise<Exceptions> {
  const [row] = await read.select({ details: t.plan.details }).from(t.plan).where(eq(t.plan.id, plan))
  const { exceptions } = v.parse(named, JSON.parse(row?.details ?? '{}'))
  return Object.fromEntries((exceptions ?? []).map(({ column, reason }) => [column, reason]))
}
const named = v.object({ exceptions: v.optional(v.array(planException)) })

/**
 * Days on which somebody came that no sign-in of ours says: on paper or by code at a lesson, on the roll of a live class, or at the
 * time at which a platform's own record has them come.
 */
function otherDays(attended: readonly Attended[], imported: Facts['imported']): Map<string, Set<string>> {
  const days = new Map<string, Set<string>>()
  const add = (seat: string, day: string) => days.set(seat, (days.get(seat) ?? new Set()).add(day))
  for (const { seat, start } of attended) add(seat, dayOf(start))
  for (const { seat, source, kind, start } of imported)
    if ((source === '乙' || kind === 'live') && start !== undefined) add(seat, dayOf(start))
  return days
}

async function signInsOf(
  { t, read }: Pick<Store, 't' | 'read'>,
  ofThem: (column: SQLWrapper) => SQL | undefined,
  others: ReadonlyMap<string, ReadonlySet<string>>,
): Promise<(seat: string) => ColumnEvidence['signIn']> {
  const counts = await read
    .select({ seat: t.signIn.seat, days: countDistinct(t.signIn.day) })
    .from(t.signIn)
    .where(ofThem(t.signIn.seat))
    .groupBy(t.signIn.seat)
  const own = new Map(counts.map(({ seat, days }) => [seat, Number(days)]))
  const withOthers = [...others.keys()]
  const known = new Set(
    withOthers.length === 0
      ? []
      : (
          await read
            .selectDistinct({ seat: t.signIn.seat, day: t.signIn.day })
            .from(t.signIn)
            .where(inArray(t.signIn.seat, withOthers))
        ).map(({ seat, day }) => `${seat}/${day}`),
  )
  const same = and(
    eq(t.signIn.class, t.seat.class),
    eq(t.signIn.day, t.studyDay.day),
    eq(t.signIn.seat, t.studyDay.seat),
  )
  const bare = await read
    .select({ seat: t.studyDay.seat, day: t.studyDay.day })
    .from(t.studyDay)
    .innerJoin(t.seat, eq(t.seat.id, t.studyDay.seat))
    .where(
      and(
        ofThem(t.studyDay.seat),
        gt(t.studyDay.credited, 0),
        notExists(read.select({ one: sql`1` }).from(t.signIn).where(same)),
      ),
    )
  const without = countBy(bare.filter(({ seat, day }) => !others.get(seat)?.has(day)))
  return (seat) => {
    const more = [...(others.get(seat) ?? [])].filter((day) => !known.has(`${seat}/${day}`)).length
    return { days: (own.get(seat) ?? 0) + more, without: without.get(seat) ?? 0 }
  }
}

async function answersOf(
  { t, read }: Pick<Store, 't' | 'read'>,
  ofThem: (column: SQLWrapper) => SQL | undefined,
): Promise<Map<string, ColumnEvidence['answers']>> {
  const rows = await read
    .select({
      ...{ seat: t.chainTotal.seat, asked: sql<number>`sum(${t.chainTotal.asked})` },
      answered: sql<number>`sum(${t.chainTotal.answered})`,
    })
    .from(t.chainTotal)
    .where(ofThem(t.chainTotal.seat))
    .groupBy(t.chainTotal.seat)
  return new Map(rows.map(({ seat, asked, answered }) => [seat, { asked: Number(asked), answered: Number(answered) }]))
}

function countBy(rows: readonly { seat: string }[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { seat } of rows) counts.set(seat, (counts.get(seat) ?? 0) + 1)
  return counts
}
