import * as v from 'valibot'
import type { Milliseconds } from '../record/fields'
import { classHours } from './hours'
import type { Policy } from './policy'

/** 签到 / 学习 / 答疑 / 测试: the four things that a class taught online has to show of everybody (notice 绥人社函〔2020〕31号 一（二）、二（二）). */
export const columnKeys = ['signIn', 'study', 'answers', 'tests'] as const
export type ColumnKey = (typeof columnKeys)[number]

/** The words of screens and papers. */
export const columnWords: Readonly<Record<ColumnKey, string>> = {
  signIn: '签到',
  study: '学习',
  answers: '答疑',
  tests: '测试',
}

/** `part`: begun, not whole. `excepted`: the plan names why nobody needs it. */
export const columnStates = ['complete', 'part', 'none', 'excepted'] as const
export const columnState = v.object({
  state: v.picklist(columnStates),
  /** What is there and what is not, one sentence in Chinese. */
  said: v.string(),
})
export type ColumnState = v.InferOutput<typeof columnState>

export const fourColumns = v.object({
  signIn: columnState,
  study: columnState,
  answers: columnState,
  tests: columnState,
})
export type FourColumns = v.InferOutput<typeof fourColumns>

/** The columns that are neither complete nor excepted, in their order. */
export const openColumns = (columns: FourColumns): ColumnKey[] =>
  columnKeys.filter((key) => columns[key].state === 'part' || columns[key].state === 'none')

/** What is on record of one seat for each column. */
export interface ColumnEvidence {
  /** Beijing days with a sign-in of any source; days on which time was credited and nobody had signed in. */
  signIn: { days: number; without: number }
  /** What counts of all sources; how many things about hours are still missing by the policy. */
  study: { whole: Milliseconds; lacks: number }
  answers: { asked: number; answered: number }
  /** Results of any source; how many things about tests are still missing by the policy. */
  tests: { taken: number; lacks: number }
}

/** Why nobody of the class needs a column, as its plan says it. */
export type Exceptions = Readonly<Partial<Record<ColumnKey, string>>>

/** How complete the four columns of one seat are. Pure. */
export function columnsOf(
  { signIn, study, answers, tests }: ColumnEvidence,
  policy: Policy,
  exceptions: Exceptions = {},
): FourColumns {
  const columns: FourColumns = {
    signIn: signInOf(signIn),
    study: studyOf(study, policy),
    answers: answersOf(answers),
    tests: testsOf(tests),
  }
  const excepted = (key: ColumnKey): ColumnState => {
    const why = exceptions[key]
    return why === undefined || columns[key].state === 'complete'
      ? columns[key]
      : { state: 'excepted', said: `培训方案写明不要求：${why}` }
  }
  return {
    signIn: excepted('signIn'),
    study: excepted('study'),
    answers: excepted('answers'),
    tests: excepted('tests'),
  }
}

function signInOf({ days, without }: ColumnEvidence['signIn']): ColumnState {
  if (days === 0) return { state: 'none', said: '没有签到' }
  return without === 0
    ? { state: 'complete', said: `${days} 天有签到` }
    : { state: 'part', said: `${days} 天有签到，${without} 个学习日没有签到` }
}

function studyOf({ whole, lacks }: ColumnEvidence['study'], policy: Policy): ColumnState {
  if (whole === 0) return { state: 'none', said: '没有计入的学时' }
  const hours = `计入 ${classHours(whole, policy)} 学时`
  return lacks === 0 ? { state: 'complete', said: hours } : { state: 'part', said: `${hours}，还缺 ${lacks} 项` }
}

function answersOf({ asked, answered }: ColumnEvidence['answers']): ColumnState {
  if (answered > 0) return { state: 'complete', said: `提问 ${Math.max(asked, 1)} 次，得到答复 ${answered} 次` }
  return asked > 0 ? { state: 'part', said: `提问 ${asked} 次，等待答复` } : { state: 'none', said: '没有提问和答疑' }
}

function testsOf({ taken, lacks }: ColumnEvidence['tests']): ColumnState {
  if (taken === 0) return { state: 'none', said: '没有测试成绩' }
  return lacks === 0
    ? { state: 'complete', said: `成绩 ${taken} 项，已合格` }
    : { state: 'part', said: `成绩 ${taken} 项，${lacks} 项没有合格` }
}
