import * as v from 'valibot'
import { count, text } from '../record/fields'

/** What a question may be: one right option, several, or 对 and 错. */
export const questionKinds = { single: '单选题', multiple: '多选题', judge: '判断题' } as const
export const questionKind = v.picklist(['single', 'multiple', 'judge'])
export type QuestionKind = v.InferOutput<typeof questionKind>

/** More options than letters nobody reads. */
export const MAX_OPTIONS = 10
export const MAX_QUESTIONS = 3000

/** One question of a bank. `right`: which options, counted from 0, ascending. */
export const bankQuestion = v.strictObject({
  kind: questionKind,
  text: text(1000),
  options: v.pipe(v.array(text(500)), v.minLength(2), v.maxLength(MAX_OPTIONS)),
  right: v.pipe(v.array(count), v.minLength(1), v.maxLength(MAX_OPTIONS)),
})
export type BankQuestion = v.InferOutput<typeof bankQuestion>
export const bankQuestions = v.array(bankQuestion)

/** The options of every 判断题, in this order. */
export const JUDGE_OPTIONS = ['对', '错'] as const

/** A, B, C of an option counted from 0. */
export const optionLetter = (option: number): string => String.fromCharCode(65 + option)

export const countKinds = (questions: readonly Pick<BankQuestion, 'kind'>[]): Record<QuestionKind, number> => ({
  single: questions.filter(({ kind }) => kind === 'single').length,
  multiple: questions.filter(({ kind }) => kind === 'multiple').length,
  judge: questions.filter(({ kind }) => kind === 'judge').length,
})
