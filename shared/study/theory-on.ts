import { dayOf } from '../calendar/beijing'
import { wantedOf } from './completion'
import type { Facts } from './facts'
import type { Studied } from './reached'
import type { SeatSources } from './sources'

/** Time of one course on one Beijing day, ms. */
export interface CourseDay {
  day: string
  course: string
  ms: number
}

/** What counts of 乙 and 丙, by course and day, in the proportion in which it was stated: ms rounded down. What names no time has the day of its import. */
export function otherDays(sources: SeatSources, imported: Facts['imported']): CourseDay[] {
  return imported.map(({ source, course, start, seconds, at }) => {
    const { stated, counted } = sources[source]
    const ms = stated === 0 ? 0 : Math.floor((counted * seconds * 1000) / stated)
    return { day: dayOf(start ?? at), course, ms }
  })
}

/**
 * The day on which the last course of online theory that names its hours had what is asked of it; undefined while one has not, and where
 * the plan has none.
 */
export function theoryCompleteOn({ plan }: Pick<Studied, 'plan'>, studied: readonly CourseDay[]): string | undefined {
  const elsewise = new Set(plan.taught?.map(({ key }) => key))
  const theory = plan.courses.filter((course) => !elsewise.has(course.key) && wantedOf(course, plan.policy) > 0)
  const days = theory.map((course) => {
    let lacks = wantedOf(course, plan.policy)
    const mine = studied.filter((one) => one.course === course.key).sort((a, b) => (a.day < b.day ? -1 : 1))
    return mine.find(({ ms }) => {
      lacks -= ms
      return lacks <= 0
    })?.day
  })
  return days.includes(undefined) ? undefined : days.sort().at(-1)
}
