import * as v from 'valibot'
import { grade } from '../exam/grade'
import { paperQuestions } from '../exam/paper'
import type { Body } from '../record/bodies'
import { readKnown } from '../record/entry'
import { count, text } from '../record/fields'
import { type Bag, textOf } from './bag'
import type { PackedBranch } from './chains'
import { evidenceFile } from './layout'
import { parseFile } from './parse'
import type { Checks } from './report'

/** A graded paper of a test of our own: `gradedPaper` of shared/exam, as JCS. */
const testPaper = v.strictObject({
  v: v.literal(1),
  paper: text(64),
  questions: paperQuestions,
  answers: v.array(v.array(count)),
  value: count,
  max: count,
  pass: v.boolean(),
})

/**
 * Scores of tests taken on the server's own page (`own`), each against its graded paper under `data/evidence/`, which is graded again. That
 * a file is the one its hash names is checked with the other evidence; a paper that is not packed is told of.
 */
export function checkTestPapers(bag: Bag, branches: readonly PackedBranch[], checks: Checks): void {
  const scores = branches
    .filter(({ branch }) => branch === 0)
    .flatMap(({ entries }) => entries)
    .flatMap((entry) => {
      const known = entry.kind === 'score' ? readKnown(entry) : undefined
      return known?.kind === 'score' && known.body.source === 'own' ? [known.body] : []
    })
  if (scores.length === 0) return
  const packed = scores.filter(({ raw }) => bag.has(evidenceFile(raw)))
  if (packed.length < scores.length) checks.note(`本系统测试有 ${scores.length - packed.length} 份试卷不在包内`)
  checks.add(
    '真实性',
    '本系统测试的成绩与试卷相符',
    packed.flatMap((score) => problemOf(score, textOf(bag, evidenceFile(score.raw))) ?? []),
  )
}

function problemOf(score: Body<'score'>, paper: string | undefined): string | undefined {
  const parsed = parseFile(testPaper, paper)
  const name = `试卷 ${score.raw.slice(0, 8)}`
  if ('problem' in parsed) return `${name} ${parsed.problem}`
  const { questions, answers, pass } = parsed.value
  const own = grade(questions, answers, 0)
  if (score.value === String(own.value) && score.max === String(own.max) && score.pass === pass) return undefined
  return `${name}：记录的成绩 ${score.value}，按试卷复算 ${own.value}`
}
