import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Chain, factsOf, HOUR, MINUTE, MORNING, span, view } from './chain.fixture'
import type { Facts } from './facts'
import { firstDefaultPolicy } from './policies'
import type { Policy } from './policy'
import { creditOf } from './world.fixture'

type Imported = Facts['imported'][number]
/** Of another course than what our own record has, unless it says so. */
const given = (source: '乙' | '丙', minutes: number, start?: number, course = 'c-2'): Imported => ({
  ...{ source, seat: 's', kind: 'x', course, seconds: minutes * 60, evidence: '0'.repeat(64), by: 'm', at: 1 },
  ...(start !== undefined && { start }),
})
function sources(imported: Imported[], limits: Policy['sources'], minutes = 60) {
  const chain = new Chain('s', 0).write('view', view).watch(span(MORNING, minutes * MINUTE))
  const policy: Policy = { ...firstDefaultPolicy, credit: 2, ...(limits && { sources: limits }) }
  return creditOf({ chains: [chain], facts: { ...factsOf([chain]), v: 2, imported }, policy }).sources[0]
}
const ms = (minutes: number) => minutes * MINUTE

describe('the three sources of a seat', () => {
  it('stand apart, and count only where the policy says so', () => {
    expect(sources([given('乙', 30), given('丙', 20, undefined, 'c-3')], undefined)).toEqual({
      ...{ seat: 's', 甲: HOUR, whole: HOUR },
      乙: { stated: ms(30), double: 0, notCounted: ms(30), counted: 0 },
      丙: { stated: ms(20), double: 0, notCounted: ms(20), counted: 0 },
    })
    expect(sources([given('乙', 30)], { 乙: 1000 })).toMatchObject({ whole: ms(90), 丙: { stated: 0 } })
  })

  it('count the same wall time once, ours first', () => {
    const both = [given('乙', 30, MORNING + ms(45)), given('丙', 30, MORNING + ms(60))]
    expect(sources(both, { 乙: 1000, 丙: 1000 })).toMatchObject({
      乙: { double: ms(15), counted: ms(15) },
      丙: { double: ms(15), counted: ms(15) },
      whole: ms(90),
    })
  })

  it('count what has no place only as far as the sources before have less of its course', () => {
    const all = { 乙: 1000, 丙: 1000 }
    // Our own record holds 60 minutes of the course.
    expect(sources([given('乙', 90, undefined, view.course.key)], all)).toMatchObject({
      乙: { stated: ms(90), double: ms(60), counted: ms(30) },
      whole: ms(90),
    })
    expect(sources([given('乙', 50, undefined, view.course.key)], all)).toMatchObject({
      乙: { counted: 0 },
      whole: HOUR,
    })
    // A paper about the same course says no more than the platform did; one about another does.
    const papers = [given('丙', 70, undefined, view.course.key), given('丙', 20)]
    expect(sources([given('乙', 90, undefined, view.course.key), ...papers], all)).toMatchObject({
      丙: { double: ms(70), counted: ms(20) },
      whole: ms(110),
    })
    // Two files of a platform, one with times and one with sums.
    const after = MORNING + ms(60)
    expect(
      sources([given('乙', 30, after, view.course.key), given('乙', 90, undefined, view.course.key)], all),
    ).toMatchObject({ 乙: { stated: ms(120), double: ms(90), counted: ms(30) }, whole: ms(90) })
  })

  it('keep each within its share of the whole', () => {
    expect(sources([given('乙', 600)], { 乙: 500 })).toMatchObject({ 乙: { counted: HOUR, notCounted: ms(540) } })
    fc.assert(
      fc.property(fc.nat(900), fc.nat(900), fc.nat(999), fc.nat(999), fc.nat(120), (b, c, x, y, own) => {
        const one = sources([given('乙', b), given('丙', c)], { 乙: x, 丙: y }, own)
        if (!one) return expect.fail()
        expect(one.whole).toBe(one.甲 + one.乙.counted + one.丙.counted)
        expect(one.乙.counted).toBeLessThanOrEqual((one.whole * x) / 1000)
        expect(one.丙.counted).toBeLessThanOrEqual((one.whole * y) / 1000)
        for (const { stated, double, notCounted, counted } of [one.乙, one.丙])
          expect(double + notCounted + counted).toBe(stated)
      }),
      { numRuns: 200 },
    )
  })
})
