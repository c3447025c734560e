import { describe, expect, it } from 'vitest'
import { snapped } from './blocks'
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
