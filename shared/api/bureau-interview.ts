import * as v from 'valibot'
import { count, digest, milliseconds, text } from '../record/fields'
import { interviewResults } from './bureau-review'

/** The interview sheet of somebody, and claims by hand. Routes: the comment at the end. */

const words = (max: number) => v.pipe(v.string(), v.maxLength(max))

/** A question from the own log, with what the record says and the entries that say it. */
export const question = v.strictObject({
  id: text(40),
  ask: text(300),
  record: words(1000),
  entries: v.array(v.strictObject({ chain: digest, seq: count })),
})
export type Question = v.InferOutput<typeof question>

const answered = v.strictObject({
  id: text(40),
  answer: words(500),
  fits: v.picklist(['yes', 'no', 'unsure', 'not-asked']),
})
export const interviewRequest = v.strictObject({
  result: v.picklist(interviewResults),
  /** phone, on site, video */
  how: v.picklist(['phone', 'on-site', 'video']),
  answers: v.pipe(v.array(answered), v.maxLength(20)),
  remark: words(1000),
})
export type InterviewRequest = v.InferOutput<typeof interviewRequest>
/** As kept: the questions stand with the answers, whatever later versions would ask. */
export const keptInterview = v.strictObject({
  ...v.omit(interviewRequest, ['result']).entries,
  questions: v.array(question),
})
export type KeptInterview = v.InferOutput<typeof keptInterview>

export const interviewAnswer = v.object({
  person: v.object({
    id: v.string(),
    name: v.string(),
    idMasked: v.string(),
    phoneMasked: v.string(),
    number: v.string(),
    className: v.string(),
    occupation: v.string(),
    level: v.string(),
    hours: v.string(),
  }),
  claim: v.object({ id: v.string(), number: v.string(), firm: v.string(), source: v.string() }),
  questions: v.array(question),
  /** Why there are no questions from a log, in words. */
  without: v.optional(v.string()),
  /** The newest first. */
  held: v.array(
    v.object({
      ...keptInterview.entries,
      result: v.picklist(interviewResults),
      by: v.string(),
      at: milliseconds,
    }),
  ),
})
export type InterviewAnswer = v.InferOutput<typeof interviewAnswer>

/** Whole; asking for it is audited. */
export const contactAnswer = v.object({ phone: v.string(), idNumber: v.string() })
export type ContactAnswer = v.InferOutput<typeof contactAnswer>

/* ---------- 手工申报 ---------- */

/** Query of an import. `dry`: everything is checked and reckoned, and nothing kept. `claim`: the next version of that claim. */
export const manualRequest = v.strictObject({
  dry: v.picklist(['0', '1']),
  claim: words(64),
  /** One that the bureau knows; empty: the next three say which. */
  firm: words(64),
  firmName: words(100),
  firmKind: v.picklist(['enterprise', 'institution']),
  creditCode: words(18),
  title: text(200),
  theirNumber: words(40),
  rateTable: text(64),
  accountName: words(100),
  accountBank: words(100),
  accountNumber: words(40),
  fileName: words(200),
})
export type ManualRequest = v.InferOutput<typeof manualRequest>

export const manualReport = v.object({
  /** The claim made, or made anew; absent of a dry run. */
  claim: v.optional(v.string()),
  number: v.optional(v.string()),
  people: count,
  asked: count,
  /** By the bureau's own table. */
  reckoned: count,
  /** Whose amount the table gives otherwise, with the row of the workbook. */
  differs: v.array(v.object({ place: v.string(), name: v.string(), asked: count, reckoned: count, why: v.string() })),
  warnings: v.array(v.string()),
})
export type ManualReport = v.InferOutput<typeof manualReport>

export const manualChoices = v.object({
  firms: v.array(v.object({ id: v.string(), name: v.string(), kind: v.string() })),
  tables: v.array(v.object({ id: v.string(), title: v.string(), standard: v.string() })),
})
export type ManualChoices = v.InferOutput<typeof manualChoices>

/**
 * Behind the session of a bureau.
 *
 * GET  /api/bureau/people/:id/interview      -> interviewAnswer                    (auditor and up; audited)
 * POST /api/bureau/people/:id/interview      interviewRequest -> interviewAnswer   (hr and up)
 * POST /api/bureau/people/:id/contact        -> contactAnswer                      (hr and up; audited)
 * GET  /api/bureau/manual-claims/choices     -> manualChoices                      (hr and up, as the rest)
 * GET  /api/bureau/manual-claims/template    -> XLSX
 * POST /api/bureau/manual-claims?…           manualRequest, the workbook as body -> manualReport | roster-refused with every place
 */
