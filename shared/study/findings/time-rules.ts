import { dayRange, daysBetween } from '../../calendar/beijing'
import type { Milliseconds } from '../../record/fields'
import type { SpanAt } from '../read-chain'
import type { Link, SeatRule, Shown, Stretch } from './inquiry'
import { at, during, least, length, listed, most, sum } from './say'
import { byStart, linksOf, overlaps, stretchesOf } from './stretches'
import { thresholds } from './thresholds'
import type { Trace } from './trace'

/** Rules over clocks, days and places. */

/**
 * A clock set back shows in two ways: an entry sealed before the one in front of it, or a gap whose stretch holds playing
 * (after a sleep, or a clock set forward, nothing was played inside it).
 */
export const clockMoved: SeatRule = {
  code: 'clock-moved',
  find({ chains }): Shown | undefined {
    const found = chains.flatMap((trace) => [
      ...trace.setBack.map(({ chain, seq, at, by }) => ({ chain, seq, at, by })),
      ...trace.gaps
        .filter(({ body }) => body.reason === 'clock' && playedInside(trace, body))
        .map(({ chain, seq, at, body }) => ({ chain, seq, at, by: body.to - body.from })),
    ])
    const far = found.filter(({ by }) => by >= thresholds.clockBack).sort((a, b) => a.at - b.at)
    const [first] = far
    if (!first) return undefined
    return {
      detail: `电脑时间被调回 ${far.length} 次，最多 ${length(most(far.map(({ by }) => by)))}，最早记在 ${at(first.at)}；以服务器回执为准，核对不上的时间不计入`,
      entries: listed(far),
    }
  },
}

const EDGE: Milliseconds = 60_000
const playedInside = ({ spans }: Trace, { from, to }: { from: Milliseconds; to: Milliseconds }): boolean =>
  spans.some(({ span }) => span.wall < to - EDGE && span.wall + span.ms > from + EDGE)

/**
 * Playing later, by the computer's clock, than the server took it in: a clock set forward. A gap alone would not say so, for
 * sleep makes the same one.
 */
export const clockAhead: SeatRule = {
  code: 'clock-ahead',
  find({ chains }): Shown | undefined {
    const far = chains
      .flatMap(received)
      .map(({ span, closes }) => ({ span, by: span.span.wall + span.span.ms - closes }))
      .filter(({ by }) => by > thresholds.clockAhead)
    if (far.length === 0) return undefined
    const spans = far.map(({ span }) => span)
    return {
      detail: `${when(spans)}的学习记录，时间比服务器收到它时还晚，最多晚 ${length(most(far.map(({ by }) => by)))}；以服务器回执为准，核对不上的时间不计入`,
      entries: listed(spans),
    }
  },
}

/** Spans with a receipt, each with the moment of it. */
function received({ spans, read: { windows } }: Trace): { span: SpanAt; closes: Milliseconds }[] {
  let window = 0
  return spans.flatMap((span) => {
    while (window < windows.length && (windows[window]?.to ?? 0) < span.seq) window++
    const closes = windows[window]?.closes
    return closes === undefined ? [] : [{ span, closes }]
  })
}

/** The age of what a receipt covers, when it was written: a holiday without study before it is nobody's business. */
export const offlineTooLong: SeatRule = {
  code: 'offline-too-long',
  find({ chains }, { policy }): Shown | undefined {
    const late = chains
      .flatMap(received)
      .map(({ span, closes }) => ({ span, age: closes - (span.span.wall + span.span.ms) }))
      .filter(({ age }) => age > policy.maxOffline)
    if (late.length === 0) return undefined
    const spans = late.map(({ span }) => span)
    return {
      detail: `${when(spans)}的学习最长过了 ${days(most(late.map(({ age }) => age)))}才交到服务器（规定 ${days(policy.maxOffline)}以内）；这期间的时间只由学员电脑证明，照常计入`,
      entries: listed(spans),
    }
  },
}

const days = (ms: Milliseconds): string => `${Math.floor(ms / 86_400_000)} 天`
const when = (spans: readonly SpanAt[]): string =>
  during(least(spans.map(({ span }) => span.wall)), most(spans.map(({ span }) => span.wall + span.ms)))

export const twoPlaces: SeatRule = {
  code: 'two-places',
  find({ chains, elsewhere }): Shown | undefined {
    const all = [...stretchesOf(chains), ...elsewhere].sort(byStart)
    const own = new Set(chains.map(({ chain }) => chain))
    const found = overlaps(all, (a, b) => a.device !== b.device && (own.has(a.chain) || own.has(b.chain)))
    const ms = sum(found.map(({ from, to }) => to - from))
    const [first] = found.toSorted((a, b) => b.to - b.from - (a.to - a.from) || a.from - b.from)
    if (!first || ms < thresholds.twoPlaces) return undefined
    const devices = new Set(found.flatMap(({ first, second }) => [first.device, second.device]))
    return {
      detail: `同一时间在 ${devices.size} 台设备上播放，共 ${length(ms)}，最长一段 ${during(first.from, first.to)}；重叠的时间只计一次`,
      entries: listed(linksOf(found)),
    }
  },
}

export const hoursTooMany: SeatRule = {
  code: 'hours-too-many',
  find({ chains }): Shown | undefined {
    const byDay = new Map<string, { ms: Milliseconds; links: Link[] }>()
    for (const stretch of union(stretchesOf(chains))) {
      for (const day of daysBetween(stretch.from, stretch.to)) {
        const { from, to } = dayRange(day)
        const known = byDay.get(day) ?? { ms: 0, links: [] }
        known.ms += Math.min(to, stretch.to) - Math.max(from, stretch.from)
        known.links.push(stretch)
        byDay.set(day, known)
      }
    }
    const found = [...byDay].filter(([, { ms }]) => ms > thresholds.day).sort(([a], [b]) => (a < b ? -1 : 1))
    const [first] = found
    if (!first) return undefined
    const longest = most(found.map(([, { ms }]) => ms))
    return {
      detail: `有 ${found.length} 天一天播放超过 ${length(thresholds.day)}（最长 ${length(longest)}），最早是 ${first[0]}`,
      entries: listed(found.flatMap(([, { links }]) => links)),
    }
  },
}

/** Sorted stretches without their overlaps. */
function union(sorted: readonly Stretch[]): Stretch[] {
  const whole: Stretch[] = []
  for (const one of sorted) {
    const last = whole.at(-1)
    if (last && one.from <= last.to) last.to = Math.max(last.to, one.to)
    else whole.push({ ...one })
  }
  return whole
}

/** One player plays once at a time. A clock that was set back explains an overlap, and is listed itself. */
export const hoursOverlap: SeatRule = {
  code: 'hours-overlap',
  find({ chains }): Shown | undefined {
    const found = chains
      .filter(({ gaps, setBack }) => setBack.length === 0 && gaps.every(({ body }) => body.reason !== 'clock'))
      .flatMap(({ spans }) => [...byView(spans).values()].flatMap(doubled))
    const ms = sum(found.map((one) => one.ms))
    if (ms < thresholds.overlap) return undefined
    const spans = found.map(({ span }) => span)
    return {
      detail: `${when(spans)}，同一个播放器的播放时段互相重叠 ${length(ms)}，比实际经过的时间还长；重叠的时间只计一次`,
      entries: listed(spans),
    }
  },
}

function byView(spans: readonly SpanAt[]): Map<string, SpanAt[]> {
  const views = new Map<string, SpanAt[]>()
  for (const span of spans) {
    const known = views.get(span.viewHash)
    if (known) known.push(span)
    else views.set(span.viewHash, [span])
  }
  return views
}

function doubled(spans: readonly SpanAt[]): { span: SpanAt; ms: Milliseconds }[] {
  let end = 0
  return spans
    .toSorted((a, b) => a.span.wall - b.span.wall || a.seq - b.seq || a.index - b.index)
    .flatMap((span) => {
      const to = span.span.wall + span.span.ms
      const ms = Math.min(end, to) - span.span.wall
      end = Math.max(end, to)
      return ms > 0 ? [{ span, ms }] : []
    })
}
