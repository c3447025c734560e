import * as v from 'valibot'
import { questionKind } from '../exam/bank'
import { testTerms } from '../exam/terms'
import { count, milliseconds, text } from '../record/fields'
import { filePlace } from './roster'

/** HTTP contract of question banks and tests; with results.ts and my-exam.ts the whole of examinations. */

export const bankRow = v.object({
  id: v.string(),
  title: v.string(),
  single: count,
  multiple: count,
  judge: count,
  by: v.string(),
  at: milliseconds,
})
export type BankRow = v.InferOutput<typeof bankRow>
export const bankTitle = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(100))
/** What an import of a bank does, or would do; with errors nothing is kept. `id`: of the bank that was kept. */
export const bankReport = v.object({
  id: v.optional(v.string()),
  single: count,
  multiple: count,
  judge: count,
  errors: v.array(filePlace),
  notes: v.array(v.string()),
})
export type BankReport = v.InferOutput<typeof bankReport>

export const testRequest = v.strictObject({
  title: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(100)),
  bank: text(64),
  /** Key of the plan's course; absent: 结业考核 of the whole class. */
  course: v.optional(text(300)),
  terms: testTerms,
})
export type TestRequest = v.InferOutput<typeof testRequest>

export const testRow = v.object({
  id: v.string(),
  title: v.string(),
  bankTitle: v.string(),
  courseTitle: v.string(),
  terms: testTerms,
  max: count,
  at: milliseconds,
  by: v.string(),
  endedAt: v.optional(milliseconds),
  /** People present, who handed in a paper, who passed, and papers under way. */
  people: count,
  handedIn: count,
  passed: count,
  underWay: count,
})
export type TestRow = v.InferOutput<typeof testRow>

const paperState = v.picklist(['under-way', 'passed', 'failed'])
/** A paper in the list of its test. */
export const paperRow = v.object({
  id: v.string(),
  seat: v.string(),
  number: v.string(),
  name: v.string(),
  attempt: count,
  state: paperState,
  begunAt: milliseconds,
  dueAt: milliseconds,
  handedInAt: v.optional(milliseconds),
  how: v.optional(v.picklist(['handed-in', 'time-up'])),
  value: v.optional(count),
  max: count,
})
export type PaperRow = v.InferOutput<typeof paperRow>

/** A paper as it was kept: every question with what was chosen and what is right. */
export const paperDetail = v.object({
  ...paperRow.entries,
  testTitle: v.string(),
  className: v.string(),
  passMark: count,
  /** Hash of the score entry of the seat's chain. */
  entry: v.optional(v.string()),
  questions: v.array(
    v.object({
      kind: questionKind,
      text: v.string(),
      options: v.array(v.string()),
      points: count,
      right: v.array(count),
      chosen: v.array(count),
      correct: v.boolean(),
    }),
  ),
})
export type PaperDetail = v.InferOutput<typeof paperDetail>

export const satisfactionReport = v.object({
  people: count,
  given: count,
  /** Fewer answers than this show whose they are: nothing is shown. */
  least: count,
  /** Per question how often 1, 2, 3, 4 and 5 were chosen; absent below `least`. */
  counts: v.optional(v.array(v.array(count))),
  remarks: v.array(v.string()),
})
export type SatisfactionReport = v.InferOutput<typeof satisfactionReport>

export const showQuestionRequest = v.strictObject({ shown: v.boolean() })

/**
 * Routes. Behind the session; who may: server/http/lines/exam-lines.fixture.ts.
 *
 * GET  /api/classes/:id/results                 -> resultsPage (shared/api/lists.ts)
 * POST /api/classes/:id/results                 resultRequest -> {}                (audited)
 * POST /api/classes/:id/certificates            certificateRequest -> {}           (audited)
 * POST /api/results/:id/withdraw, /api/certificates/:id/withdraw   withdrawalRequest -> {}
 * GET  /api/classes/:id/results.xlsx            the form to fill in, with the people of the class
 * POST /api/classes/:id/results/import?dry=1&choices=   the file -> resultsReport
 * GET  /api/question-banks                      -> bankRow[];  GET /api/question-banks/template.xlsx
 * POST /api/question-banks?dry=1&title=         the file -> bankReport
 * GET  /api/classes/:id/tests                   -> testRow[]
 * POST /api/classes/:id/tests                   testRequest -> testRow[]
 * POST /api/tests/:id/end                       {} -> {}
 * GET  /api/tests/:id/papers                    -> papersPage (shared/api/lists.ts)
 * GET  /api/papers/:id                          -> paperDetail
 * POST /api/questions/:id/shown                 showQuestionRequest -> questionRow
 * GET  /api/classes/:id/satisfaction            -> satisfactionReport
 *
 * Of the trainee's page, with `authorization: Bearer`:
 * GET  /api/my/exam                             -> myExam
 * POST /api/my/tests/:id/begin                  beginRequest -> myPaper
 * GET  /api/my/papers/:id                       -> myPaper
 * POST /api/my/papers/:id/save                  answersRequest -> savedAnswer
 * POST /api/my/papers/:id/hand-in               answersRequest -> handedIn
 * POST /api/my/satisfaction                     satisfactionRequest -> myExam
 */
