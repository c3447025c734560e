import { describe, expect, it } from 'vitest'
import type { RosterRow } from '../../../../shared/api'
import { filterRoster, platformOf, scoresOf, scoreText, sortRoster } from './roster-view'

const row = (number: string, change: Partial<RosterRow> = {}): RosterRow => ({
  seat: `seat-${number}`,
  number,
  name: '王芳',
  idMasked: '231202********1234',
  state: 'joined',
  credited: 0,
  notCounted: 0,
  courses: [],
  findings: 0,
  ...change,
})
const numbers = (rows: RosterRow[]) => rows.map(({ number }) => number)

describe('the roster as shown', () => {
  it('sorts numbers as people count, not as text', () => {
    expect(numbers(sortRoster([row('10'), row('9'), row('100')], { by: 'number', down: false }))).toEqual([
      '9',
      '10',
      '100',
    ])
  })
  it('keeps the order of numbers among equals, in either direction', () => {
    const rows = [row('3', { credited: 5 }), row('1', { credited: 5 }), row('2', { credited: 9 })]
    expect(numbers(sortRoster(rows, { by: 'credited', down: true }))).toEqual(['2', '1', '3'])
    expect(numbers(sortRoster(rows, { by: 'credited', down: false }))).toEqual(['1', '3', '2'])
  })
  it('puts who never handed in before everybody else', () => {
    expect(numbers(sortRoster([row('1', { lastAt: 7 }), row('2')], { by: 'last', down: false }))).toEqual(['2', '1'])
  })
  it('finds by number, name, end of ID and full-width digits, and by state', () => {
    const rows = [row('001'), row('002', { name: '李强', idMasked: '231202********567X', state: 'waiting' })]
    expect(numbers(filterRoster(rows, '李', ''))).toEqual(['002'])
    expect(numbers(filterRoster(rows, '567x', ''))).toEqual(['002'])
    expect(numbers(filterRoster(rows, '００１', ''))).toEqual(['001'])
    expect(numbers(filterRoster(rows, '', 'waiting'))).toEqual(['002'])
    expect(filterRoster(rows, '李', 'joined')).toEqual([])
  })
  it('lets one course speak for itself and counts several', () => {
    const one = { key: 'a', title: 'a', credited: 0, platform: { progress: '80%' } }
    const done = { key: 'b', title: 'b', credited: 0, platform: { finished: true } }
    expect(platformOf([one])).toEqual({ text: '80%' })
    expect(platformOf([one, done])).toEqual({ finished: 1, of: 2 })
    expect(platformOf([{ key: 'a', title: 'a', credited: 0 }])).toBeUndefined()
  })
  it('shows a score as the page did, and counts several', () => {
    const score = { value: '92', max: '100', source: 'page', at: 1 }
    expect(scoresOf([{ key: 'a', title: 'a', credited: 0, score }])).toEqual({ score })
    expect(
      scoresOf([
        { key: 'a', title: 'a', credited: 0, score },
        { key: 'b', title: 'b', credited: 0 },
      ]),
    ).toEqual({ scored: 1, of: 2 })
    expect(scoreText(score)).toBe('92/100')
  })
})
