import { dayOf, dayRange, showClock } from '../../../../shared/calendar/beijing'
import type { Milliseconds } from '../../../../shared/record/fields'
import type { Session } from './sessions'

export interface DayLayout {
  from: Milliseconds
  to: Milliseconds
  ticks: { x: number; text: string }[]
  blocks: { session: number; x: number; width: number; reason?: string }[]
  /** Stretches of a minute and more in which nothing was watched, between what was. */
  gaps: { x: number; width: number; ms: Milliseconds }[]
}

const MINUTE: Milliseconds = 60_000
const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 180].map((minutes) => minutes * MINUTE)
const MAX_TICKS = 12
/** Anything watched can be seen and clicked, however short. */
const MIN_WIDTH = 2

/** Where everything of a Beijing day stands on a line `width` wide. Throws RangeError without sessions. */
export function layOutDay(sessions: readonly Session[], width: number): DayLayout {
  const [first] = sessions
  if (!first) throw new RangeError('a day without sessions has no time line')
  const start = Math.min(...sessions.map(({ from }) => from))
  const end = Math.max(...sessions.map(({ to }) => to))
  const step = STEPS.find((one) => (end - start) / one <= MAX_TICKS - 2) ?? 180 * MINUTE
  const base = dayRange(dayOf(start)).from
  const from = base + Math.floor((start - base) / step) * step
  const to = Math.max(base + Math.ceil((end - base) / step) * step, from + step)
  const x = (at: Milliseconds) => round(((at - from) / (to - from)) * width)
  const block = (left: Milliseconds, right: Milliseconds) => ({
    x: x(left),
    width: Math.max(round(x(right) - x(left)), MIN_WIDTH),
  })
  return {
    from,
    to,
    ticks: Array.from({ length: Math.round((to - from) / step) + 1 }, (_, i) => ({
      x: x(from + i * step),
      text: clock(from + i * step, base),
    })),
    blocks: sessions.map((session, i) => ({
      session: i,
      ...block(session.from, session.to),
      ...(session.reason !== undefined && { reason: session.reason }),
    })),
    gaps: gapsBetween(sessions).map((gap) => ({ ...block(gap.from, gap.to), ms: gap.to - gap.from })),
  }
}

function gapsBetween(sessions: readonly Session[]): { from: Milliseconds; to: Milliseconds }[] {
  const gaps: { from: Milliseconds; to: Milliseconds }[] = []
  let until = Number.POSITIVE_INFINITY
  for (const { from, to } of [...sessions].sort((a, b) => a.from - b.from)) {
    if (from - until >= MINUTE) gaps.push({ from: until, to: from })
    until = until === Number.POSITIVE_INFINITY ? to : Math.max(until, to)
  }
  return gaps
}

/** Midnight at the end of a day is 24:00 there, not 00:00. */
const clock = (at: Milliseconds, base: Milliseconds) =>
  at === dayRange(dayOf(base)).to ? '24:00' : showClock(at).slice(0, 5)
const round = (value: number) => Math.round(value * 10) / 10
