import type { Attended } from '../../../shared/study/facts'
import { classHours } from '../../../shared/study/hours'
import type { Policy } from '../../../shared/study/policy'
import type { PersonData } from '../class-data'

/** Class hours that count, with two decimals: 甲, 乙, 丙 online, and offline. Each is rounded down; `total` is their sum as shown. */
export interface ClaimHours {
  own: string
  platform: string
  byHand: string
  offline: string
  total: string
}

/** What counts of one seat, by where it comes from. */
export function hoursOf(
  { credited, row }: Pick<PersonData, 'credited' | 'row'>,
  attended: readonly Attended[],
  policy: Policy,
): ClaimHours {
  const own = classHours(credited, policy)
  const platform = classHours(row.sources?.乙.counted ?? 0, policy)
  const byHand = classHours(row.sources?.丙.counted ?? 0, policy)
  const offline = classHours(
    attended.reduce((sum, { seconds }) => sum + seconds * 1000, 0),
    policy,
  )
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
