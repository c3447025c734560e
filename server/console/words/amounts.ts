import { showDuration } from '../../../shared/calendar/beijing'
import type { Milliseconds } from '../../../shared/record/fields'
import { classHours } from '../../../shared/study/hours'
import { type Reason, reasons } from '../../../shared/study/reasons'
import { locale } from './locale'

/** Whole seconds, rounded down: `1小时32分`; in English `1 h 32 min`. */
export function duration(ms: Milliseconds): string {
  if (locale !== 'en') return showDuration(ms)
  return showDuration(ms).replace('小时', ' h ').replace('分', ' min ').replace('秒', ' s').trim()
}

/** Every second of it, to set figures side by side: `1:32:05`. */
export function exact(ms: Milliseconds): string {
  const seconds = Math.floor(ms / 1000)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
}

/** What class hours were folded from: `1小时32分 ÷ 45 分钟`. */
export const foldedFrom = (ms: Milliseconds, minutesPerHour: number): string =>
  `${duration(ms)} ÷ ${minutesPerHour} ${locale === 'en' ? 'min' : '分钟'}`

export { classHours }

/** A reason in the words of the record; a reason of a newer server as it stands. */
export const reasonOf = (code: string): { label: string; cure: string } =>
  isReason(code) ? reasons[code] : { label: code, cure: '' }
const isReason = (code: string): code is Reason => Object.keys(reasons).includes(code)

/** Bytes as people read them. */
export function fileSize(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`
  if (bytes < 1024 ** 2) return `${(bytes / 1024).toFixed(1)} kB`
  return bytes < 1024 ** 3 ? `${(bytes / 1024 ** 2).toFixed(1)} MB` : `${(bytes / 1024 ** 3).toFixed(1)} GB`
}
