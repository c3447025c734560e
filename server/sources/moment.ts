import type { CellValue } from 'hucre'
import { dayRange } from '../../shared/calendar/beijing'

/** A moment in ms, a Beijing day alone, or a time of day alone (ms from midnight). */
export type MomentReading = { at: number } | { day: string } | { time: number } | { problem: string }

const HOURS_AHEAD = 8 * 3_600_000
const DAY = 86_400_000
/** Where spreadsheets keep times without a day; their first two months are no dates of ours. */
const ZERO_DAY = Date.UTC(1899, 11, 31)

/** When something was, in Beijing unless it names its zone: 2026-11-20 09:30:15, 2026年11月20日 上午9:30, a spreadsheet's date. */
export function readMoment(value: CellValue | undefined): MomentReading | undefined {
  if (value instanceof Date) return ofDate(value)
  const text = String(value ?? '')
    .normalize('NFKC')
    .replaceAll(/\p{Cf}/gu, '')
    .replace(/^['‘’`\s]+/, '')
    .trim()
  if (text === '' || /^[-—/]+$/.test(text)) return undefined
  if (/^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:?\d{2})$/i.test(text)) {
    const at = Date.parse(text)
    return Number.isNaN(at) ? problem(text) : { at }
  }
  const found =
    /^(?:(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?)?(?:[\sT]*(?:星期.|周.)?\s*)(上午|下午|晚上|中午|AM|PM)?\s*(?:(\d{1,2})[:时](\d{1,2})分?(?::?(\d{1,2})(?:\.\d+)?秒?)?)?\s*(AM|PM)?$/i.exec(
      text,
    )
  if (!found) return problem(text)
  const [, year, month, date, before, hour, minute, second = '0', after] = found
  const time = hour === undefined ? undefined : timeOf(Number(hour), Number(minute), Number(second), before ?? after)
  if (Number.isNaN(time)) return problem(text)
  if (year === undefined) return time === undefined ? problem(text) : { time }
  const day = `${year}-${(month ?? '').padStart(2, '0')}-${(date ?? '').padStart(2, '0')}`
  try {
    const { from } = dayRange(day)
    return time === undefined ? { day } : { at: from + time }
  } catch {
    return { problem: `“${text.slice(0, 30)}”这一天不存在` }
  }
}

/** ms from midnight; NaN where no clock shows it. */
function timeOf(hour: number, minute: number, second: number, half: string | undefined): number {
  const later = /下午|晚上|PM/i.test(half ?? '') && hour < 12 ? 12 : 0
  const midnight = /上午|AM/i.test(half ?? '') && hour === 12 ? -12 : 0
  const hours = hour + later + midnight
  return hours > 23 || minute > 59 || second > 59 ? Number.NaN : (hours * 3600 + minute * 60 + second) * 1000
}

function ofDate(value: Date): MomentReading {
  // What a sheet shows, read as if it were UTC: it is Beijing's clock. Its fractions of a day are rounded to seconds.
  const shown = Math.round(value.getTime() / 1000) * 1000
  if (Number.isNaN(shown)) return problem('')
  if (shown < ZERO_DAY + DAY) return { time: shown - ZERO_DAY }
  const at = shown - HOURS_AHEAD
  return shown % DAY === 0 ? { day: new Date(shown).toISOString().slice(0, 10) } : { at }
}

const problem = (text: string): MomentReading => ({
  problem: `“${text.slice(0, 30)}”不是日期时间，请写成 2026-11-20 09:30:00 这样`,
})
