import * as v from 'valibot'
import { dayOf } from '../calendar/beijing'
import type { Body } from '../record/bodies'
import { milliseconds } from '../record/fields'
import type { CreditedDay } from './credited'
import type { Facts } from './facts'
import type { ReadChain } from './read-chain'
import { planCourse } from './span-reason'

/** What one seat did on one Beijing day, folded for tables; the pieces behind it are derived again when somebody opens them. */
export const foldedDay = v.object({
  deductions: v.record(v.string(), milliseconds),
  courses: v.array(
    v.object({
      key: v.string(),
      title: v.string(),
      lessons: v.array(v.object({ key: v.string(), title: v.string(), credited: milliseconds })),
      platform: v.optional(
        v.object({ progress: v.optional(v.string()), finished: v.optional(v.boolean()), at: milliseconds }),
      ),
      scores: v.array(
        v.object({
          value: v.string(),
          max: v.optional(v.string()),
          pass: v.optional(v.boolean()),
          attempt: v.optional(v.number()),
          source: v.string(),
          lesson: v.optional(v.string()),
          at: milliseconds,
          chain: v.string(),
          seq: v.number(),
        }),
      ),
    }),
  ),
})
export type FoldedDay = v.InferOutput<typeof foldedDay>

/** One seat's day: what counts and what does not, and its tables. */
export interface SeatDayFolded {
  day: string
  credited: CreditedDay | undefined
  folded: FoldedDay
}

/** Folds days of a seat: credited time by the plan's course and lesson, the newest platform values, every score. Without `only`, every day on which there is something to fold. */
export function foldDays(
  seat: string,
  credited: readonly CreditedDay[],
  all: readonly ReadChain[],
  facts: Facts,
  only?: string,
): SeatDayFolded[] {
  const read = all.filter((one) => one.seat === seat)
  const days = new Map(credited.filter((one) => one.seat === seat).map((one) => [one.day, one]))
  const views = new Map(read.flatMap(({ spans }) => spans.map(({ viewHash, view }) => [viewHash, view])))
  const courses = new Map<string, ReturnType<typeof planCourse>>()
  const planned = (view: Parameters<typeof planCourse>[0]) => {
    const key = `${view.site}\n${view.course.key}\n${view.course.title}`
    if (!courses.has(key)) courses.set(key, planCourse(view, facts.courses))
    return courses.get(key)
  }
  return (only === undefined ? daysOf([...days.values()], read) : [only]).map((day) => ({
    day,
    credited: days.get(day),
    folded: foldDay(day, days.get(day), read, views, planned),
  }))
}

function foldDay(
  day: string,
  credited: CreditedDay | undefined,
  read: readonly ReadChain[],
  views: ReadonlyMap<string, Body<'view'>>,
  planned: (view: Parameters<typeof planCourse>[0]) => ReturnType<typeof planCourse>,
): FoldedDay {
  const courses = new Map<string, FoldedDay['courses'][number]>()
  const courseOf = (view: Parameters<typeof planCourse>[0]) => {
    const { key, title } = planned(view) ?? view.course
    const course = courses.get(key) ?? { key, title, lessons: [], scores: [] }
    courses.set(key, course)
    return course
  }
  for (const piece of credited?.pieces ?? []) {
    const view = views.get(piece.view)
    if (!view) continue
    const { lessons } = courseOf(view)
    const known = lessons.find(({ key }) => key === piece.lesson.key)
    const lesson = known ?? { key: piece.lesson.key, title: piece.lesson.title, credited: 0 }
    if (!known) lessons.push(lesson)
    if (!piece.reason) lesson.credited += piece.to - piece.from
  }
  for (const chain of read) {
    for (const { at, view, shown } of chain.platform.filter(({ wall }) => dayOf(wall) === day)) {
      const course = courseOf(view)
      if (!course.platform || course.platform.at <= at) course.platform = { ...shown, at }
    }
    for (const { at, score, seq } of chain.scores.filter((one) => dayOf(one.at) === day)) {
      const { value, max, pass, attempt, source, lesson } = score
      courseOf(score).scores.push({
        value,
        ...(max !== undefined && { max }),
        ...(pass !== undefined && { pass }),
        ...(attempt !== undefined && { attempt }),
        source,
        ...(lesson && { lesson: lesson.title }),
        at,
        chain: chain.chain,
        seq,
      })
    }
  }
  return { deductions: { ...credited?.deductions }, courses: [...courses.values()] }
}

const daysOf = (credited: readonly CreditedDay[], read: readonly ReadChain[]): string[] =>
  [
    ...new Set([
      ...credited.map(({ day }) => day),
      ...read
        .flatMap(({ platform, scores }) => [...platform.map(({ wall }) => wall), ...scores.map(({ at }) => at)])
        .map(dayOf),
    ]),
  ].sort()
