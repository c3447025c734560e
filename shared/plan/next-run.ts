import { daysFromTo, nextDay } from '../calendar/days'
import type { PlanDetails } from './plan'

const isDay = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text)

/** The same training again from another day: everything of the plan, each date moved by as many days. The head count is left to the new roster. */
export function nextRun(details: PlanDetails, from: string): PlanDetails {
  const { period } = details
  const shift = isDay(period.from) ? daysFromTo(period.from, from) : 0
  const moved = (day: string) => (isDay(day) ? nextDay(day, shift) : day)
  return {
    ...details,
    period: { from, to: moved(period.to) },
    timetable: details.timetable.map((lesson) => ({ ...lesson, date: moved(lesson.date) })),
    trainees: '',
    // It names the dates and people of the earlier run.
    report: '',
  }
}
