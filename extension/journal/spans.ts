import type { Span } from '../../shared/record/bodies'
import type { ViewRow } from './store'

/** The rest of a span after its first `ms`: the position moves by the rate. */
export function after(span: Span, ms: number): Span | undefined {
  if (ms <= 0) return span
  if (ms >= span.ms) return undefined
  const skipped = Math.round((ms * span.rate) / 1000)
  return { ...span, wall: span.wall + ms, ms: span.ms - ms, from: Math.min(span.to, span.from + skipped) }
}

/** Takes a report's spans into a view's draft: what is done already is left out, what has grown is replaced. */
export function merge(row: Pick<ViewRow, 'done' | 'spans'>, first: number, spans: readonly Span[]): ViewRow['spans'] {
  const merged = new Map(row.spans.map((one) => [one.index, one.span]))
  for (const [i, span] of spans.entries()) {
    const index = first + i
    if (index < row.done.index) continue
    const rest = after(span, index === row.done.index ? row.done.ms : 0)
    if (rest) merged.set(index, rest)
  }
  return [...merged].sort(([a], [b]) => a - b).map(([index, span]) => ({ index, span }))
}

/** The point behind these spans of a report. */
export function endOf(first: number, spans: readonly Span[], done: ViewRow['done']): ViewRow['done'] {
  const last = spans.at(-1)
  const end = last ? { index: first + spans.length - 1, ms: last.ms } : done
  return end.index > done.index || (end.index === done.index && end.ms > done.ms) ? end : done
}

/** What can be sealed now (everything, or all but the span that still grows), what stays, and the point reached. */
export function split(row: Pick<ViewRow, 'done' | 'spans' | 'growing'>, all: boolean): { sealed: Span[]; rest: ViewRow['spans']; done: ViewRow['done'] } {
  const keep = !all && row.growing ? 1 : 0
  const sealed = row.spans.slice(0, row.spans.length - keep)
  const last = sealed.at(-1)
  const offset = last && last.index === row.done.index ? row.done.ms : 0
  return {
    sealed: sealed.map(({ span }) => span),
    rest: row.spans.slice(sealed.length),
    done: last ? { index: last.index, ms: offset + last.span.ms } : row.done,
  }
}
