import { inArray } from 'drizzle-orm'
import type { RosterRow } from '../../shared/api'
import { dayOf } from '../../shared/calendar/beijing'
import { completionOf, offlineOf, type SeatResult, wantedOf } from '../../shared/study/completion'
import type { CreditedDay } from '../../shared/study/credited'
import type { Facts } from '../../shared/study/facts'
import { classHours } from '../../shared/study/hours'
import { type SeatSources, sourcesOf } from '../../shared/study/sources'
import { nodeCrypto } from '../crypto'
import type { Deps } from '../deps'
import { resultsOf } from '../exam/results'
import { attendedOf } from '../lessons/attended'
import type { FoldedDay } from '../study/fold'
import { foldPerson } from '../study/person-day'
import { importedOf, supersededBy } from '../study/standing'
import type { TrainingClass } from './class-of'
import { testsOf } from './tests-of'
import { otherDays, theoryCompleteOn } from './theory-on'

/** `tests`: how many of `missing` are about tests. */
export type Reached = Pick<RosterRow, 'sources' | 'missing' | 'offline' | 'theoryOn' | 'practiceDue'> & {
  tests: number
}

/** What stands beside entries, of any seats. */
export type Beyond = Pick<Facts, 'imported' | 'attended' | 'results'>

interface Day {
  day: string
  credited: number
  folded: FoldedDay
}

/**
 * What a seat has of each source, online and off, and what it still lacks by the policy. `pieces` are the seat's days with their pieces: without
 * them no overlap of wall time is seen, which matters only where the policy lets another source count.
 */
export function reachedBy(
  trained: TrainingClass,
  seat: string,
  days: readonly Day[],
  beyond: Beyond,
  pieces: readonly CreditedDay[] = days.map(({ day, credited }) => ({
    seat,
    day,
    credited,
    deductions: {},
    pieces: [],
  })),
): Reached {
  const { id, plan } = trained
  const imported = beyond.imported.filter((one) => one.seat === seat)
  const facts: Facts = {
    ...{ v: 2, class: id, bindings: [], courses: plan.courses, period: plan.period, devices: [], receipts: [] },
    ...{ corrections: [], elsewhere: [], imported },
  }
  const [sources] = sourcesOf(pieces, plan.policy, facts)
  const studied = [...ownDays(days), ...(sources ? otherDays(sources, imported) : [])]
  const courses = plan.courses.map(({ key, title, hours }) => ({
    title,
    hours,
    credited: studied.filter(({ course }) => course === key).reduce((sum, { ms }) => sum + ms, 0),
  }))
  const attended = beyond.attended?.filter((one) => one.seat === seat) ?? []
  const offline = attended.map(({ start, seconds, practice, course }) => ({
    ...{ day: dayOf(start), hours: classHours(seconds * 1000, plan.policy), practice },
    course: plan.courses.find(({ key }) => key === course)?.title,
  }))
  const theoryOn = theoryCompleteOn(trained, studied)
  const tests = testsOf(plan.courses, days, beyond.results?.filter((one) => one.seat === seat) ?? [])
  // Where nothing is to be learnt online first, no practice comes too early.
  const result: SeatResult = { courses, tests, offline, theoryOn: theoryOn ?? (hasTheory(trained) ? undefined : '') }
  const { missing, tests: lackingTests, offline: lackingOffline } = completionOf(result, plan.policy)
  const practiceDue = theoryOn !== undefined && (lackingOffline > 0 || lacksRoom(trained, result))
  const shown = ({ stated, counted }: SeatSources['乙']) => ({ stated, counted })
  return {
    missing,
    tests: lackingTests,
    ...(attended.length > 0 && {
      offline: classHours(attended.reduce((sum, { seconds }) => sum + seconds, 0) * 1000, plan.policy),
    }),
    ...(theoryOn !== undefined && { theoryOn }),
    ...(practiceDue && { practiceDue: true as const }),
    ...(sources && {
      sources: { 甲: sources.甲, 乙: shown(sources.乙), 丙: shown(sources.丙), whole: sources.whole },
    }),
  }
}

/** The same for the seats of a class, from what was folded of them: only who has other sources that count is folded again. */
export async function reachedIn(
  { store }: Pick<Deps, 'store'>,
  trained: TrainingClass,
  seats: readonly { id: string; person: string; days: readonly Day[] }[],
): Promise<Map<string, Reached>> {
  const { t, read } = store
  const ids = seats.map(({ id }) => id)
  const imported = await importedOf(read, t, ids, await supersededBy(read, t, ids))
  const beyond = { imported, attended: await attendedOf(read, t, ids), results: await resultsOf(read, t, ids) }
  const limits = trained.plan.policy.sources
  const counting = new Set(imported.filter(({ source }) => (limits?.[source] ?? 0) > 0).map(({ seat }) => seat))
  const people = seats.filter(({ id }) => counting.has(id)).map(({ person }) => person)
  const all =
    people.length === 0
      ? []
      : await read.select({ id: t.seat.id, person: t.seat.person }).from(t.seat).where(inArray(t.seat.person, people))
  const reached = new Map<string, Reached>()
  for (const { id, person, days } of seats) {
    const theirs = all.filter((one) => one.person === person).map((one) => one.id)
    const folded = counting.has(id) ? await foldPerson(read, store, nodeCrypto, theirs) : []
    const pieces = folded.find((one) => one.seat === id)?.days
    reached.set(id, reachedBy(trained, id, days, beyond, pieces))
  }
  return reached
}

const ownDays = (days: readonly Day[]) =>
  days.flatMap(({ day, folded }) =>
    folded.courses.map(({ key, lessons }) => ({
      day,
      course: key,
      ms: lessons.reduce((sum, { credited }) => sum + credited, 0),
    })),
  )

const hasTheory = ({ plan }: TrainingClass): boolean =>
  plan.courses.some(
    (course) => wantedOf(course, plan.policy) > 0 && !plan.taught?.some(({ key }) => key === course.key),
  )

/** Whether a course that is taught in a room still lacks some of its hours. */
const lacksRoom = ({ plan }: TrainingClass, result: SeatResult): boolean =>
  plan.courses.some(
    (course) =>
      plan.taught?.some(({ key, online }) => key === course.key && !online) &&
      offlineOf(result, plan.policy, course.title) < wantedOf(course, plan.policy),
  )
