import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { HOUR, MINUTE } from './chain.fixture'
import { compareCredited } from './compare'
import { firstDefaultPolicy } from './policies'
import { creditOf, secondWorld } from './world.fixture'

const day = (credited: number, deductions = {}, at = '2026-11-22', seat = 's') => ({
  seat,
  day: at,
  credited,
  deductions,
})

describe('a recalculation', () => {
  it('says line by line what changes, and nothing of what stays', () => {
    const before = [day(HOUR, { hidden: MINUTE }), day(HOUR, {}, '2026-11-23')]
    const after = [day(45 * MINUTE, { hidden: MINUTE, presence: 15 * MINUTE }), day(HOUR, {}, '2026-11-23')]
    expect(compareCredited(before, after).map(({ text }) => text)).toEqual([
      '11月22日 有效时长 1小时00分 → 45分00秒（减少 15分00秒）',
      '11月22日 不计入时长（在学确认未答） 0秒 → 15分00秒（增加 15分00秒）',
    ])
    expect(compareCredited(before, before)).toEqual([])
  })

  it('knows days and seats that only one side has', () => {
    expect(compareCredited([], [day(MINUTE, {}, '2026-11-22', 'a')])).toMatchObject([
      { seat: 'a', before: 0, after: MINUTE },
    ])
    expect(compareCredited([day(MINUTE)], [])).toMatchObject([{ before: MINUTE, after: 0 }])
  })

  it('moves time, it makes none: under another policy every ms stands somewhere else', () => {
    fc.assert(
      fc.property(secondWorld, (one) => {
        const other = { ...one, policy: firstDefaultPolicy }
        const differences = compareCredited(creditOf(one).days, creditOf(other).days)
        expect(differences.reduce((sum, { before, after }) => sum + after - before, 0)).toBe(0)
      }),
      { numRuns: 200 },
    )
  })
})
