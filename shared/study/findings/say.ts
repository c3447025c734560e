import { dayOf, showDuration, showTime } from '../../calendar/beijing'
import { MAX_INSTANT, type Milliseconds } from '../../record/fields'
import type { Link } from './inquiry'
import { thresholds } from './thresholds'

/** Receipts and imports may name instants that no calendar has. */
const time = (ms: Milliseconds): string => showTime(Math.min(Math.max(0, ms), MAX_INSTANT))

/** `北京时间 2026-11-22 14:05` */
export const at = (ms: Milliseconds): string => `北京时间 ${time(ms)}`

/** `北京时间 2026-11-22 14:05 至 15:10`, with both days where they differ. */
export function during(from: Milliseconds, to: Milliseconds): string {
  const end = Math.min(to, MAX_INSTANT)
  return `北京时间 ${time(from)} 至 ${dayOf(Math.min(from, MAX_INSTANT)) === dayOf(end) ? time(end).slice(11) : time(end)}`
}

export const length = showDuration
/** `1.5 倍` */
export const times = (rate: number): string => `${rate / 1000} 倍`

const byPlace = (a: Link, b: Link) => (a.chain < b.chain ? -1 : a.chain > b.chain ? 1 : a.seq - b.seq)

/** The entries a finding names: each once, in order, not too many. */
export function listed(links: readonly Link[], limit: number = thresholds.entries): Link[] {
  const once = new Map(links.map(({ chain, seq }) => [`${chain}/${seq}`, { chain, seq }]))
  return [...once.values()].sort(byPlace).slice(0, limit)
}

export const sum = (all: readonly number[]): number => all.reduce((total, one) => total + one, 0)
/** Of any number of values: spreading them into `Math.min` has a limit. */
export const least = (all: readonly number[]): number => all.reduce((low, one) => Math.min(low, one), Infinity)
export const most = (all: readonly number[]): number => all.reduce((high, one) => Math.max(high, one), 0)
