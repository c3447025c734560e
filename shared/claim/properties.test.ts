import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { advanceOf } from './advance'
import { amountOf, claimAmount } from './amount'
import { capitals, readCapitals } from './capitals'
import { type PersonFacts, personFacts, type Taken } from './facts'
import { person, taken } from './facts.fixture'
import { levels } from './levels'
import { ofYuan } from './money'
import { type RateTable, rateTable } from './rates'
import { defaultRateTable } from './rates/index'
import { decimalText, exact, isLess, over, plus, thousandths, times, whole } from './ratio'

const amount = fc.integer({ min: 0, max: 500_000 }).map((n) => decimalText(over(whole(n), whole(100))))
const hours = fc.integer({ min: 0, max: 20_000 }).map((n) => decimalText(over(whole(n), whole(100))))
const share = fc.integer({ min: 0, max: 1000 })
const level = fc.constantFrom(...levels)
const maybe = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: undefined })
/** Without the members that are undefined. */
const given = (shape: Record<string, fc.Arbitrary<unknown>>) =>
  fc.record(shape).map((all) => Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)))

const part = fc.oneof(
  fc.record({ kind: fc.constant('head'), amount }),
  fc.record({ kind: fc.constant('hour'), amount, of: fc.constantFrom('all', 'online', 'offline') }),
  fc.record({ kind: fc.constant('day'), amount, after: fc.nat(12), upTo: fc.integer({ min: 1, max: 15 }) }),
  fc.record({ kind: fc.constant('level'), amounts: fc.dictionary(level, amount, { minKeys: 1 }) }),
  given({ kind: fc.constant('cost'), share, perHour: maybe(amount) }),
)
const cap = fc.oneof(
  fc.record({ per: fc.constantFrom('project', 'year', 'person', 'hour'), amount }),
  fc.record({ per: fc.constant('wage'), share, wage: amount }),
)
const table: fc.Arbitrary<RateTable> = given({
  ...{ id: fc.constant('t'), version: fc.constant(1), title: fc.constant('t'), kind: fc.constant('subsidy') },
  ...{ source: fc.constant('s'), status: fc.constant('to-be-confirmed'), from: fc.constant('2020-01-01') },
  standard: fc.array(part, { minLength: 1, maxLength: 3 }),
  online: maybe(fc.record({ factor: fc.integer({ min: 0, max: 2000 }) })),
  shares: maybe(fc.array(fc.record({ share, title: fc.constant('x') }), { minLength: 1, maxLength: 2 })),
  caps: maybe(fc.array(cap, { minLength: 1, maxLength: 5 })),
  conditions: fc.constant({}),
  limits: maybe(fc.record({ times: fc.array(fc.record({ times: fc.nat(4) }), { maxLength: 1 }) })),
  advance: maybe(given({ share, perHour: maybe(amount) })),
  rounding: fc.record({ unit: fc.constantFrom('分', '角', '元'), mode: fc.constantFrom('half-up', 'down', 'up') }),
}).map((one) => v.parse(rateTable, one))

const day = fc.constantFrom('2020-03-01', '2020-06-15', '2020-12-31', '2021-01-01', '2021-08-08')
const both = fc.record({ online: hours, offline: hours })
const facts: fc.Arbitrary<PersonFacts> = given({
  person: fc.constantFrom('a', 'b', 'c'),
  level: level,
  project: fc.constantFrom('甲', '乙', '丙'),
  hours: both,
  planned: maybe(both),
  offlineDays: fc.nat(30),
  cost: maybe(fc.record({ total: fc.nat(100_000_000), heads: fc.integer({ min: 1, max: 90 }) })),
  dates: day.map((opening) => ({ opening })),
  taken: fc.array(
    fc.record({ on: day, amount: fc.nat(300_000) }).map((one) => taken(one)),
    { maxLength: 3 },
  ),
}).map((one) => v.parse(personFacts, { ...person(), ...one }))

const sumOf = (all: readonly { amount: number }[]) => all.reduce((sum, one) => sum + one.amount, 0)
const inYear = (all: readonly Taken[], year: string) => sumOf(all.filter(({ on }) => on.startsWith(year)))
const atMost = (total: number, bound: Parameters<typeof isLess>[0]) => !isLess(bound, whole(total))

/** Everything that bounds what one training is paid, written down a second time. */
function expectWithin({ caps = [], standard, online }: RateTable, of: PersonFacts, total: number) {
  const year = of.dates.opening.slice(0, 4)
  const plan = of.planned ?? of.hours
  const least = (a: string, b: string) => (isLess(exact(a), exact(b)) ? exact(a) : exact(b))
  const paidHours = plus(least(of.hours.online, plan.online), least(of.hours.offline, plan.offline))
  for (const one of caps) {
    if (one.per === 'project') expect(atMost(total, ofYuan(one.amount))).toBe(true)
    if (one.per === 'hour') expect(atMost(total, times(ofYuan(one.amount), paidHours))).toBe(true)
    const bound = one.per === 'wage' ? times(ofYuan(one.wage ?? '0'), thousandths(one.share)) : undefined
    if (total > 0 && bound) expect(atMost(total + inYear(of.taken, year), bound)).toBe(true)
    if (total > 0 && one.per === 'year') expect(atMost(total + inYear(of.taken, year), ofYuan(one.amount))).toBe(true)
    if (total > 0 && one.per === 'person') expect(atMost(total + sumOf(of.taken), ofYuan(one.amount))).toBe(true)
  }
  const [only] = standard
  if (standard.length === 1 && only?.kind === 'cost' && of.cost && !online) {
    const cost = over(whole(of.cost.total), whole(of.cost.heads))
    expect(atMost(total, times(cost, thousandths(only.share)))).toBe(true)
  }
}

describe('whatever the table and the person', () => {
  it('the lines add up to the total, which is never below 0; every line says what it is and of what', () => {
    fc.assert(
      fc.property(facts, table, (of, by) => {
        const { lines, total, refused } = amountOf(of, by)
        expect(sumOf(lines)).toBe(total)
        expect(Number.isSafeInteger(total) && total >= 0).toBe(true)
        expect(lines.length === 0).toBe(refused !== undefined)
        let running = 0
        for (const { label, formula, amount } of lines) {
          running += amount
          expect(running).toBeGreaterThanOrEqual(0)
          expect(`${label}${formula}`).not.toMatch(/undefined|NaN|Infinity/)
          expect(Number.isSafeInteger(amount)).toBe(true)
        }
      }),
      { numRuns: 2_000 },
    )
  })

  it('nothing lies above a cap, whatever was paid before', () => {
    fc.assert(
      fc.property(facts, table, (of, by) => expectWithin(by, of, amountOf(of, by).total)),
      { numRuns: 2_000 },
    )
  })

  it('a total is a whole number of the unit that the table rounds to', () => {
    fc.assert(
      fc.property(
        facts,
        table,
        (of, by) => amountOf(of, by).total % { 分: 1, 角: 10, 元: 100 }[by.rounding.unit] === 0,
      ),
    )
  })

  it('one hour more never gives less, one paid before never gives more', () => {
    fc.assert(
      fc.property(facts, table, (all, { online: _, ...by }) => {
        const { planned: __, ...of } = all
        const more = { ...of, hours: { ...of.hours, online: decimalText(plus(exact(of.hours.online), whole(1))) } }
        const total = amountOf(of, by).total
        expect(amountOf(more, by).total).toBeGreaterThanOrEqual(total)
        const before = { ...of, taken: [...of.taken, taken({ on: of.dates.opening })] }
        expect(amountOf(before, by).total).toBeLessThanOrEqual(total)
      }),
      { numRuns: 500 },
    )
  })

  it('with a factor of 1 the split by online hours gives the standard back', () => {
    fc.assert(
      fc.property(facts, table, (of, by) => {
        const split = amountOf(of, { ...by, online: { factor: 1000 } })
        const { online: _, ...plain } = by
        if (split.refused?.code !== 'no-hours') expect(split.total).toBe(amountOf(of, plain).total)
      }),
      { numRuns: 500 },
    )
  })

  it('an advance is at most its share of what is expected', () => {
    fc.assert(
      fc.property(facts, table, share, (of, { advance: _, ...by }, part) => {
        const exactly: RateTable = { ...by, rounding: { unit: '分', mode: 'down' } }
        const expected = amountOf({ ...of, hours: of.planned ?? of.hours }, exactly).total
        const advance = advanceOf(of, { ...exactly, advance: { share: part } })
        expect(advance.total * 1000).toBeLessThanOrEqual(expected * part)
      }),
      { numRuns: 500 },
    )
  })
})

describe('whatever the claim', () => {
  it('its sum is that of its people, and its capitals say it', () => {
    fc.assert(
      fc.property(fc.array(facts, { maxLength: 8 }), table, (people, by) => {
        const claim = claimAmount(people, [by])
        expect(claim.total).toBe(claim.people.reduce((sum, { amount }) => sum + amount.total, 0))
        expect(readCapitals(claim.capitals)).toBe(claim.total)
        expect(claim.capitals).toBe(capitals(claim.total))
        expect([claim.people.length, claim.paid + claim.unpaid]).toEqual([people.length, people.length])
        expect(claim.people.map((one) => one.person)).toEqual(people.map((one) => one.person))
      }),
    )
  })

  it('nobody gets more in a year than the cap, nor more often than the limit, however often they stand in it', () => {
    fc.assert(
      fc.property(fc.array(facts, { maxLength: 8 }), table, amount, fc.nat(3), (all, by, most, often) => {
        const people = all.map((one) => ({ ...one, taken: [] }))
        const limited: RateTable = {
          ...by,
          caps: [{ per: 'year', amount: most }],
          limits: { times: [{ times: often }] },
        }
        const claim = claimAmount(people, [limited])
        for (const who of ['a', 'b', 'c'])
          for (const year of ['2020', '2021']) {
            const theirs = claim.people.filter(
              (one, i) => one.person === who && people[i]?.dates.opening.startsWith(year) && one.amount.total > 0,
            )
            expect(theirs.length).toBeLessThanOrEqual(often)
            expect(
              atMost(
                theirs.reduce((sum, one) => sum + one.amount.total, 0),
                ofYuan(most),
              ),
            ).toBe(true)
          }
      }),
      { numRuns: 500 },
    )
  })

  it('everybody together gets no more than the share of the cost', () => {
    fc.assert(
      fc.property(fc.nat(10_000_000), fc.integer({ min: 1, max: 60 }), share, (total, heads, part) => {
        const by: RateTable = { ...defaultRateTable, standard: [{ kind: 'cost', share: part }] }
        const people = Array.from({ length: heads }, (_, i) => person({ person: String(i), cost: { total, heads } }))
        expect(atMost(claimAmount(people, [by]).total, times(whole(total), thousandths(part)))).toBe(true)
      }),
    )
  })
})
