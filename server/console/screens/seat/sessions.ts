import type { SeatDetail } from '../../../../shared/api'
import type { Milliseconds } from '../../../../shared/record/fields'
import { reasonOrder } from '../../../../shared/study/reasons'

type Day = SeatDetail['days'][number]
export type Piece = Day['pieces'][number]
/** Pieces that follow each other without a change of lesson or result: what a person remembers as one sitting. */
export interface Session {
  course: Piece['course']
  lesson: Piece['lesson']
  from: Milliseconds
  to: Milliseconds
  /** Sum of its pieces. */
  ms: Milliseconds
  reason?: string
  pieces: Piece[]
}

/** Spans are cut at least every five minutes; a break this short between two of them is no break to a person. */
const SEAM: Milliseconds = 2_000

/** The sessions of a day in the order of their starts; every piece stands in exactly one. */
export function sessionsOf(pieces: readonly Piece[]): Session[] {
  const sessions: Session[] = []
  for (const piece of [...pieces].sort((a, b) => a.from - b.from || a.to - b.to)) {
    const before = [...sessions]
      .reverse()
      .find(
        (session) =>
          session.lesson.key === piece.lesson.key &&
          session.course.key === piece.course.key &&
          session.reason === piece.reason,
      )
    const other = sessions.some(
      (session) => before !== undefined && session !== before && session.from >= before.to && session.from < piece.from,
    )
    if (before && !other && piece.from - before.to <= SEAM) {
      before.to = Math.max(before.to, piece.to)
      before.ms += piece.to - piece.from
      before.pieces.push(piece)
      continue
    }
    const { course, lesson, from, to, reason } = piece
    sessions.push({ course, lesson, from, to, ms: to - from, ...(reason !== undefined && { reason }), pieces: [piece] })
  }
  return sessions
}

/** Deductions of all days by reason, in the fixed order of reasons; those of a newer server last. */
export function deductionsOf(days: readonly Pick<Day, 'deductions'>[]): { reason: string; ms: Milliseconds }[] {
  const sums = new Map<string, Milliseconds>()
  for (const { deductions } of days) {
    for (const [reason, ms] of Object.entries(deductions)) if (ms > 0) sums.set(reason, (sums.get(reason) ?? 0) + ms)
  }
  const known: readonly string[] = reasonOrder
  const rank = (reason: string) => {
    const at = known.indexOf(reason)
    return at < 0 ? reasonOrder.length : at
  }
  return [...sums].map(([reason, ms]) => ({ reason, ms })).sort((a, b) => rank(a.reason) - rank(b.reason))
}
