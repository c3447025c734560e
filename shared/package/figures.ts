import type { Crypto } from '../crypto'
import type { Entry } from '../record/entry'
import { credit } from '../study/credit'
import type { Credited } from '../study/credited'
import type { Facts } from '../study/facts'
import { classHours } from '../study/hours'
import type { Policy } from '../study/policy'
import type { StudyFile } from './layout'

/**
 * The figures of a class from the chains as they stand in its package (branch 0, in order), for every seat of the class.
 * Builder and verifier run this very function; `facts` has its receipts joined in.
 */
export function figuresOf(
  crypto: Crypto,
  chains: readonly (readonly Entry[])[],
  policy: Policy,
  facts: Facts,
  seats: readonly string[],
): { study: StudyFile; credited: Credited } {
  const credited = credit(crypto, chains, policy, facts)
  const study: StudyFile = {
    v: 1,
    seats: seats.map((seat) => {
      const days = credited.days.filter((one) => one.seat === seat)
      const sum = days.reduce((total, one) => total + one.credited, 0)
      return {
        seat,
        credited: sum,
        hours: classHours(sum, policy),
        days: days.map(({ day, credited, deductions }) => ({ day, credited, deductions: { ...deductions } })),
      }
    }),
  }
  return { study, credited }
}

type Seat = StudyFile['seats'][number]

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
