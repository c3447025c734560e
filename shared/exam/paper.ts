import * as v from 'valibot'
import { count, text } from '../record/fields'
import { type BankQuestion, type QuestionKind, questionKind } from './bank'
import type { TestTerms } from './terms'

/** A question as it stands in one paper: its options in the order in which this paper shows them. */
export const paperQuestion = v.strictObject({
  kind: questionKind,
  text: text(1000),
  options: v.array(text(500)),
  right: v.array(count),
  points: count,
})
export type PaperQuestion = v.InferOutput<typeof paperQuestion>
export const paperQuestions = v.array(paperQuestion)

/** A whole number from 0 to `below` - 1, every one as likely. */
export type Random = (below: number) => number

/**
 * A paper drawn at random: single, multiple, judge in this order, as many of each as the terms say and none twice; options are shown in
 * a random order, 对 and 错 always as they are. The bank must have enough (`termsProblem`).
 */
export function drawPaper(
  bank: readonly BankQuestion[],
  terms: Pick<TestTerms, QuestionKind>,
  random: Random,
): PaperQuestion[] {
  return questionKind.options.flatMap((kind) =>
    shuffled(
      bank.filter((one) => one.kind === kind),
      random,
    )
      .slice(0, terms[kind].count)
      .map((question) => ({ ...shown(question, random), points: terms[kind].points })),
  )
}

function shown(question: BankQuestion, random: Random): BankQuestion {
  if (question.kind === 'judge') return question
  const order = shuffled([...question.options.keys()], random)
  return {
    ...question,
    options: order.map((option) => question.options[option] ?? ''),
    right: order.flatMap((option, at) => (question.right.includes(option) ? at : [])),
  }
}

/** Fisher–Yates. */
function shuffled<One>(all: readonly One[], random: Random): One[] {
  const rest = [...all]
  const out: One[] = []
  while (rest.length > 0) out.push(...rest.splice(random(rest.length), 1))
  return out
}
