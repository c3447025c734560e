import type { Normaliser } from './rule'
import { shownHours, shownScore } from './shown'

/** The text as the field wants it; undefined where it is not of that kind. Words keep the page's own characters. `now` ms, for times that name their day by it. */
export function normalise(text: string, as: Normaliser | undefined, now?: number): string | undefined {
  if (as === undefined) return trimmed(text, 300) || undefined
  switch (as) {
    case 'score':
      return shownScore(text)?.value
    case 'score-max':
      return shownScore(text)?.max
    case 'score-pass':
      return asText(shownScore(text)?.pass)
    case 'hours':
      return shownHours(text)
    default:
      return normalised(text, as, now)
  }
}

const asText = (flag: boolean | undefined): string | undefined => (flag === undefined ? undefined : String(flag))

function normalised(
  text: string,
  as: Exclude<Normaliser, 'score' | 'score-max' | 'score-pass' | 'hours'>,
  now: number | undefined,
) {
  const plain = text.normalize('NFKC').replace(/\s+/g, ' ').trim()
  switch (as) {
    case 'flag':
      return 'true'
    case 'passed':
      return /不合格|未合格|未通过|不通过|不及格|未及格/.test(plain)
        ? 'false'
        : /合格|通过|及格/.test(plain)
          ? 'true'
          : undefined
    case 'decimal':
      return /(?<![\d.])-?\d{1,12}(?:\.\d{1,6})?(?!\.?\d)/.exec(plain)?.[0]
    case 'hundredths':
      return hundredthsOf(plain)
    case 'percent':
      return /(?<![\d.])\d{1,3}(?:\.\d{1,6})?\s?%/.exec(plain)?.[0].replace(' ', '')
    case 'day': {
      const [, year, month, day] = /(\d{4})\D{1,2}(\d{1,2})\D{1,2}(\d{1,2})/.exec(plain) ?? []
      return year && month && day ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : undefined
    }
    case 'instant':
      return instantOf(plain) ?? (now === undefined ? undefined : nearInstantOf(plain, now))
    case 'seconds':
      return /^\d{1,6}(?:\.\d{1,20})?$/.test(plain) ? ms('0', '0', plain) : undefined
    case 'duration':
      return durationOf(plain)
  }
}

/** `8550` as `85.5`: some platforms keep scores as whole hundredths. */
function hundredthsOf(plain: string): string | undefined {
  const [, sign = '', digits] = /^(-?)(\d{1,12})$/.exec(plain) ?? []
  if (digits === undefined) return undefined
  const padded = digits.padStart(3, '0')
  const whole = padded.slice(0, -2).replace(/^0+(?=\d)/, '')
  const part = padded.slice(-2).replace(/0+$/, '')
  return part === '' ? `${whole === '0' ? '' : sign}${whole}` : `${sign}${whole}.${part}`
}

/** One line without control or invisible characters, well-formed and at most `max` UTF-16 units long. */
export const trimmed = (text: string, max: number): string =>
  text
    .replace(/[\s\p{Cc}\u200b-\u200f\u202a-\u202e\u2060\ufeff]+/gu, ' ')
    .trim()
    .slice(0, max)
    .replace(/\p{Surrogate}/gu, '')
    .trim()

/** `2026-11-20 14:05`, `2026年11月20日 14:05:30`: Beijing time, as every one of these sites shows it. */
function instantOf(plain: string): string | undefined {
  const [, year, ...parts] =
    /(\d{4})\D{1,2}(\d{1,2})\D{1,2}(\d{1,2})\D{1,3}(\d{1,2}):(\d{2})(?::(\d{2}))?/.exec(plain) ?? []
  if (year === undefined) return undefined
  const [month, day, hour, minute, second] = parts.map((part = '0') => part.padStart(2, '0'))
  const ms = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}+08:00`)
  return Number.isNaN(ms) ? undefined : String(ms)
}

const DAY = 86_400_000
const BEIJING = 8 * 3_600_000
const DAYS_AGO: Record<string, number> = { 今天: 0, 昨天: 1, 前天: 2 }

/** `今天 09:10`, `昨天 14:05`, `11-20 14:05` of the last twelve months. `3小时前` is no time: it is another one an hour later. */
function nearInstantOf(plain: string, now: number): string | undefined {
  const midnight = Math.floor((now + BEIJING) / DAY) * DAY - BEIJING
  const [, word, hours, minutes] = /(今天|昨天|前天)\s*(\d{1,2}):(\d{2})/.exec(plain) ?? []
  if (word) return String(midnight - (DAYS_AGO[word] ?? 0) * DAY + (Number(hours) * 60 + Number(minutes)) * 60_000)
  const [, month, day, hour, minute] = /(?<!\d[-/年.]?)(\d{1,2})[-/月](\d{1,2})日?\s+(\d{1,2}:\d{2})/.exec(plain) ?? []
  if (!month || !day || !hour) return undefined
  const year = new Date(now + BEIJING).getUTCFullYear()
  const [this_, last] = [year, year - 1].map((one) => instantOf(`${one}-${month}-${day} ${hour}${minute ?? ''}`))
  return this_ !== undefined && Number(this_) <= now ? this_ : last
}

/** `12:05`, `1:02:03`, `1小时2分3秒`, `45分钟` as ms in decimal. */
function durationOf(plain: string): string | undefined {
  const clock = /(?<![\d:])(?:(\d{1,4}):)?(\d{1,4}):(\d{2})(?![\d:])/.exec(plain)
  if (clock) return ms(clock[1], clock[2], clock[3])
  const words = ['\\s*小?时', '\\s*分', '\\s*秒'].map(
    (unit) => new RegExp(`(\\d{1,6}(?:\\.\\d{1,3})?)${unit}`).exec(plain)?.[1],
  )
  return words.some((word) => word !== undefined) ? ms(...words) : undefined
}

const ms = (hours = '0', minutes = '0', seconds = '0'): string =>
  String(Math.round((Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000))
