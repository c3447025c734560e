import type { CreditedDay } from '../study/credited'
import { classHours } from '../study/hours'
import type { Policy } from '../study/policy'
import type { StudyFile } from './layout'

type Seat = StudyFile['seats'][number]

/** The figures of a seat as `study.json` has them, from its credited days. */
export function figuresOf(seat: string, days: readonly CreditedDay[], policy: Policy): Seat {
  const sum = days.reduce((total, one) => total + one.credited, 0)
  return {
    ...{ seat, credited: sum, hours: classHours(sum, policy) },
    days: days.map(({ day, credited, deductions }) => ({ day, credited, deductions: { ...deductions } })),
  }
}

/** Whether two rows say the same of a seat: sum, hours, and every day with every reason. */
export const sameSeat = (a: Seat, b: Seat): boolean =>
  a.credited === b.credited &&
  a.hours === b.hours &&
  a.days.length === b.days.length &&
  a.days.every((day, i) => {
    const other = b.days[i]
    return other?.day === day.day && other.credited === day.credited && sameFigures(day.deductions, other.deductions)
  })

function sameFigures(a: Readonly<Record<string, number>>, b: Readonly<Record<string, number>>): boolean {
  const keys = Object.keys(a)
  return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key])
}

/** Figures by key, added up. */
export function summed(parts: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const sum: Record<string, number> = {}
  for (const part of parts) for (const [key, ms] of Object.entries(part)) sum[key] = (sum[key] ?? 0) + ms
  return sum
}
