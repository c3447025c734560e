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
