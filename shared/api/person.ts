import * as v from 'valibot'
import { count, day, milliseconds } from '../record/fields'
import { fourColumns } from '../study/columns'

/** What the class board and the page of a person show alike. */

/** Credited time by source, never mixed; `offline` is what was attended in person. ms */
export const hoursBySource = v.object({
  own: milliseconds,
  platform: milliseconds,
  byHand: milliseconds,
  offline: milliseconds,
  /** What counts of the first three, by the policy. */
  whole: milliseconds,
})
export type HoursBySource = v.InferOutput<typeof hoursBySource>

/** Even progress through the period: what should be there by the end of yesterday. ms */
export const pace = v.object({ required: milliseconds, expected: milliseconds, behind: v.boolean() })
export type Pace = v.InferOutput<typeof pace>

/** A record that no device of ours made: 乙, 丙, or a lesson that was attended in person. */
export const otherRecord = v.object({
  source: v.picklist(['乙', '丙', 'offline']),
  /** Absent where the record does not say when. */
  start: v.optional(milliseconds),
  seconds: count,
  course: v.string(),
  lesson: v.optional(v.string()),
  /** Who wrote it down here, and when. */
  by: v.string(),
  at: milliseconds,
})
export type OtherRecord = v.InferOutput<typeof otherRecord>

/** A result that no page showed. */
export const otherResult = v.object({
  part: v.picklist(['theory', 'practice', 'overall']),
  course: v.optional(v.string()),
  value: v.optional(v.string()),
  max: v.optional(v.string()),
  pass: v.boolean(),
  attempt: count,
  day,
  by: v.string(),
})
export type OtherResult = v.InferOutput<typeof otherResult>

export const personFacts = v.object({
  columns: fourColumns,
  hours: hoursBySource,
  pace: v.optional(pace),
  others: v.array(otherRecord),
  results: v.array(otherResult),
})
export type PersonFacts = v.InferOutput<typeof personFacts>
