import type { Known } from '../record/entry'

/**
 * The sign-ins and sign-outs of one chain that happened when they say. A chain that replaces another begins, in one
 * instant, with what stood there: for credit these are proofs in their order, but their `at` is when they were written
 * again. Of them only a sign-in that is still open stands. Needs the chain's `join`; gives the sign-ins and sign-outs, without those
 * at lessons held at a time.
 */
export function attendanceEntries(entries: readonly Known[]): AttendanceEntry[] {
  const join = entries.find((entry) => entry.kind === 'join')
  const marks = entries.filter(
    (entry): entry is AttendanceEntry => (entry.kind === 'signin' || entry.kind === 'signout') && !atLesson(entry),
  )
  if (!join?.body.replaces) return marks
  const again = marks.findLast(({ at }) => at === join.at)
  return marks.filter((mark) => mark.at !== join.at || (mark === again && mark.kind === 'signin'))
}

/** A sign-in or sign-out at a lesson held at a time: it begins and ends no session of study. */
export const atLesson = (entry: Known): boolean =>
  (entry.kind === 'signin' && entry.body.method === 'lesson') ||
  (entry.kind === 'signout' && entry.body.reason === 'lesson')

export type AttendanceEntry = Extract<Known, { kind: 'signin' | 'signout' }>
