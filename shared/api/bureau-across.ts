import * as v from 'valibot'
import { count, day, digest, milliseconds, text } from '../record/fields'
import { listPage, listQuery } from './lists'

/** HTTP contract of what claims at a bureau say about each other. */

/** lifted: what was found once and no longer is. */
export const bureauFindingsQuery = listQuery(['severity', 'found'], ['serious', 'check', 'note', 'lifted'])

/** A 疑点 of a claim, with whom and what it is about. */
export const bureauFindingRow = v.object({
  id: v.string(),
  code: v.string(),
  severity: v.picklist(['note', 'check', 'serious']),
  label: v.string(),
  detail: v.string(),
  /** What may be honest about it. */
  cause: v.string(),
  people: v.array(v.object({ id: v.string(), number: v.string(), name: v.string(), className: v.string() })),
  /** Entries that show it; `claim` = 受理号 of the claim whose package they lie in. */
  records: v.array(v.object({ claim: v.string(), own: v.boolean(), chain: digest, seq: count })),
  /** The claim that came before, which it is held against. */
  other: v.optional(v.object({ id: v.string(), number: v.string(), firm: v.string() })),
  foundAt: milliseconds,
  /** Since when it is no longer found, and why. */
  lifted: v.optional(v.object({ at: milliseconds, reason: v.string() })),
})
export type BureauFindingRow = v.InferOutput<typeof bureauFindingRow>

export const bureauFindingsPage = v.object({
  ...listPage(bureauFindingRow).entries,
  /** Of the whole claim, whatever was searched and filtered. */
  counts: v.object({ serious: count, check: count, note: count, lifted: count }),
  /** The register or the yearly limit changed, and the claim was not held against it yet. */
  due: v.boolean(),
  /** That failed: what went wrong, and when it is tried again. */
  stuck: v.optional(v.object({ problem: v.string(), next: milliseconds })),
  /** Claims that came later and are held against this one: their 疑点 stand there. */
  later: v.array(
    v.object({ claim: v.string(), number: v.string(), firm: v.string(), labels: v.array(v.string()), findings: count }),
  ),
})
export type BureauFindingsPage = v.InferOutput<typeof bureauFindingsPage>

/** 每人每年补贴次数 from a Beijing day on. */
export const yearLimitRequest = v.strictObject({
  from: day,
  times: v.pipe(count, v.minValue(1), v.maxValue(99)),
  source: text(300),
})
export type YearLimitRequest = v.InferOutput<typeof yearLimitRequest>

export const yearLimit = v.object({
  from: day,
  times: count,
  source: v.string(),
  /** Absent of what this version ships with. */
  by: v.optional(v.string()),
  at: v.optional(milliseconds),
})
export type YearLimitRow = v.InferOutput<typeof yearLimit>
