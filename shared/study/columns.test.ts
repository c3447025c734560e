import { describe, expect, it } from 'vitest'
import { type ColumnEvidence, columnsOf, openColumns } from './columns'
import { defaultPolicy } from './policies'

const HOUR = defaultPolicy.minutesPerHour * 60_000
const whole: ColumnEvidence = {
  signIn: { days: 3, without: 0 },
  study: { whole: 24 * HOUR, lacks: 0 },
  answers: { asked: 2, answered: 1 },
  tests: { taken: 1, lacks: 0 },
}
const nothing: ColumnEvidence = {
  signIn: { days: 0, without: 0 },
  study: { whole: 0, lacks: 1 },
  answers: { asked: 0, answered: 0 },
  tests: { taken: 0, lacks: 0 },
}

describe('the four columns', () => {
  it('are complete where everything is there, and say what it is', () => {
    const columns = columnsOf(whole, defaultPolicy)
    expect(openColumns(columns)).toEqual([])
    expect(Object.values(columns).map(({ said }) => said)).toEqual([
      '3 天有签到',
      '计入 24.00 学时',
      '提问 2 次，得到答复 1 次',
      '成绩 1 项，已合格',
    ])
  })

  it('are all open where nothing was done, also where no test was taken that could have been failed', () => {
    expect(openColumns(columnsOf(nothing, defaultPolicy))).toEqual(['signIn', 'study', 'answers', 'tests'])
  })

  it.each([
    ['signIn', { signIn: { days: 3, without: 1 } }, '3 天有签到，1 个学习日没有签到'],
    ['study', { study: { whole: HOUR, lacks: 2 } }, '计入 1.00 学时，还缺 2 项'],
    ['answers', { answers: { asked: 1, answered: 0 } }, '提问 1 次，等待答复'],
    ['tests', { tests: { taken: 2, lacks: 1 } }, '成绩 2 项，1 项没有合格'],
  ] as const)('%s is only begun where something of it is missing, and says what', (key, change, said) => {
    const columns = columnsOf({ ...whole, ...change }, defaultPolicy)
    expect(columns[key]).toEqual({ state: 'part', said })
    expect(openColumns(columns)).toEqual([key])
  })

  it('a column that the plan excepts is not asked for, and is still said to be complete where it is', () => {
    const why = { answers: '平台无答疑功能', tests: '线下统一考核' }
    const columns = columnsOf({ ...nothing, tests: whole.tests }, defaultPolicy, why)
    expect(columns.answers).toEqual({ state: 'excepted', said: '培训方案写明不要求：平台无答疑功能' })
    expect(columns.tests.state).toBe('complete')
    expect(openColumns(columns)).toEqual(['signIn', 'study'])
  })
})
