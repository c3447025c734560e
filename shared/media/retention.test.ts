import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isOver, retentionOf, yearsAfter } from './retention'
import { builtInRetention, type RetentionRule } from './retention-rules'

const rule = (years: number, region = '000000', from = '2020-01-01'): RetentionRule => ({
  id: `r-${years}`,
  title: `${years}年`,
  source: '测试',
  region,
  from,
  years,
})
const suihua = (settled?: string) => ({ region: '231200', settled })
const noon = (day: string) => Date.parse(`${day}T12:00:00+08:00`)

describe('how long lecture videos are kept', () => {
  it('keeps three years from the payment by the notice of Suihua, the last day included', () => {
    const kept = retentionOf([suihua('2026-11-26')], builtInRetention, false)
    expect(kept).toMatchObject({ kind: 'until', last: '2029-11-26' })
    expect(isOver(kept, noon('2029-11-26'))).toBe(false)
    // One second before midnight in Beijing, and the midnight itself.
    expect(isOver(kept, Date.parse('2029-11-26T15:59:59Z'))).toBe(false)
    expect(isOver(kept, Date.parse('2029-11-26T16:00:00Z'))).toBe(true)
  })
  it('keeps for ever what is not settled, and whatever a legal hold lies on', () => {
    const open = retentionOf([suihua('2020-03-01'), suihua()], builtInRetention, false)
    expect(open).toEqual({ kind: 'open', why: 'not-settled' })
    const held = retentionOf([suihua('2020-03-01')], builtInRetention, true)
    expect(held).toEqual({ kind: 'open', why: 'hold' })
    for (const kept of [open, held, retentionOf([], builtInRetention, false)])
      expect(isOver(kept, noon('2999-01-01'))).toBe(false)
  })
  it('lets the longest rule win, over all classes a file belongs to', () => {
    const rules = [rule(3), rule(6), rule(5, '420500')]
    expect(retentionOf([suihua('2026-01-01')], rules, false)).toMatchObject({ last: '2032-01-01', rule: { id: 'r-6' } })
    expect(retentionOf([suihua('2026-01-01'), suihua('2027-05-05')], rules, false)).toMatchObject({
      last: '2033-05-05',
    })
  })
  it('applies a rule of a province in its cities, and nobody else’s', () => {
    const rules = [rule(3), rule(4, '230000'), rule(9, '420500'), rule(8, '231281')]
    expect(retentionOf([suihua('2026-01-01')], rules, false)).toMatchObject({ last: '2030-01-01' })
  })
  it('is lengthened by a rule that came later, and lets nothing go where no rule applies', () => {
    const later = rule(10, '000000', '2029-06-01')
    expect(retentionOf([suihua('2026-01-01')], [rule(3), later], false)).toMatchObject({ last: '2036-01-01' })
    expect(() => retentionOf([suihua('2026-01-01')], [rule(5, '420500')], false)).toThrow(RangeError)
  })
  it('never gives a day less for 29 February', () => {
    expect(yearsAfter('2028-02-29', 3)).toBe('2031-03-01')
    expect(yearsAfter('2028-02-29', 4)).toBe('2032-02-29')
  })
  it('is never shorter for one more class or one more rule', () => {
    const days = fc.date({ min: new Date('2020-06-01'), max: new Date('2040-01-01'), noInvalidDate: true })
    fc.assert(
      fc.property(fc.array(days, { minLength: 2, maxLength: 5 }), fc.integer({ min: 1, max: 50 }), (dates, years) => {
        const classes = dates.map((date) => suihua(date.toISOString().slice(0, 10)))
        const fewer = retentionOf(classes.slice(1), builtInRetention, false)
        const more = retentionOf(classes, [...builtInRetention, rule(years)], false)
        if (fewer.kind !== 'until' || more.kind !== 'until') throw new Error('all are settled')
        expect(more.last >= fewer.last).toBe(true)
      }),
    )
  })
})
