import type { Milliseconds } from '../record/fields'
import type { Policy } from './policy'

/** Class hours with two decimals, rounded down: what is not full is not claimed. */
export function classHours(credited: Milliseconds, policy: Pick<Policy, 'minutesPerHour'>): string {
  const hundredths = Math.floor(credited / (policy.minutesPerHour * 600))
  return `${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, '0')}`
}

/** Of several lengths that are each shown as class hours: the length of their sum as it is shown. */
export const asShown = (
  parts: readonly Milliseconds[],
  { minutesPerHour }: Pick<Policy, 'minutesPerHour'>,
): Milliseconds => parts.reduce((sum, ms) => sum + ms - (ms % (minutesPerHour * 600)), 0)
