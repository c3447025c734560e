import type { Milliseconds } from '../record/fields'

/** Beijing time is UTC+8 without daylight saving since 1991: days, caps and forms are reckoned in it, whatever the machine's zone. */
const OFFSET = 8 * 3_600_000
const DAY = 86_400_000

const shifted = (ms: Milliseconds) => new Date(ms + OFFSET).toISOString()

/** Days asked for before: a server asks for the same few again and again. */
const known = new Map<number, string>()
const KNOWN_LIMIT = 1000

/** The Beijing calendar day of an instant, `2026-11-22`. */
export function dayOf(ms: Milliseconds): string {
  const number = Math.floor((ms + OFFSET) / DAY)
  let day = known.get(number)
  if (day === undefined) {
    day = shifted(ms).slice(0, 10)
    if (known.size >= KNOWN_LIMIT) known.clear()
    known.set(number, day)
  }
  return day
}

/** First instant of the Beijing day that an instant lies in. */
export const startOfDay = (ms: Milliseconds): Milliseconds => Math.floor((ms + OFFSET) / DAY) * DAY - OFFSET

/** First instant of a Beijing day and of the next one. Throws RangeError on a day that does not exist. */
export function dayRange(day: string): { from: Milliseconds; to: Milliseconds } {
  const utc = Date.parse(`${day}T00:00:00Z`)
  if (Number.isNaN(utc) || dayOf(utc - OFFSET) !== day) throw new RangeError(`no such day: ${day}`)
  return { from: utc - OFFSET, to: utc - OFFSET + DAY }
}

/** A Beijing day and a time of it, `2026-11-22` and `08:30` or `8:30`, as one instant; `24:00` is its end. Undefined where either is none. */
export function instantOf(day: string, time: string): Milliseconds | undefined {
  const [, hour = '', minute = ''] = /^(\d{1,2}):([0-5]\d)$/.exec(time.trim()) ?? []
  const minutes = Number(hour) * 60 + Number(minute)
  const start = Date.parse(`${day.trim()}T00:00:00Z`) - OFFSET
  if (hour === '' || minutes > 1440 || Number.isNaN(start) || dayOf(start) !== day.trim()) return undefined
  return start + minutes * 60_000
}

/** Beijing days that [from, to) touches, in order; an empty stretch touches its own day. */
export function daysBetween(from: Milliseconds, to: Milliseconds): string[] {
  const days = [dayOf(from)]
  const midnight = (Math.floor((from + OFFSET) / DAY) + 1) * DAY - OFFSET
  for (let next = midnight; next < to; next += DAY) days.push(dayOf(next))
  return days
}

/** `2026-11-22 14:05` in Beijing. */
export const showTime = (ms: Milliseconds): string => shifted(ms).slice(0, 16).replace('T', ' ')
/** `14:05:09` in Beijing. */
export const showClock = (ms: Milliseconds): string => shifted(ms).slice(11, 19)

/** Whole seconds, rounded down: `1小时32分`, `5分03秒`, `0秒`. Seconds show below an hour. */
export function showDuration(ms: Milliseconds): string {
  const seconds = Math.floor(ms / 1000)
  const hours = Math.floor(seconds / 3600)
  const minutes = Math.floor((seconds % 3600) / 60)
  const rest = seconds % 60
  if (hours > 0) return `${hours}小时${String(minutes).padStart(2, '0')}分`
  return minutes > 0 ? `${minutes}分${String(rest).padStart(2, '0')}秒` : `${rest}秒`
}
