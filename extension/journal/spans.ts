import * as v from 'valibot'
import { type Span, span as spanSchema } from '../../shared/record/bodies'
import type { Point, ViewRow } from './rows'

/** Before anything. */
export const START: Point = { index: 0, ms: 0, to: 0, samples: 0 }

/** What is left of span `index` behind a point; undefined when nothing is. */
export function behind(span: Span, index: number, point: Point): Span | undefined {
  if (index < point.index || span.ms <= 0) return undefined
  if (index > point.index || point.ms <= 0) return span
  const ms = span.ms - point.ms
  if (ms <= 0) return undefined
  const samples = Math.max(1, span.samples - point.samples + 1)
  return { ...span, wall: span.wall + point.ms, ms, from: Math.min(point.to, span.to), samples }
}

/** The part of a span before `ms` of it, as far as it is known: the position moves by the rate. */
export function pointIn(span: Span, index: number, ms: number): Point {
  const part = Math.max(0, Math.min(ms, span.ms))
  const to = part === span.ms ? span.to : Math.min(span.to, span.from + Math.round((part * span.rate) / 1000))
  return { index, ms: part, to, samples: Math.floor((span.samples * part) / Math.max(1, span.ms)) }
}

/** The end of a report: behind its last span. */
export function endOf(first: number, spans: readonly Span[], point: Point): Point {
  const last = spans.at(-1)
  return last ? later(point, pointIn(last, first + spans.length - 1, last.ms)) : point
}

export const later = (a: Point, b: Point): Point => (b.index > a.index || (b.index === a.index && b.ms > a.ms) ? b : a)

/** The point of a report before which everything happened before an instant. */
export function pointAt(first: number, spans: readonly Span[], wall: number): Point {
  let point = START
  for (const [i, span] of spans.entries()) if (span.wall < wall) point = pointIn(span, first + i, wall - span.wall)
  return point
}

/** Takes a report's spans into a draft: what is done is left out, what has grown is replaced. The same report twice changes nothing. */
export function merge(row: Pick<ViewRow, 'done' | 'spans'>, first: number, spans: readonly Span[]): ViewRow['spans'] {
  const merged = new Map(row.spans.map((one) => [one.index, one.span]))
  for (const [i, span] of spans.entries()) {
    const index = first + i
    const rest = behind(span, index, row.done)
    const known = merged.get(index)
    if (rest && (!known || rest.ms >= known.ms)) merged.set(index, rest)
  }
  return [...merged].sort(([a], [b]) => a - b).map(([index, span]) => ({ index, span }))
}

/** What of a draft can be sealed (everything, or all but the span that still grows), what stays, and the point reached. */
export function split(
  row: Pick<ViewRow, 'done' | 'spans' | 'growing'>,
  all: boolean,
): { sealed: Span[]; rest: ViewRow['spans']; done: Point } {
  const keep = !all && row.growing ? 1 : 0
  const sealed = row.spans.slice(0, row.spans.length - keep)
  const last = sealed.at(-1)
  const before = last && last.index === row.done.index ? row.done : START
  return {
    sealed: sealed.map(({ span }) => span),
    rest: row.spans.slice(sealed.length),
    done: last
      ? {
          index: last.index,
          ms: before.ms + last.span.ms,
          to: last.span.to,
          samples: Math.max(0, before.samples - 1) + last.span.samples,
        }
      : row.done,
  }
}

/** A draft cut in two at a point. */
export function cut(spans: ViewRow['spans'], done: Point, at: Point): { before: Span[]; after: ViewRow['spans'] } {
  const before: Span[] = []
  const after: ViewRow['spans'] = []
  for (const { index, span } of spans) {
    // Stored spans lack what was done of them; the point counts from the whole span's start.
    const offset = index === done.index ? done.ms : 0
    if (index > at.index) after.push({ index, span })
    else if (index < at.index || at.ms - offset >= span.ms) before.push(span)
    else {
      const inner = pointIn(span, index, at.ms - offset)
      if (inner.ms > 0) before.push({ ...span, ms: inner.ms, to: inner.to, samples: Math.max(1, inner.samples) })
      const rest = behind(span, index, inner)
      if (rest) after.push({ index, span: rest })
    }
  }
  return { before, after }
}

/** Everything that a draft holds. */
export function endOfDraft({ spans, done }: ViewRow): ViewRow['done'] {
  const last = spans.at(-1)
  if (!last) return done
  const offset = last.index === done.index ? done : START
  return {
    index: last.index,
    ms: offset.ms + last.span.ms,
    to: last.span.to,
    samples: offset.samples + last.span.samples,
  }
}

/** A span that cannot be an entry's keeps its place, so that the others keep their index, and adds nothing. */
export const sound = (span: Span): Span => (v.is(spanSchema, span) ? span : NOTHING)
const NOTHING: Span = {
  wall: Number.MAX_SAFE_INTEGER,
  ms: 0,
  from: 0,
  to: 0,
  rate: 0,
  visible: false,
  pip: false,
  muted: false,
  samples: 0,
  gap: 0,
}
