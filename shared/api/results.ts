import * as v from 'valibot'
import { count, day, decimal, digest, text } from '../record/fields'
import { filePlace } from './roster'

/** HTTP contract of results that no page showed, and of certificates; the routes stand at the end of exam.ts. */

export const examParts = { theory: '理论', practice: '实操', overall: '综合' } as const
/** Where a result comes from, as screens and forms say it. */
export const resultSources = {
  imported: '导入',
  entered: '登记',
  own: '本系统测试',
  page: '平台页面所示',
  trainee: '学员确认',
} as const
export const examPart = v.picklist(['theory', 'practice', 'overall'])
export type ExamPart = v.InferOutput<typeof examPart>

/** A result of an examination on paper or of practice, entered by hand. */
export const resultRequest = v.strictObject({
  seat: text(64),
  part: examPart,
  course: v.optional(text(300)),
  value: v.optional(decimal),
  max: v.optional(decimal),
  pass: v.boolean(),
  day,
  /** Hash of an uploaded file (POST /api/evidence). */
  evidence: v.optional(digest),
})
export type ResultRequest = v.InferOutput<typeof resultRequest>

export const certificateRequest = v.strictObject({
  seat: text(64),
  number: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(60)),
  day,
  issuer: v.optional(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(100))),
  evidence: v.optional(digest),
})
export type CertificateRequest = v.InferOutput<typeof certificateRequest>

export const withdrawalRequest = v.strictObject({
  reason: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(300)),
})

/** What a file of results leaves open; JSON in the query `choices`. */
export const resultsChoices = v.strictObject({
  /** From which score on a part is passed, where the file does not say 合格 itself. */
  passMark: v.optional(decimal),
  /** Of rows that have no 考试日期. */
  day: v.optional(day),
})
export type ResultsChoices = v.InferOutput<typeof resultsChoices>

/** What an import of results does, or with `?dry=1` would do. With errors nothing is written. */
export const resultsReport = v.object({
  /** People of the file that were found in the class. */
  people: count,
  results: count,
  certificates: count,
  /** Known already: the same again is no other attempt. */
  unchanged: count,
  /** Of the results, those that are not the first of their part. */
  again: count,
  errors: v.array(filePlace),
  notes: v.array(v.string()),
})
export type ResultsReport = v.InferOutput<typeof resultsReport>

export const shownResult = v.object({
  id: v.string(),
  part: examPart,
  courseTitle: v.string(),
  value: v.optional(v.string()),
  max: v.optional(v.string()),
  pass: v.optional(v.boolean()),
  attempt: v.optional(count),
  day: v.string(),
  /** `own`: a test of this class; `page`: shown by the platform. These are entries of chains; the others stand in rows of their own. */
  source: v.picklist(['imported', 'entered', 'own', 'page', 'trainee']),
  evidence: v.optional(v.string()),
  by: v.optional(v.string()),
})
const shownCertificate = v.object({
  id: v.string(),
  number: v.string(),
  day: v.string(),
  issuer: v.optional(v.string()),
  evidence: v.optional(v.string()),
  by: v.string(),
})
/** One person of the class with every result and certificate that holds. */
export const resultsRow = v.object({
  seat: v.string(),
  number: v.string(),
  name: v.string(),
  idMasked: v.string(),
  left: v.boolean(),
  results: v.array(shownResult),
  certificates: v.array(shownCertificate),
})
export type ResultsRow = v.InferOutput<typeof resultsRow>
export type ShownResult = v.InferOutput<typeof shownResult>
