const DAY = 86_400_000

const utc = (day: string): number => {
  const at = Date.parse(`${day}T00:00:00Z`)
  if (Number.isNaN(at)) throw new RangeError(`no such day: ${day}`)
  return at
}
const text = (at: number): string => new Date(at).toISOString().slice(0, 10)

/** The day `n` days later (earlier when negative). Days are strings, so no machine's time zone can shift one. */
export const nextDay = (day: string, n = 1): string => text(utc(day) + n * DAY)

/** 0 = Sunday … 6 = Saturday. */
export const weekday = (day: string): number => new Date(utc(day)).getUTCDay()

/** Calendar days from one day to another; negative when it lies before. */
export const daysFromTo = (from: string, to: string): number => Math.round((utc(to) - utc(from)) / DAY)

/** The same day `n` months later, or the month's last day where it has none (民法典 第202条). */
export function nextMonth(day: string, n: number): string {
  const at = new Date(utc(day))
  const wanted = at.getUTCDate()
  const first = Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + n, 1)
  const last = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + n + 1, 0)).getUTCDate()
  return text(first + (Math.min(wanted, last) - 1) * DAY)
}
