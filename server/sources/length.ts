import type { CellValue } from 'hucre'
import type { DurationUnit } from '../../shared/sources/fields'

/** Seconds, rounded down. `unit`: nothing says in which unit it is. */
export type LengthReading = { seconds: number } | { problem: string } | { unit: 'needed' }

const MOST = 3600 * 2000
/** Where spreadsheets keep times without a day. */
const ZERO_DAY = Date.UTC(1899, 11, 31)

/** How long something took, however a platform writes it: 1小时23分45秒, 1:23:45, 83分钟, 5025 with a unit, a spreadsheet's time. */
export function readLength(
  value: CellValue | undefined,
  unit: DurationUnit | undefined,
  minutesPerHour: number,
): LengthReading {
  if (value instanceof Date) return checked((value.getTime() - ZERO_DAY) / 1000, String(value.toISOString()))
  const text = String(value ?? '')
    .normalize('NFKC')
    .replaceAll(/[\s\p{Cf}]/gu, '')
    .replace(/^['‘’`约]+/, '')
    .toLowerCase()
  if (text === '' || text === '-' || text === '--' || text === '/') return { seconds: 0 }
  const words = worded(text, minutesPerHour)
  if (words !== undefined) return checked(words, text)
  const clock = /^(\d{1,5}):(\d{1,2})(?::(\d{1,2})(?:\.\d+)?)?$/.exec(text)
  if (clock) return ofClock(clock, unit, text)
  if (!/^\d+(\.\d+)?$/.test(text)) return { problem: `“${text.slice(0, 30)}”不是时长，请写成 1:30:00、90分钟 或数字` }
  if (unit === undefined || unit === 'h:mm' || unit === 'm:ss')
    return Number(text) === 0 ? { seconds: 0 } : { unit: 'needed' }
  return checked(Number(text) * ofUnit(unit, minutesPerHour), text)
}

const ofUnit = (unit: 'seconds' | 'minutes' | 'hours' | 'class-hours', minutesPerHour: number): number =>
  ({ seconds: 1, minutes: 60, hours: 3600, 'class-hours': minutesPerHour * 60 })[unit]

function worded(text: string, minutesPerHour: number): number | undefined {
  const lesson = /^(\d+(?:\.\d+)?)(?:个)?(?:学时|课时)$/.exec(text)
  if (lesson) return Number(lesson[1]) * minutesPerHour * 60
  const parts =
    /^(?:(\d+)天)?(?:(\d+(?:\.\d+)?)(?:个?小时|时|h|hours?))?(?:(\d+(?:\.\d+)?)(?:分钟|分|min|mins|minutes?|m|'))?(?:(\d+(?:\.\d+)?)(?:秒钟?|s|sec|secs|seconds?|"))?$/.exec(
      text,
    )
  if (!parts) return undefined
  const [, days, hours, minutes, seconds] = parts.map((part) => Number(part ?? 0))
  return (days ?? 0) * 86_400 + (hours ?? 0) * 3600 + (minutes ?? 0) * 60 + (seconds ?? 0)
}

function ofClock(
  [, first, second, third]: RegExpExecArray,
  unit: DurationUnit | undefined,
  text: string,
): LengthReading {
  const [a, b, c] = [Number(first), Number(second), Number(third ?? 0)]
  if (b > 59 || c > 59) return { problem: `“${text}”不是时长：分和秒最多 59` }
  if (third !== undefined) return checked(a * 3600 + b * 60 + c, text)
  if (unit === 'h:mm') return checked(a * 3600 + b * 60, text)
  if (unit === 'm:ss') return checked(a * 60 + b, text)
  return { unit: 'needed' }
}

function checked(seconds: number, text: string): LengthReading {
  if (!Number.isFinite(seconds) || seconds < 0) return { problem: `“${text}”不是时长` }
  // A spreadsheet keeps times as fractions of a day: a second may be missing its last millionth.
  const whole = Math.floor(seconds + 0.001)
  return whole > MOST ? { problem: `“${text}”超过 2000 小时，请核对单位` } : { seconds: whole }
}
