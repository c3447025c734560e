import { describe, expect, it } from 'vitest'
import { readCapitals } from '../claim/capitals'
import { readIdNumber } from '../people/id-number'
import { snapped } from './blocks'
import { exampleRows } from './example-class'
import { exampleValues } from './examples'
import { fillLayout } from './fill'
import { layouts } from './layouts'
import { fillWords } from './placeholders'
import { hoursValue, moneyValue, textValue } from './value'
import { claimFields, claimLists, classFields, classLists } from './vocabulary'

describe('layouts', () => {
  it('name nothing that no value has, and cells never overlap or leave their sheet', () => {
    for (const layout of layouts)
      for (const sheet of fillLayout(layout, exampleValues(layout.of)))
        for (const { cells } of sheet.rows) {
          const ends = cells.map(({ at, span }) => at + span)
          const starts = cells.map(({ at }) => at)
          expect(
            starts.slice(1).every((at, i) => at >= (ends[i] ?? 0)),
            `${layout.id} ${sheet.name}`,
          ).toBe(true)
          expect(ends.at(-1) ?? 0).toBeLessThanOrEqual(sheet.widths.length)
        }
  })
  it('have every id once, and say where their columns are from', () => {
    expect(new Set(layouts.map(({ id }) => id)).size).toBe(layouts.length)
    for (const { source } of layouts) expect(source).toContain('绥人社函〔2020〕31号')
  })
  it('throw on a name that does not exist rather than leave a hole', () => {
    const [layout] = layouts
    if (!layout) expect.fail()
    const filled = () => fillLayout(layout, { fields: {}, lists: {} }).map(({ rows }) => [...rows])
    expect(filled).toThrow(RangeError)
  })
})

describe('names', () => {
  it('of single values and of lists are never the same within a form, so that a row of a list is known by its names', () => {
    const clash = (fields: object, lists: Readonly<Record<string, object>>) =>
      Object.values(lists).flatMap((list) => Object.keys(list).filter((name) => Object.hasOwn(fields, name)))
    expect(clash(claimFields, claimLists)).toEqual([])
    expect(clash({ ...claimFields, ...classFields }, classLists)).toEqual([])
  })
})

describe('values', () => {
  it('keep their number where a cell is one placeholder, and are text among other words', () => {
    const find = () => moneyValue(123_450)
    expect(fillWords(' {{金额}} ', find)).toEqual({ text: '1,234.50', number: { is: 1234.5, format: '#,##0.00' } })
    expect(fillWords('{{金额}} 元', find)).toEqual({ text: '1,234.50 元' })
    expect(fillWords('{{号}}{{号}}', () => textValue('007'))).toEqual({ text: '007007' })
    expect(hoursValue('26').text).toBe('26.00')
  })
  it('find their place in a table of any columns: each part has one at least, and all are used', () => {
    expect(snapped([50, 50], [1, 1, 1, 1])).toEqual([
      { at: 0, span: 2 },
      { at: 2, span: 2 },
    ])
    expect(snapped([1, 98, 1], [30, 5, 5]).map(({ span }) => span)).toEqual([1, 1, 1])
    expect(() => snapped([1, 1, 1], [1, 1])).toThrow(RangeError)
  })
})

describe('the example', () => {
  const { fields: of } = exampleValues('claim')
  const { fields } = exampleValues('class')
  const number = (text = '') => Number(text.replaceAll(',', ''))
  const sum = (rows: readonly Record<string, string>[], column: string) =>
    rows.reduce((all, row) => all + Math.round(number(row[column]) * 100), 0) / 100
  const { 人员: people = [], 金额明细: lines = [], 班级: classes = [] } = exampleRows.claim
  const { 学员: roster = [], 学时: hours = [], 培训课程: courses = [] } = exampleRows.class

  it('is one class: its people, hours and amounts add up to what stands above and below them', () => {
    const [total, asked] = [number(of.申请总金额?.text), people.length]
    expect([sum(people, '补贴金额'), sum(lines, '金额'), sum(classes, '班级金额')]).toEqual([total, total, total])
    expect(readCapitals(of.申请总金额大写?.text ?? '')).toBe(total * 100)
    expect(sum(people, '有效学时')).toBe(number(of.申请总学时?.text))
    for (const row of people)
      expect(['甲学时', '乙学时', '丙学时', '线下学时'].reduce((all, name) => all + number(row[name]), 0)).toBe(
        number(row.有效学时),
      )
    for (const name of ['开班人数', '完成人数', '申请人数', '合格人数']) expect(number(fields[name]?.text)).toBe(asked)
    expect([of.申请总人数?.text, String(roster.length), String(hours.length)]).toEqual(Array(3).fill(String(asked)))
    expect(sum(courses, '课时')).toBe(number(fields.计划课时?.text))
    expect(number(of.总人均学时?.text) * asked).toBe(number(of.申请总学时?.text))
  })

  it('names each person once, by one number and the same hours in every list', () => {
    expect(new Set(people.map(({ 参训编号 }) => 参训编号)).size).toBe(people.length)
    for (const [i, row] of people.entries()) {
      expect([roster[i]?.姓名, hours[i]?.姓名]).toEqual([row.姓名, row.姓名])
      expect([roster[i]?.折算学时, hours[i]?.折算学时]).toEqual([row.甲学时, row.甲学时])
      expect(readIdNumber(row.身份证号 ?? '')).not.toHaveProperty('problem')
    }
  })
})
