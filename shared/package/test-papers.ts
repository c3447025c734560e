import * as v from 'valibot'
import { grade } from '../exam/grade'
import { paperQuestions } from '../exam/paper'
import { count, text } from '../record/fields'
import { type PackageFiles, textIn } from './bag'
import type { KeptBranch } from './kept-branch'
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
export async function checkTestPapers(
  from: PackageFiles,
  branches: readonly KeptBranch[],
  checks: Checks,
): Promise<void> {
  const scores = branches
    .filter(({ branch }) => branch === 0)
    .flatMap((one) => one.scores.filter(({ source }) => source === 'own'))
  if (scores.length === 0) return
  const there = new Set(from.keys())
  const packed = scores.filter(({ raw }) => there.has(evidenceFile(raw)))
  if (packed.length < scores.length) checks.note(`本系统测试有 ${scores.length - packed.length} 份试卷不在包内`)
  const problems: string[] = []
  for (const score of packed) problems.push(...problemsOf(score, await textIn(from, evidenceFile(score.raw))))
  checks.add('真实性', '本系统测试的成绩与试卷相符', problems)
}

function problemsOf(score: KeptBranch['scores'][number], paper: string | undefined): string[] {
  const parsed = parseFile(testPaper, paper)
  const name = `试卷 ${score.raw.slice(0, 8)}`
  if ('problem' in parsed) return [`${name} ${parsed.problem}`]
  const { questions, answers, pass } = parsed.value
  const own = grade(questions, answers, 0)
  if (score.value === String(own.value) && score.max === String(own.max) && score.pass === pass) return []
  return [`${name}：记录的成绩 ${score.value}，按试卷复算 ${own.value}`]
}
