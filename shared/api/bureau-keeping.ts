import * as v from 'valibot'
import { count, day, milliseconds } from '../record/fields'

/** The contract of what a bureau keeps: 全过程清单 and what becomes of packages. Routes: the end of this file. */

/** Where a step of the 全过程清单 was read from. filing 备案, claim 补贴申请的办理, record 查阅和导出. */
export const courseSources = ['filing', 'claim', 'record'] as const
export const courseSourceWords: Readonly<Record<(typeof courseSources)[number], string>> = {
  filing: '备案',
  claim: '办理',
  record: '查阅',
}
export const courseStep = v.object({
  ...{ at: milliseconds, source: v.picklist(courseSources), what: v.string(), by: v.string(), detail: v.string() },
  /** Which version of the claim; absent of a filing. */
  version: v.optional(count),
})
export type CourseStep = v.InferOutput<typeof courseStep>
/** Oldest first. */
export const courseAnswer = v.object({ steps: v.array(courseStep) })
export type CourseAnswer = v.InferOutput<typeof courseAnswer>

/** Days of receipt or of the act itself; all where absent. `authorisation` 授权文号: empty, ID numbers are masked. */
export const auditorExportRequest = v.strictObject({
  from: v.optional(day),
  to: v.optional(day),
  authorisation: v.pipe(v.string(), v.trim(), v.maxLength(60)),
})
export type AuditorExport = v.InferOutput<typeof auditorExportRequest>

/**
 * Behind the session of a bureau.
 *
 * POST /api/bureau/auditor-export            auditorExportRequest -> ZIP of CSV              (administrator, manager, auditor)
 *
 * GET  /api/bureau/reviews/:id/course        -> courseAnswer                                 (auditor and up)
 * GET  /api/bureau/reviews/:id/course.pdf, course.xlsx
 */
