import fc from 'fast-check'
import type { Body, Span } from '../record/bodies'
import { Chain, crypto, factsOf, HOUR, MINUTE, MORNING, span, view } from './chain.fixture'
import { credit } from './credit'
import type { Piece } from './credited'
import type { Facts } from './facts'
import { firstDefaultPolicy } from './policies'
import type { Policy } from './policy'
import { readChain } from './read-chain'

export const DAY = 24 * HOUR
/** Beijing midnight lies at 16 h after MORNING: many spans cross it. */
const wall = fc.integer({ min: MORNING, max: MORNING + 2 * DAY })
const length = fc.oneof(fc.integer({ min: 0, max: 20 * MINUTE }), fc.integer({ min: 0, max: DAY }))

/** Mostly good playing, with everything that can be odd about it. */
const played: fc.Arbitrary<Span> = fc
  .record({
    wall,
    ms: length,
    rate: fc.constantFrom(1000, 1000, 1000, 500, 1500, 2000, 0, -1000),
    drift: fc.constantFrom(0, 0, 0, 900, -900, 5000, -30_000),
    visible: fc.constantFrom(true, true, true, false),
    pip: fc.boolean(),
    gap: fc.constantFrom(1000, 1000, 14_000, 16_000),
  })
  .map(({ wall, ms, rate, drift, ...rest }) => {
    const to = Math.max(0, Math.round((ms * rate) / 1000) + drift)
    return span(wall, ms, { ...rest, rate, to })
  })

type Result = Body<'presence'>['result']
type Step = { signin: boolean } | { course: string; lesson: string } | { spans: Span[] } | { check: Result }
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 1, arbitrary: fc.record({ signin: fc.boolean() }) },
  {
    weight: 2,
    arbitrary: fc.record({ course: fc.constantFrom('c-1', 'c-1', 'x'), lesson: fc.constantFrom('l-1', 'l-2') }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ check: fc.constantFrom<Result>('answered', 'answered', 'missed', 'not-shown') }),
  },
  { weight: 6, arbitrary: fc.record({ spans: fc.array(played, { minLength: 1, maxLength: 4 }) }) },
)

export interface World {
  chains: Chain[]
  facts: Facts
  policy: Policy
}

/** Up to three seats with up to three chains each, with receipts that came at any time, and time credited elsewhere. */
export const world: fc.Arbitrary<World> = fc
  .record({
    chains: fc.uniqueArray(
      fc.record({
        seat: fc.constantFrom('s-1', 's-2', 's-3'),
        n: fc.integer({ min: 0, max: 2 }),
        steps: fc.array(step, { maxLength: 8 }),
        receipts: fc.array(fc.record({ every: fc.integer({ min: 1, max: 5 }), after: length }), { maxLength: 4 }),
      }),
      { maxLength: 5, selector: ({ seat, n }) => `${seat}/${n}` },
    ),
    elsewhere: fc.array(fc.record({ seat: fc.constantFrom('s-1', 's-2'), from: wall, ms: length }), { maxLength: 3 }),
    maxRate: fc.constantFrom(1000, 1500),
    lastDay: fc.constantFrom('2026-11-30', '2026-11-30', '2026-11-22'),
  })
  .map(({ chains: plans, elsewhere, maxRate, lastDay }) => {
    const receipts: Facts['receipts'] = []
    const chains = plans.map(({ seat, n, steps, receipts: given }) => {
      const chain = new Chain(seat, n).write('view', view)
      for (const one of steps) {
        if ('signin' in one)
          one.signin ? chain.write('signin', { method: 'pin' }) : chain.write('signout', { reason: 'idle' })
        else if ('course' in one)
          chain.write('view', {
            ...view,
            course: { key: one.course, title: one.course },
            lesson: { key: one.lesson, title: one.lesson },
          })
        else if ('check' in one) {
          const after = chain.entries.findLast(({ kind }) => kind === 'signin' || kind === 'presence')?.hash ?? ''
          chain.write('presence', { after, n: 1, due: MORNING, result: one.check })
        } else chain.watch(...one.spans)
      }
      let [from, at] = [0, MORNING]
      for (const { every, after } of given) {
        if (from >= chain.entries.length) break
        const to = Math.min(from + every, chain.entries.length) - 1
        at += after
        receipts.push({ chain: chain.id, from, to, at, hash: chain.id })
        from = to + 1
      }
      return chain
    })
    const taken = elsewhere.map(({ seat, from, ms }) => ({ seat, from, to: from + ms, receipt: '0'.repeat(64) }))
    const period = { from: '2026-11-01', to: lastDay }
    return {
      chains,
      facts: factsOf(chains, { receipts, elsewhere: taken, period }),
      policy: { ...firstDefaultPolicy, maxRate },
    }
  })

const share = fc.constantFrom(0, 333, 500, 1000, 1000)
const members: fc.Arbitrary<Partial<Policy>> = fc.record(
  {
    measure: fc.constantFrom('time', 'coverage'),
    aboveMaxRate: fc.constantFrom('nothing', 'wall'),
    daily: fc.constantFrom(
      { cap: 20 * MINUTE },
      { cap: 0 },
      { hours: { from: '08:00', to: '22:00' } },
      { cap: HOUR, hours: { from: '20:00', to: '02:00' } },
    ),
    presence: fc.constant({ every: 15 * MINUTE, jitter: 5 * MINUTE, answer: 3 * MINUTE }),
    attendance: fc.record({ signIn: fc.boolean(), signOut: fc.boolean() }),
    weights: fc.record({ video: share }),
    platforms: fc.constantFrom([{ name: '平台', host: 'px.class.com.cn' }], [{ name: '平台', host: 'other.cn' }]),
    consent: fc.boolean(),
  },
  { requiredKeys: [] },
)

/** The same with everything that came with version 2. */
export const secondWorld: fc.Arbitrary<World> = fc
  .record({
    one: world,
    members,
    corrections: fc.array(
      fc.record({
        seat: fc.constantFrom('s-1', 's-2', 's-3'),
        effect: fc.constantFrom('restore', 'withdraw'),
        from: wall,
        ms: length,
        at: fc.nat(3),
      }),
      { maxLength: 4 },
    ),
    devices: fc.array(fc.record({ n: fc.nat(4), decision: fc.constantFrom('approved', 'revoked'), at: wall }), {
      maxLength: 3,
    }),
    consentDate: fc.constantFrom('2026-11-01', '2026-11-23', undefined),
  })
  .map(({ one, members, corrections, devices, consentDate }) => ({
    ...one,
    policy: { ...one.policy, credit: 2, ...members },
    facts: {
      ...one.facts,
      v: 2,
      corrections: corrections.map(({ ms, ...rest }, i) => ({
        ...{ ...rest, id: `${i}`, to: rest.from + ms, reason: '核实', by: 'm' },
      })),
      devices: devices.flatMap(({ n, decision, at }) => {
        const chain = one.chains[n]
        return chain ? [{ device: chain.claim, decision, at }] : []
      }),
      ...(consentDate && { consentDate }),
    },
  }))

export const creditOf = ({ chains, facts, policy }: World) =>
  credit(
    crypto,
    chains.map(({ entries }) => entries),
    policy,
    facts,
  )
export const piecesOf = (one: World) => creditOf(one).days.flatMap(({ pieces }) => pieces)
export const credited = (pieces: readonly Piece[]) => pieces.filter(({ reason }) => !reason)
export const spansOf = (one: World) =>
  one.chains.flatMap(({ entries }) => readChain(entries, one.facts).spans.filter(({ span: { ms } }) => ms > 0))
export function grouped<T>(list: readonly T[], keyOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const one of list) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one])
  return groups
}
