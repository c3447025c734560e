import type { RosterRow } from '../api'
import { dayOf } from '../calendar/beijing'
import { completionOf, offlineOf, type SeatResult, wantedOf } from './completion'
import type { CreditedDay } from './credited'
import type { Facts } from './facts'
import type { FoldedDay } from './fold'
import { classHours } from './hours'
import type { Policy } from './policy'
import { type SeatSources, sourcesOf } from './sources'
import { testsOf } from './tests-of'
import { otherDays, theoryCompleteOn } from './theory-on'

/** How a course is taught, where it is not theory online. */
export interface Taught {
  key: string
  practice: boolean
  online: boolean
}

/** A class, as far as completing it depends on it. */
export interface Studied {
  id: string
  plan: {
    courses: Facts['courses']
    policy: Policy
    period: Facts['period']
    /** Of the courses, by key, what is practice and what is not taught online; absent where the plan names none. */
    taught?: readonly Taught[] | undefined
  }
}

/** `tests`: how many of `missing` are about tests. */
export type Reached = Pick<RosterRow, 'sources' | 'missing' | 'offline' | 'theoryOn' | 'practiceDue'> & {
  tests: number
}

/** What stands beside entries, of any seats. */
export type Beyond = Pick<Facts, 'imported' | 'attended' | 'results'>

/** A seat's day, folded. */
export interface ReachedDay {
  day: string
  credited: number
  folded: FoldedDay
}

/**
 * What a seat has of each source, online and off, and what it still lacks by the policy. `pieces` are the seat's days with their pieces: without
 * them no overlap of wall time is seen, which matters only where the policy lets another source count.
 */
export function reachedBy(
  trained: Studied,
  seat: string,
  days: readonly ReachedDay[],
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

const ownDays = (days: readonly ReachedDay[]) =>
  days.flatMap(({ day, folded }) =>
    folded.courses.map(({ key, lessons }) => ({
      day,
      course: key,
      ms: lessons.reduce((sum, { credited }) => sum + credited, 0),
    })),
  )

const hasTheory = ({ plan }: Pick<Studied, 'plan'>): boolean =>
  plan.courses.some(
    (course) => wantedOf(course, plan.policy) > 0 && !plan.taught?.some(({ key }) => key === course.key),
  )

/** Whether a course that is taught in a room still lacks some of its hours. */
const lacksRoom = ({ plan }: Studied, result: SeatResult): boolean =>
  plan.courses.some(
    (course) =>
      plan.taught?.some(({ key, online }) => key === course.key && !online) &&
      offlineOf(result, plan.policy, course.title) < wantedOf(course, plan.policy),
  )
