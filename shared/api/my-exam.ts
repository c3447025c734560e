import * as v from 'valibot'
import { questionKind } from '../exam/bank'
import { count, milliseconds, text } from '../record/fields'

import { shownResult } from './results'

/** HTTP contract of what /my shows of tests, results, 常见问题 and 满意度; the routes stand at the end of exam.ts. */

/** A test as its trainee sees it. */
export const myTest = v.object({
  id: v.string(),
  title: v.string(),
  courseTitle: v.string(),
  questions: count,
  max: count,
  passMark: count,
  minutes: count,
  attempts: count,
  /** Whether another paper can be begun. */
  open: v.boolean(),
  underWay: v.optional(v.object({ paper: v.string(), dueAt: milliseconds })),
  taken: v.array(v.object({ attempt: count, value: count, pass: v.boolean(), at: milliseconds })),
})
export type MyTest = v.InferOutput<typeof myTest>

/** What /my shows of tests, results, 常见问题 and 满意度. */
export const myExam = v.object({
  tests: v.array(myTest),
  results: v.array(shownResult),
  certificates: v.array(v.object({ number: v.string(), day: v.string(), issuer: v.optional(v.string()) })),
  /** Answered questions the teacher lets the class read; nobody's name. */
  shown: v.array(
    v.object({
      id: v.string(),
      courseTitle: v.string(),
      text: v.string(),
      answers: v.array(v.object({ text: v.string(), by: v.string(), at: milliseconds })),
    }),
  ),
  satisfaction: v.picklist(['open', 'given', 'closed']),
})
export type MyExam = v.InferOutput<typeof myExam>

/** Chosen options by question, both counted from 0; none: not answered. */
export const paperAnswers = v.pipe(
  v.array(v.pipe(v.array(v.pipe(count, v.maxValue(25))), v.maxLength(26))),
  v.maxLength(600),
)
/** A paper under way: no right answers. `now` is the server's clock, so that the time left is its own. */
export const myPaper = v.object({
  id: v.string(),
  title: v.string(),
  attempt: count,
  now: milliseconds,
  dueAt: milliseconds,
  max: count,
  passMark: count,
  questions: v.array(v.object({ kind: questionKind, text: v.string(), options: v.array(v.string()), points: count })),
  answers: paperAnswers,
})
export type MyPaper = v.InferOutput<typeof myPaper>
export const beginRequest = v.strictObject({ consent: v.optional(text(64)) })
export const answersRequest = v.strictObject({ answers: paperAnswers })
export const savedAnswer = v.object({ savedAt: milliseconds })
export const handedIn = v.object({ value: count, max: count, pass: v.boolean(), at: milliseconds })
export type HandedIn = v.InferOutput<typeof handedIn>

/** 满意度: one number a question, 5 best; the words are shared/exam/satisfaction.ts. */
export const satisfactionRequest = v.strictObject({
  answers: v.pipe(v.array(v.pipe(count, v.minValue(1), v.maxValue(5))), v.length(5)),
  remark: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(300)), ''),
})
export type SatisfactionRequest = v.InferOutput<typeof satisfactionRequest>
