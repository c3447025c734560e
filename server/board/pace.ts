import type { Pace } from '../../shared/api/person'
import { daysFromTo } from '../../shared/calendar/days'
import type { Milliseconds } from '../../shared/record/fields'
import type { TrainingClass } from '../training/class-of'

type Plan = Pick<TrainingClass['plan'], 'courses' | 'period' | 'policy'>

/** Credited time that completes the training: the policy's share of the planned hours, or its least class hours where those are more. 0: neither is named. */
export function requiredOf({ courses, policy }: Plan): Milliseconds {
  const { ratio = 1000, hours = '0' } = policy.completion ?? {}
  const ms = (classHours: string) => Math.round(Number(classHours) * policy.minutesPerHour * 60_000)
  const planned = courses.reduce((sum, course) => sum + ms(course.hours ?? '0'), 0)
  return Math.max(Math.ceil((planned * ratio) / 1000), ms(hours))
}

/**
 * Whether somebody is behind: less than what even progress through the period would have brought by the end of yesterday. `today` is
 * a Beijing day, and does not count yet. Undefined where nothing is required.
 */
export function paceOf(plan: Plan, done: Milliseconds, today: string): Pace | undefined {
  const required = requiredOf(plan)
  if (required === 0) return undefined
  const { from, to } = plan.period
  const days = Math.max(1, daysFromTo(from, to) + 1)
  const passed = Math.min(days, Math.max(0, daysFromTo(from, today)))
  const expected = Math.floor((required * passed) / days)
  return { required, expected, behind: done < expected }
}
