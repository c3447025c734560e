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

/** Whether offices work on that Beijing day. Throws RangeError on a day that does not exist. */
export function isWorkingDay(day: string, { off, madeUp }: Calendar = builtIn): boolean {
  const weekend = [0, 6].includes(weekday(day))
  return madeUp.has(day) || (!weekend && !off.has(day))
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
  if (daysFromTo(from, to) > FURTHEST) throw new RangeError(`too far apart: ${from} ${to}`)
  let days = 0
  let tentative = false
  for (let day = nextDay(from); day <= to; day = nextDay(day)) {
    if (isTentative(day, calendar)) tentative = true
    if (isWorkingDay(day, calendar)) days += 1
  }
  return { days, tentative }
}
