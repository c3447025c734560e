import type { SeatDetail } from '../../../../shared/api'
import { dayOf } from '../../../../shared/calendar/beijing'
import type { Milliseconds } from '../../../../shared/record/fields'

/** Everything of one person on one Beijing day. */
export interface DayOfPerson {
  day: string
  credited: Milliseconds
  deductions: SeatDetail['days'][number]['deductions']
  pieces: SeatDetail['days'][number]['pieces']
  events: SeatDetail['events']
  others: SeatDetail['others']
  results: SeatDetail['results']
}

/** Every day on which anything happened, the newest first; what does not say when it was stands on the day it was written down. */
export function daysOf({ days, events, others, results }: Pick<SeatDetail, 'days' | 'events' | 'others' | 'results'>) {
  const all = new Map<string, DayOfPerson>()
  const on = (day: string): DayOfPerson => {
    const known = all.get(day) ?? { day, credited: 0, deductions: {}, pieces: [], events: [], others: [], results: [] }
    all.set(day, known)
    return known
  }
  for (const { day, credited, deductions, pieces } of days) Object.assign(on(day), { credited, deductions, pieces })
  for (const event of events) on(dayOf(event.at)).events.push(event)
  for (const other of others) on(dayOf(other.start ?? other.at)).others.push(other)
  for (const result of results) on(result.day).results.push(result)
  return [...all.values()].sort((a, b) => (a.day < b.day ? 1 : -1))
}

export interface LessonOfDay {
  key: string
  course: string
  lesson: string
  counted: Milliseconds
  /** What does not count, by reason. */
  lost: Map<string, Milliseconds>
}

/** The lessons of a day in the order in which they were begun, with what counts of each and why the rest does not. */
export function lessonsOf(pieces: DayOfPerson['pieces']): LessonOfDay[] {
  const lessons = new Map<string, LessonOfDay>()
  for (const { course, lesson, from, to, reason } of [...pieces].sort((a, b) => a.from - b.from)) {
    const key = `${course.key}\n${lesson.key}`
    const known = lessons.get(key) ?? { key, course: course.title, lesson: lesson.title, counted: 0, lost: new Map() }
    lessons.set(key, known)
    if (reason === undefined) known.counted += to - from
    else known.lost.set(reason, (known.lost.get(reason) ?? 0) + to - from)
  }
  return [...lessons.values()]
}
