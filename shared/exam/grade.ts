import type { PaperQuestion } from './paper'

/** Chosen options of each question, both counted from 0. */
export type Answers = readonly (readonly number[])[]

export interface Grade {
  /** Points. */
  value: number
  max: number
  pass: boolean
  /** Per question. */
  correct: readonly boolean[]
}

/**
 * A question has all its points where exactly the right options were chosen, and none otherwise: also of a 多选题, where too few are as
 * wrong as too many. What was not answered is wrong.
 */
export function grade(questions: readonly PaperQuestion[], answers: Answers, passMark: number): Grade {
  const correct = questions.map(({ right }, i) => isSame(right, answers[i] ?? []))
  const value = questions.reduce((sum, { points }, i) => sum + (correct[i] ? points : 0), 0)
  const max = questions.reduce((sum, { points }) => sum + points, 0)
  return { value, max, pass: value >= passMark, correct }
}

const isSame = (right: readonly number[], chosen: readonly number[]): boolean => {
  const once = new Set(chosen)
  return once.size === right.length && right.every((option) => once.has(option))
}

/** What the `raw` of the score entry is the hash of, as JCS: the paper as drawn, what was chosen, and what it came to. */
export const gradedPaper = (
  paper: string,
  questions: readonly PaperQuestion[],
  answers: Answers,
  { value, max, pass }: Pick<Grade, 'value' | 'max' | 'pass'>,
) => ({ v: 1, paper, questions, answers: questions.map((_, i) => [...(answers[i] ?? [])]), value, max, pass })
