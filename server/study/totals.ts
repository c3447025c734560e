import { asc, eq, inArray } from 'drizzle-orm'
import * as v from 'valibot'
import { rosterRow } from '../../shared/api'
import type { Milliseconds } from '../../shared/record/fields'
import { type FoldedDay, foldedDay } from '../../shared/study/fold'
import type { Reached } from '../../shared/study/reached'
import type { Queries, Store } from '../db/store'
import { classOf, type TrainingClass } from '../training/class-of'
import { reachedIn } from '../training/reached'
import { courseProgress } from './course-progress'

/** What a row of the roster shows of a seat besides its sums. */
export const shownOfSeat = v.pick(rosterRow, ['courses', 'missing', 'sources', 'offline', 'theoryOn', 'practiceDue'])
export type ShownOfSeat = v.InferOutput<typeof shownOfSeat>

export interface SeatTotal {
  credited: number
  notCounted: number
  lacksHours: number
  lacksTests: number
  shown: ShownOfSeat
}

interface Seat {
  id: string
  person: string
}

/** Sums of seats of one class, from their days as they are folded, in the order given. */
export async function totalsOf(
  q: Queries,
  store: Store,
  trained: TrainingClass,
  seats: readonly Seat[],
): Promise<(SeatTotal & { seat: string; lost: Record<string, Milliseconds> })[]> {
  const { t } = store
  const ids = seats.map(({ id }) => id)
  const rows =
    ids.length === 0
      ? []
      : await q.select().from(t.studyDay).where(inArray(t.studyDay.seat, ids)).orderBy(asc(t.studyDay.day))
  const days = new Map<string, ReturnType<typeof read>[]>(ids.map((id) => [id, []]))
  for (const row of rows) days.get(row.seat)?.push(read(row))
  const studied = seats.map((seat) => ({ ...seat, days: days.get(seat.id) ?? [] }))
  const reached = await reachedIn({ store: { ...store, read: q } }, trained, studied)
  return studied.map(({ id, days: mine }) => {
    const { tests, ...more }: Reached = reached.get(id) ?? { tests: 0 }
    return {
      seat: id,
      credited: mine.reduce((sum, day) => sum + day.credited, 0),
      notCounted: mine.reduce((sum, day) => sum + day.notCounted, 0),
      lacksHours: (more.missing?.length ?? 0) - tests,
      lacksTests: tests,
      lost: lostOf(mine),
      shown: { courses: trained.plan.courses.map((course) => courseProgress(course, mine)), ...more },
    }
  })
}

/** What does not count, by reason. */
function lostOf(days: readonly { folded: FoldedDay }[]): Record<string, Milliseconds> {
  const lost: Record<string, Milliseconds> = {}
  for (const { folded } of days)
    for (const [reason, ms] of Object.entries(folded.deductions)) lost[reason] = (lost[reason] ?? 0) + ms
  return lost
}

const read = ({
  day,
  credited,
  notCounted,
  folded,
}: {
  day: string
  credited: number
  notCounted: number
  folded: string
}) => ({
  ...{ day, credited, notCounted },
  folded: v.parse(foldedDay, JSON.parse(folded)),
})

/** Writes the sums of these seats anew. In the transaction that changes what they are of. */
export async function refreshTotals(q: Queries, store: Store, seats: readonly string[]): Promise<void> {
  const { t } = store
  const rows = await q
    .select({ id: t.seat.id, class: t.seat.class, person: t.seat.person })
    .from(t.seat)
    .where(inArray(t.seat.id, [...seats]))
  for (const id of new Set(rows.map((row) => row.class))) {
    const trained = await classOf({ t, read: q }, id)
    const mine = rows.filter((row) => row.class === id)
    for (const { shown, lost, ...total } of await totalsOf(q, store, trained, mine)) {
      const person = mine.find((row) => row.id === total.seat)?.person ?? ''
      const row = { ...total, class: id, person, shown: JSON.stringify(shown), lost: JSON.stringify(lost) }
      await q.insert(t.seatTotal).values(row).onConflictDoUpdate({ target: t.seatTotal.seat, set: row })
    }
  }
}

/** The sums of a plan's seats are no longer those of its courses and policy: they are reckoned when asked for until they are folded again. */
export async function forgetTotals(q: Queries, { t }: Pick<Store, 't'>, plan: string): Promise<void> {
  const classes = q.select({ id: t.class.id }).from(t.class).where(eq(t.class.plan, plan))
  await q.delete(t.seatTotal).where(inArray(t.seatTotal.class, classes))
}
