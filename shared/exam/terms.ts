import * as v from 'valibot'
import { count } from '../record/fields'
import { type QuestionKind, questionKind, questionKinds } from './bank'

/** How many questions of a kind a paper has, and how many points each is worth. */
const drawn = v.strictObject({
  count: v.pipe(count, v.maxValue(200)),
  points: v.pipe(count, v.minValue(1), v.maxValue(100)),
})

/** What holds for every paper of a test; fixed when the test is made. */
export const testTerms = v.strictObject({
  single: drawn,
  multiple: drawn,
  judge: drawn,
  minutes: v.pipe(count, v.minValue(1), v.maxValue(600)),
  attempts: v.pipe(count, v.minValue(1), v.maxValue(20)),
  /** In points. */
  passMark: v.pipe(count, v.minValue(1)),
})
export type TestTerms = v.InferOutput<typeof testTerms>

/** Points of a paper with every answer right. */
export const fullMarks = (terms: Pick<TestTerms, QuestionKind>): number =>
  questionKind.options.reduce((sum, kind) => sum + terms[kind].count * terms[kind].points, 0)

export const questionsOf = (terms: Pick<TestTerms, QuestionKind>): number =>
  questionKind.options.reduce((sum, kind) => sum + terms[kind].count, 0)

/** Why no paper can be drawn by these terms from a bank with so many questions, in words; undefined where it can. */
export function termsProblem(terms: TestTerms, bank: Readonly<Record<QuestionKind, number>>): string | undefined {
  const lacking = questionKind.options.find((kind) => terms[kind].count > bank[kind])
  if (lacking) return `题库里只有 ${bank[lacking]} 道${questionKinds[lacking]}，抽不出 ${terms[lacking].count} 道`
  if (questionsOf(terms) === 0) return '试卷里至少要有 1 道题'
  const full = fullMarks(terms)
  return terms.passMark > full ? `合格分数 ${terms.passMark} 比满分 ${full} 还高` : undefined
}
