import * as v from 'valibot'
import { count, day, digest, milliseconds, text } from '../record/fields'
import { verdicts } from './bureau'

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
  /** What names the statement that was signed of it: SHA-256 of its body, JCS. */
  signed: v.optional(digest),
})
export type CourseStep = v.InferOutput<typeof courseStep>
/** Oldest first. */
export const courseAnswer = v.object({ steps: v.array(courseStep) })

/** Days of receipt or of the act itself; all where absent. `authorisation` 授权文号: empty, ID numbers are masked. */
export const auditorExportRequest = v.strictObject({
  from: v.optional(day),
  to: v.optional(day),
  authorisation: v.pipe(v.string(), v.trim(), v.maxLength(60)),
})
export type AuditorExport = v.InferOutput<typeof auditorExportRequest>

/**
 * same 一致, bytes 文件没有变而没有清单可以重新核验 (videos whose claim package is gone), changed 文件已变, missing 文件不在, differs 文件没有变而核验结论变了.
 */
export const reverifyOutcomes = ['same', 'bytes', 'changed', 'missing', 'differs'] as const
/** Outcomes of a file that is as it came and speaks against nothing. */
export const isAsItCame = (outcome: string): boolean => outcome === 'same' || outcome === 'bytes'
export const reverifyWords: Readonly<Record<(typeof reverifyOutcomes)[number], string>> = {
  same: '一致',
  bytes: '文件完好，未重新核验：没有可对照的清单',
  changed: '文件已变',
  missing: '文件不在',
  differs: '核验结论不同',
}
/** claim 补贴申请, class 阶段包, videos 视频包; workbook 手工申报导入表, which is no package and goes as one does. */
export const packageKinds = ['claim', 'class', 'videos', 'workbook'] as const
/** 类型 as papers have it. */
export const packageKindWords: Readonly<Record<string, string>> = {
  claim: '补贴申请',
  class: '阶段包',
  videos: '视频资料包',
  workbook: '手工申报导入表',
} satisfies Record<(typeof packageKinds)[number], string>
const kept = v.object({ id: v.string(), name: v.string(), number: v.string(), firm: v.string() })
/** How long packages are kept, which are damaged, which may go, and what was asked to go. */
export const keepingAnswer = v.object({
  /** Kept now; how many of them were read again within the term, and the day of the oldest reading. */
  ...{ packages: count, checked: count },
  /** Whose bytes alone could be compared at the newest reading. */
  bytesOnly: v.array(v.object({ ...kept.entries, at: milliseconds })),
  damaged: v.array(
    v.object({
      ...{ ...kept.entries, outcome: v.picklist(reverifyOutcomes), at: milliseconds },
      /** Verdicts when it came and now, of what `differs`. */
      verdicts: v.optional(v.object({ was: v.picklist(verdicts), now: v.picklist(verdicts) })),
    }),
  ),
  /** By kind of file. `open`: no end yet (a claim not settled, or held). `first`: the first day one of the others is kept until. */
  terms: v.array(v.object({ kind: v.picklist(packageKinds), count, open: count, first: v.optional(day) })),
  rules: v.array(v.object({ title: v.string(), source: v.string(), from: day, years: count, own: v.boolean() })),
  /** Whose retention is over: until the day `last`, by this rule; the longest over first, no more than are shown at once. `overAll`: how many there are. */
  over: v.array(v.object({ ...kept.entries, last: day, rule: v.string() })),
  overAll: count,
  holds: v.array(
    v.object({ id: v.string(), number: v.string(), reason: v.string(), by: v.string(), at: milliseconds }),
  ),
  /** Newest first. `own`: the member who reads asked for it, and so may not confirm. */
  disposals: v.array(
    v.object({
      ...{ id: v.string(), reason: v.string(), by: v.string(), own: v.boolean(), at: milliseconds },
      packages: v.array(kept),
      step: v.optional(
        v.object({ kind: v.picklist(['confirmed', 'withdrawn', 'done']), by: v.string(), at: milliseconds }),
      ),
    }),
  ),
})
export type KeepingAnswer = v.InferOutput<typeof keepingAnswer>
const reason = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(500))
/** `number` 受理号; empty: everything. */
export const holdPackagesRequest = v.strictObject({ number: v.pipe(v.string(), v.trim(), v.maxLength(60)), reason })
export const endPackageHoldRequest = v.strictObject({ reason })
export const disposePackagesRequest = v.strictObject({
  packages: v.pipe(v.array(text(64)), v.minLength(1), v.maxLength(200)),
  reason,
})
export type HoldPackages = v.InferOutput<typeof holdPackagesRequest>
export type DisposePackages = v.InferOutput<typeof disposePackagesRequest>

/** 单位终止移交. `who` handed it over; `what`: besides the packages. */
export const transferRequest = v.strictObject({
  ...{ day, who: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(100)), reason },
  what: v.pipe(v.string(), v.trim(), v.maxLength(500)),
  evidence: v.optional(digest),
})
export type TransferRequest = v.InferOutput<typeof transferRequest>
/** `packages`: how many of the 单位 are kept here. */
export const transferAnswer = v.object({
  packages: count,
  transfers: v.array(
    v.object({
      ...{ day, who: v.string(), what: v.string(), reason: v.string(), evidence: v.optional(digest) },
      ...{ by: v.string(), at: milliseconds },
    }),
  ),
})
export type TransferAnswer = v.InferOutput<typeof transferAnswer>

/**
 * Behind the session of a bureau.
 *
 * GET  /api/bureau/firms/:id/transfer                 -> transferAnswer                       (auditor and up)
 * GET  /api/bureau/firms/:id/transfer.pdf, transfer.xlsx
 * POST /api/bureau/firms/:id/transfer                 transferRequest -> transferAnswer       (hr and up)
 *
 * GET  /api/bureau/keeping                            -> keepingAnswer                        (auditor and up)
 * POST /api/bureau/keeping/packages/:id/verify        -> jobStarted                           (hr and up; makes no file)
 * POST /api/bureau/keeping/holds                      holdPackagesRequest -> keepingAnswer    (manager, as the next)
 * POST /api/bureau/keeping/holds/:id/end              endPackageHoldRequest -> keepingAnswer
 * POST /api/bureau/keeping/disposals                  disposePackagesRequest -> keepingAnswer (hr and up)
 * POST /api/bureau/keeping/disposals/:id/confirm      -> keepingAnswer                        (manager; never who asked)
 * POST /api/bureau/keeping/disposals/:id/withdraw     -> keepingAnswer                        (hr and up)
 * GET  /api/bureau/keeping/disposals/:id/paper.pdf, paper.xlsx                                (auditor and up; of one that is done)
 *
 * POST /api/bureau/auditor-export            auditorExportRequest -> jobStarted              (administrator, manager, auditor; the ZIP of CSV: shared/api/jobs.ts, of who asked alone)
 *
 * GET  /api/bureau/reviews/:id/course        -> courseAnswer                                 (auditor and up)
 * GET  /api/bureau/reviews/:id/course.pdf, course.xlsx
 */
