import { dayRange } from '../../../shared/calendar/beijing'

/** The day all typed data is about. */
export const today = '2026-11-22'
export const start = dayRange(today).from
export const MINUTE = 60_000
export const at = (hours: number, minutes = 0) => start + (hours * 60 + minutes) * MINUTE
export const hex = (seed: number, length: number) =>
  Array.from({ length }, (_, i) => ((seed * 7 + i * 11 + ((seed * i) % 13)) % 16).toString(16)).join('')
export const chain = hex(1, 64)
