import { daysFromTo, nextDay, weekday } from './days'
import type { CalendarYear } from './year'
import { builtInYears } from './years'

/** What is known of the working days: built-in years and those an administrator imported. */
export interface Calendar {
  /** Years with a notice; in others every weekday counts as a working day, and what was reckoned there is 暂定. */
  known: ReadonlySet<number>
  off: ReadonlySet<string>
  madeUp: ReadonlySet<string>
}

/** Further than any deadline reaches: a wrong number must not hang a server. */
const FURTHEST = 5000

/** Built-in years and `extra` ones; an imported year replaces the built-in one, a later notice wins on a day that two of them name. */
export function calendarWith(extra: readonly CalendarYear[] = []): Calendar {
  const years = new Map([...builtInYears, ...extra].map((year) => [year.year, year]))
  const off = new Set<string>()
  const madeUp = new Set<string>()
  for (const { holidays, workdays } of [...years.values()].sort((a, b) => a.year - b.year)) {
    for (const { from, to } of holidays) {
      for (let day = from; day <= to; day = nextDay(day)) {
        off.add(day)
        madeUp.delete(day)
      }
    }
    for (const day of workdays) {
      madeUp.add(day)
      off.delete(day)
    }
  }
  return { known: new Set(years.keys()), off, madeUp }
}

const builtIn = calendarWith()

/** Whether no notice covers the day: it may still become a holiday or a make-up day. */
export const isTentative = (day: string, { known }: Calendar = builtIn): boolean => !known.has(Number(day.slice(0, 4)))

const isWeekend = (weekday: number) => weekday === 0 || weekday === 6

/** Whether offices work on that Beijing day. Throws RangeError on a day that does not exist. */
export function isWorkingDay(day: string, { off, madeUp }: Calendar = builtIn): boolean {
  return madeUp.has(day) || (!off.has(day) && !isWeekend(weekday(day)))
}

/**
 * The n-th working day after `day`, which is itself not counted (民法典 第201条); before it when n is negative; for 0 the day itself or
 * else the next working day (第203条). `tentative` when a day that was passed lies in a year without a notice.
 */
export function addWorkingDays(
  day: string,
  n: number,
  calendar: Calendar = builtIn,
): { day: string; tentative: boolean } {
  if (!Number.isInteger(n) || Math.abs(n) > FURTHEST) throw new RangeError(`not a number of working days: ${n}`)
  let tentative = n === 0 && isTentative(day, calendar)
  if (n === 0 && isWorkingDay(day, calendar)) return { day, tentative }
  const step = n < 0 ? -1 : 1
  let left = Math.max(1, Math.abs(n))
  let at = day
  while (left > 0) {
    at = nextDay(at, step)
    if (isTentative(at, calendar)) tentative = true
    if (isWorkingDay(at, calendar)) left -= 1
  }
  return { day: at, tentative }
}

/** Working days after `from` up to and with `to`: how many are left. Negative when `to` lies before: how many have passed since. */
export function workingDaysBetween(
  from: string,
  to: string,
  calendar: Calendar = builtIn,
): { days: number; tentative: boolean } {
  if (to < from) {
    const { days, tentative } = workingDaysBetween(to, from, calendar)
    return { days: -days, tentative }
  }
  const span = daysFromTo(from, to)
  if (span > FURTHEST) throw new RangeError(`too far apart: ${from} ${to}`)
  if (span === 0) return { days: 0, tentative: false }
  // Counted, not walked through: a list reckons hundreds of terms that are a year away.
  const first = weekday(from)
  let days = Math.floor(span / 7) * 5
  for (let n = 1; n <= span % 7; n++) if (!isWeekend((first + n) % 7)) days += 1
  const within = (day: string) => from < day && day <= to
  for (const day of calendar.off) if (within(day) && !isWeekend(weekday(day))) days -= 1
  for (const day of calendar.madeUp) if (within(day) && isWeekend(weekday(day))) days += 1
  let tentative = false
  for (let year = Number(nextDay(from).slice(0, 4)); year <= Number(to.slice(0, 4)); year++)
    if (!calendar.known.has(year)) tentative = true
  return { days, tentative }
}
