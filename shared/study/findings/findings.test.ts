import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { version } from '../../../package.json'
import type { Span } from '../../record/bodies'
import { MAX_INSTANT } from '../../record/fields'
import { crypto, HOUR, MINUTE, MORNING } from '../chain.fixture'
import { firstDefaultPolicy as defaultPolicy } from '../policies'
import { findInClass, findInSeat, seatRecord, seatRules } from '.'
import { publishedBuilds } from './builds'
import { DAY, Desk, found, hex, type World } from './desk.fixture'
import { outline, outlineOf } from './outline'
import { readTrace } from './trace'

const wall = fc.oneof(fc.integer({ min: MORNING, max: MORNING + 3 * DAY }), fc.integer({ min: 0, max: MAX_INSTANT }))
const span: fc.Arbitrary<Span> = fc.record({
  wall,
  ms: fc.oneof(fc.integer({ min: 0, max: HOUR }), fc.integer({ min: 0, max: DAY })),
  from: fc.integer({ min: 0, max: DAY }),
  to: fc.integer({ min: 0, max: DAY }),
  rate: fc.constantFrom(1000, 1000, 2000, 16_000, 0, -1000),
  visible: fc.boolean(),
  pip: fc.boolean(),
  muted: fc.boolean(),
  samples: fc.nat(100),
  gap: fc.constantFrom(0, 1000, 60_000),
})
const what = fc.constantFrom(...(['no-frames', 'tiny', 'covered', 'synthetic', 'made-source', 'looped'] as const))

type Step = (desk: Desk) => void
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.array(span, { minLength: 1, maxLength: 4 }).map(
    (spans): Step =>
      (desk) =>
        desk.write('watch', { view: desk.view, spans, duration: 600_000, platform: { progress: '50%' } }),
  ),
  fc.record({ from: wall, to: wall, what, count: fc.nat(50) }).map(
    (body): Step =>
      (desk) =>
        desk.write('observation', { view: desk.view, ...body }),
  ),
  fc.record({ from: wall, to: wall }).map(
    (body): Step =>
      (desk) =>
        desk.write('gap', { reason: 'clock', ...body }),
  ),
  fc.record({ due: wall, answered: wall, result: fc.constantFrom('answered', 'missed', 'not-shown') }).map(
    (body): Step =>
      (desk) =>
        desk.write('presence', { after: hex('x'), n: 0, ...body }),
  ),
  fc.constantFrom<Step>(
    (desk) => desk.signIn(),
    (desk) => desk.signOut(),
    (desk) => desk.open(),
    (desk) => desk.score('80'),
    (desk) => desk.handIn(),
  ),
  wall.map(
    (at): Step =>
      (desk) => {
        desk.now = at
      },
  ),
)

const world: fc.Arbitrary<World> = fc
  .uniqueArray(
    fc.record({
      seat: fc.constantFrom('s-1', 's-2', 's-3'),
      n: fc.nat(2),
      device: fc.constantFrom('a', 'b'),
      steps: fc.array(step, { maxLength: 12 }),
    }),
    { maxLength: 5, selector: ({ seat, n }) => `${seat}/${n}` },
  )
  .map((plans) => ({
    desks: plans.map(({ steps, ...about }) => {
      const desk = new Desk(about)
      for (const one of steps) one(desk)
      return desk
    }),
    policy: {
      presence: { every: 10 * MINUTE, jitter: MINUTE, answer: MINUTE },
      attendance: { signIn: true, signOut: true },
      completion: { hours: '1' },
    },
  }))

describe('findings, whatever the chains say', () => {
  it('never throw, name entries that are there, and hold at most one of a kind for a seat', () => {
    fc.assert(
      fc.property(world, (one) => {
        const all = found(one)
        const entries = new Set(one.desks.flatMap(({ chain, entries }) => entries.map(({ seq }) => `${chain}/${seq}`)))
        for (const { entries: links, detail } of all) {
          for (const { chain, seq } of links) expect(entries).toContain(`${chain}/${seq}`)
          expect(detail).not.toMatch(/undefined|NaN|Infinity|Invalid/)
        }
        const ofSeats = all.flatMap(({ seat, code }) => (seat === undefined ? [] : `${seat}/${code}`))
        expect(new Set(ofSeats).size).toBe(ofSeats.length)
      }),
      { numRuns: 300 },
    )
  })

  it('are the same in whatever order chains, receipts and days come', () => {
    fc.assert(
      fc.property(world, (one) => {
        const first = found(one)
        for (const desk of one.desks) desk.receipts.reverse()
        expect(found({ ...one, desks: one.desks.toReversed() })).toEqual(first)
      }),
      { numRuns: 150 },
    )
  })

  it('of a class follow from outlines that went through a database', () => {
    fc.assert(
      fc.property(world, ({ desks, policy }) => {
        const known = { crypto, policy: { ...defaultPolicy, ...policy }, ...nothingKnown }
        const outlines = desks.map((desk) =>
          outlineOf(seatRecord(desk.seat, [readTrace(desk.entries, known.facts)], [])),
        )
        const read = outlines.map((one) => v.parse(outline, JSON.parse(JSON.stringify(one))))
        expect(findInClass(read, known)).toEqual(findInClass(outlines, known))
      }),
      { numRuns: 100 },
    )
  })

  it('know this version of the extension', () => {
    expect(publishedBuilds).toContain(version)
  })

  it('take milliseconds for sixty hours of study', () => {
    const desk = new Desk()
    for (let day = 0; day < 30; day++) {
      desk.now = MORNING + day * DAY
      desk
        .signIn()
        .open()
        .play(2 * HOUR)
        .signOut()
        .handIn()
    }
    const known = { crypto, policy: defaultPolicy, ...nothingKnown }
    const trace = readTrace(desk.entries, known.facts)
    const started = performance.now()
    for (let i = 0; i < 5; i++) findInSeat(seatRecord('s-1', [trace], []), known)
    const each = (performance.now() - started) / 5
    expect(seatRules.length).toBeGreaterThan(20)
    expect(each).toBeLessThan(250)
  })
})

const nothingKnown = {
  facts: {
    v: 1 as const,
    class: 'k',
    bindings: [],
    courses: [],
    period: { from: '2026-01-01', to: '2027-12-31' },
    devices: [],
    receipts: [],
    corrections: [],
    imported: [],
    elsewhere: [],
  },
  builtInRules: new Set<string>(),
  ownRules: new Set<string>(),
  knownBuilds: undefined,
}
