import { readdirSync } from 'node:fs'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { rulesInWords, standardInWords, statusLabel } from './describe'
import { personFacts } from './facts'
import { person, taken } from './facts.fixture'
import { isHigher, levels, readLevel } from './levels'
import { rateTable, rateTableKey } from './rates'
import { defaultRateTable, rateTables } from './rates/index'

/** What names a table rather than rules by it. */
const NAMES = ['id', 'version', 'title', 'kind', 'region', 'fund', 'source', 'status']
const members = ({ notes: _, ...rest }: (typeof rateTables)[number]) => Object.keys(rest)
const parsed = (change: object) => v.safeParse(rateTable, { ...defaultRateTable, ...change }).success

describe('the built-in rate tables', () => {
  it.each(rateTables.map((one) => [rateTableKey(one), one] as const))('%s follows the schema', (_, one) => {
    expect(v.parse(rateTable, one)).toEqual(one)
  })

  it('are every file of the folder, each under its own name', () => {
    const files = readdirSync(new URL('./rates/', import.meta.url)).filter((name) => name.includes('@'))
    expect(rateTables.map((one) => `${rateTableKey(one)}.ts`).sort()).toEqual(files.sort())
  })

  it('say of every value where it comes from, and of none that it is confirmed', () => {
    for (const one of rateTables) {
      const noted = one.notes?.map(({ field }) => field) ?? []
      expect(noted.sort(), rateTableKey(one)).toEqual(
        members(one)
          .filter((name) => !NAMES.includes(name))
          .sort(),
      )
      expect([one.status, ...(one.notes ?? []).map(({ status }) => status)]).not.toContain('confirmed')
      expect(statusLabel(one)).toBe('待人社局确认')
    }
  })

  it('begin with 绥化, whose amounts nobody knows', () => {
    expect(rateTables[0]).toBe(defaultRateTable)
    expect(defaultRateTable.standard).toEqual([])
    expect(standardInWords(defaultRateTable)).toBe('未填写')
  })

  it('can be read out for a comparison with the document', () => {
    const [wenzhou] = rateTables.filter(({ id }) => id === 'wenzhou-2020')
    expect(wenzhou && rulesInWords(wenzhou)).toEqual([
      '培训补贴：培训成本的 95%（无支出凭证的按 20.00 元/人/课时核算）',
      '每人每课时不超过 25.00 元',
      '每人每个项目不超过 800.00 元',
      '须完成培训',
      '须考核合格',
      '每人每年至多 3 次',
      '同一职业同一等级不重复享受',
      '同一培训项目不重复享受',
      '上一个培训项目结束后方可参加下一个',
      '按开班日期确定标准：2020-03-01 起',
      '金额到分，四舍五入',
    ])
    for (const one of rateTables) expect(rulesInWords(one).join(), rateTableKey(one)).not.toMatch(/undefined|NaN|null/)
  })
})

describe('an own table', () => {
  it('is refused where a number is no number, or a period ends before it begins', () => {
    expect(parsed({ standard: [{ kind: 'head', amount: '800' }] })).toBe(true)
    for (const amount of ['', '-1', '1e3', '800.001', '1,000', '1000000', 800])
      expect(parsed({ standard: [{ kind: 'head', amount }] }), String(amount)).toBe(false)
    expect(parsed({ standard: [{ kind: 'level', amounts: { 六级: '1' } }] })).toBe(false)
    expect(parsed({ standard: [{ kind: 'level', amounts: {} }] })).toBe(false)
    expect(parsed({ standard: [{ kind: 'cost', share: 1001 }] })).toBe(false)
    expect(parsed({ to: '2020-02-19' })).toBe(false)
    expect(parsed({ unheard: 1 })).toBe(false)
  })
})

describe('the facts of a person', () => {
  it('are closed: nothing beside them can move an amount', () => {
    expect(v.parse(personFacts, person({ taken: [taken()] }))).toEqual(person({ taken: [taken()] }))
    for (const wrong of [{ name: '张三' }, { hours: { online: '-1', offline: '0' } }, { offlineDays: 0.5 }])
      expect(v.safeParse(personFacts, { ...person(), ...wrong }).success).toBe(false)
  })
})

describe('a level', () => {
  it.each([
    ['五级/初级工', '五级'],
    ['初级', '五级'],
    ['４级', '四级'],
    ['高级工（三级）', '三级'],
    ['技师', '二级'],
    ['二级/技师', '二级'],
    ['一级/高级技师', '一级'],
    ['高级技师', '一级'],
    ['1', '一级'],
    ['特级技师', '特级技师'],
    ['专项能力证书', '专项职业能力'],
    ['特种作业操作证', '特种作业'],
    ['培训合格证书', '培训合格证'],
  ])('%s is %s', (text, level) => expect(readLevel(text)).toBe(level))

  it('is unknown where a text names none, or two', () => {
    for (const text of ['', '不分等级', '五级、四级', '12', '初级/中级']) expect(readLevel(text), text).toBeUndefined()
  })

  it('stands above another only within the order', () => {
    expect(isHigher('四级', '五级')).toBe(true)
    expect(isHigher('五级', '四级')).toBe(false)
    expect(isHigher('首席技师', '一级')).toBe(true)
    for (const level of levels) expect([isHigher(level, level), isHigher('特种作业', level)]).toEqual([false, false])
  })
})
