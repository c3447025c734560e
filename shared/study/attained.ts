import type { Milliseconds } from '../record/fields'
import type { Attended, ExamResult } from './facts'
import type { FoldedDay } from './fold'
import { classHours } from './hours'
import type { Policy } from './policy'
import type { Reached } from './reached'

/** Class hours that count, with two decimals: 甲, 乙, 丙 online, and offline. Each is rounded down; `total` is their sum as shown. */
export interface CountedHours {
  own: string
  platform: string
  byHand: string
  offline: string
  total: string
}

/** What counts of one seat, by where it comes from; `credited` is of its own entries. */
export function countedHours(
  credited: Milliseconds,
  sources: Reached['sources'],
  attended: readonly Pick<Attended, 'seconds'>[],
  policy: Policy,
): CountedHours {
  const own = classHours(credited, policy)
  const platform = classHours(sources?.乙.counted ?? 0, policy)
  const byHand = classHours(sources?.丙.counted ?? 0, policy)
  const offline = classHours(attended.reduce((sum, { seconds }) => sum + seconds, 0) * 1000, policy)
  return { own, platform, byHand, offline, total: sumOfHours([own, platform, byHand, offline]) }
}

/** Sum of class hours with two decimals, exactly. */
export function sumOfHours(hours: readonly string[]): string {
  const hundredths = hours.reduce((sum, text) => sum + hundredthsOf(text), 0)
  return `${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, '0')}`
}

/** Class hours as whole hundredths; what is no number counts nothing. */
export function hundredthsOf(text: string): number {
  const [, whole, fraction = ''] = /^(\d{1,6})(?:\.(\d{1,2})\d*)?$/.exec(text.trim()) ?? []
  return whole === undefined ? 0 : Number(whole) * 100 + Number(fraction.padEnd(2, '0'))
}

/** Whether somebody was examined at all, on a page or elsewhere. */
export const examined = (days: readonly { folded: FoldedDay }[], results: readonly ExamResult[]): boolean =>
  results.length > 0 || days.some(({ folded }) => folded.courses.some(({ scores }) => scores.length > 0))
