import { describe, expect, it } from 'vitest'
import type { Body, Span } from '../record/bodies'
import { Chain, crypto, factsOf, HOUR, MINUTE, MORNING, span, view } from './chain.fixture'
import { credit } from './credit'
import type { Facts } from './facts'
import { defaultPolicy } from './policies'
import type { Policy } from './policy'
import { type Reason, reasonOrder } from './reasons'

/** Everything that can be wrong with ten minutes of watching. */
interface Faults {
  view: Partial<Body<'view'>>
  span: Partial<Span>
  facts: Partial<Facts>
  policy: Partial<Policy>
  signedOut: boolean
  /** The same wall time is asked for by a second tab that came first. */
  second: boolean
  /** The same part of the lesson was watched an hour before. */
  before: boolean
  /** A presence check after it was not answered. */
  missed: boolean
}

function deductions({ view: seen, span: played, facts, policy, signedOut, second, before, missed }: Faults) {
  const [chain, first] = [new Chain('s', 1), new Chain('s', 0)]
  if (signedOut) chain.write('signout', { reason: 'idle' })
  chain.write('view', { ...view, ...seen }).watch(span(MORNING, 10 * MINUTE, played))
  const after = chain.entries[1]?.hash ?? ''
  if (missed) chain.write('presence', { after, n: 1, due: MORNING, result: 'missed' })
  const earlier = new Chain('s', 2).write('view', view).watch(span(MORNING - 30 * MINUTE, 10 * MINUTE))
  first.write('view', view).watch(span(MORNING - 1, 10 * MINUTE + 1))
  const chains = [chain, ...(second ? [first] : []), ...(before ? [earlier] : [])]
  const { days } = credit(
    crypto,
    chains.map(({ entries }) => entries),
    { ...defaultPolicy, ...policy },
    { ...factsOf(chains, facts), v: 2 },
  )
  return days.flatMap(({ pieces }) =>
    pieces.filter((piece) => piece.chain === chain.id).map(({ from, to, reason }) => ({ ms: to - from, reason })),
  )
}

const correction = (effect: 'restore' | 'withdraw', change: Partial<Facts['corrections'][number]> = {}) => ({
  ...{ id: '1', seat: 's', effect, from: MORNING, to: MORNING + 10 * MINUTE, reason: '核实', by: 'm', at: 1 },
  ...change,
})
const DEVICE = new Chain('s', 1).claim
const revoked = { device: DEVICE, decision: 'revoked' as const, at: MORNING }

/** One fault a reason, in the fixed order. */
const faults: Record<Reason, Partial<Faults>> = {
  'not-in-plan': { view: { course: { key: 'x', title: '别的课' } } },
  'platform-not-agreed': { policy: { platforms: [{ name: '别的平台', host: 'other.cn' }] } },
  'outside-period': { facts: { period: { from: '2026-12-01', to: '2026-12-31' } } },
  'before-consent': { policy: { consent: true }, facts: { consentDate: '2026-11-23' } },
  'clock-unproven': { facts: { receipts: [] } },
  'device-revoked': { facts: { devices: [revoked] } },
  'account-mismatch': { view: { learner: { state: 'mismatch' } } },
  'not-signed-in': { signedOut: true },
  'media-kind': { policy: { media: ['audio'] } },
  'outside-hours': { policy: { daily: { hours: { from: '18:00', to: '22:00' } } } },
  stalled: { span: { gap: 60_000 } },
  rate: { span: { rate: 2000, to: 20 * MINUTE } },
  hidden: { span: { visible: false } },
  presence: { missed: true },
  double: { second: true },
  elsewhere: { facts: { elsewhere: [{ seat: 's', from: MORNING, to: MORNING + HOUR, receipt: '0'.repeat(64) }] } },
  covered: { policy: { measure: 'coverage' }, before: true },
  weight: { policy: { weights: { video: 0 } } },
  'daily-cap': { policy: { daily: { cap: 0 } } },
  corrected: { facts: { corrections: [correction('withdraw')] } },
}
const none: Faults = {
  view: {},
  span: {},
  facts: {},
  policy: {},
  signedOut: false,
  second: false,
  before: false,
  missed: false,
}
function together(all: readonly Partial<Faults>[]): Faults {
  const sum: Faults = { ...none }
  for (const { view: seen, span: played, facts, policy, ...flags } of all) {
    Object.assign(sum, flags)
    sum.view = { ...sum.view, ...seen }
    sum.span = { ...sum.span, ...played }
    sum.facts = { ...sum.facts, ...facts }
    sum.policy = { ...sum.policy, ...policy, daily: { ...sum.policy.daily, ...policy?.daily } }
  }
  return sum
}
const all = (reason: Reason | undefined) => [{ ms: 10 * MINUTE, reason }]

describe('the reasons why a second does not count', () => {
  it('are none for steady, visible playing of a planned course', () => {
    expect(deductions(none)).toEqual(all(undefined))
  })

  it.each(reasonOrder)('%s stands alone', (reason) => {
    expect(deductions(together([faults[reason]]))).toEqual(all(reason))
  })

  it('have a fixed order: of several faults the first is told, and mending it shows the next', () => {
    const told = reasonOrder.map((_, i) => deductions(together(reasonOrder.slice(i).map((reason) => faults[reason]))))
    expect(told).toEqual(reasonOrder.map((reason) => all(reason)))
  })

  it.each<[string, Partial<Faults>, Reason | undefined]>([
    [
      'a course of the plan under one of its other names',
      { view: { course: { key: 'x', title: ' 养老护理员 (初级)' } } },
      undefined,
    ],
    ['the same title on another site', { view: { site: 'other.cn' } }, 'not-in-plan'],
    ['picture in picture', { span: { visible: false, pip: true } }, undefined],
    [
      'picture in picture where the policy does not allow it',
      { span: { visible: false, pip: true }, policy: { pictureInPicture: false } },
      'hidden',
    ],
    ['half speed', { span: { rate: 500, to: 5 * MINUTE } }, undefined],
    [
      '1.5x where the policy allows 1.5x',
      { span: { rate: 1500, to: 15 * MINUTE }, policy: { maxRate: 1500 } },
      undefined,
    ],
    ['media that ran a fifth behind', { span: { to: 8 * MINUTE - 1000 } }, undefined],
    ['media that ran further behind', { span: { to: 8 * MINUTE - 1001 } }, 'stalled'],
    ['media that jumped ahead', { span: { to: 13 * MINUTE } }, 'stalled'],
    ['a silence of the media clock as long as allowed', { span: { gap: 15_000 } }, undefined],
    ['live media, which has no position', { view: { media: 'live' }, span: { to: 0 } }, undefined],
    ['a document, by the default policy', { view: { media: 'document' } }, 'media-kind'],
    ['muted playing', { span: { muted: true } }, undefined],
    ['a wall clock two minutes ahead of the server', { span: { wall: MORNING + 5 * HOUR + 52 * MINUTE } }, undefined],
    ['a wall clock further ahead', { span: { wall: MORNING + 5 * HOUR + 52 * MINUTE + 1 } }, 'clock-unproven'],
    [
      'a host of the policy’s platforms',
      { policy: { platforms: [{ name: '平台', host: 'px.class.com.cn' }] } },
      undefined,
    ],
    ['a name below one of them', { policy: { platforms: [{ name: '平台', host: '*.class.com.cn' }] } }, undefined],
    [
      'a name that only ends like one of them',
      { view: { host: 'evilclass.com.cn' }, policy: { platforms: [{ name: '平台', host: '*.class.com.cn' }] } },
      'platform-not-agreed',
    ],
    ['the day of the bureau’s consent', { policy: { consent: true }, facts: { consentDate: '2026-11-22' } }, undefined],
    ['a policy that waits for a consent which is not there', { policy: { consent: true } }, 'before-consent'],
    ['a consent that the policy does not wait for', { facts: { consentDate: '2026-11-23' } }, undefined],
    ['a device revoked a moment later', { facts: { devices: [{ ...revoked, at: MORNING + 1 }] } }, undefined],
    [
      'a device revoked and approved again',
      { facts: { devices: [revoked, { ...revoked, decision: 'approved', at: MORNING - 1 }] } },
      'device-revoked',
    ],
    [
      'a device approved after it was revoked',
      {
        facts: {
          devices: [
            { ...revoked, at: 1 },
            { ...revoked, decision: 'approved', at: 2 },
          ],
        },
      },
      undefined,
    ],
    [
      'twice the speed where it gives its wall time',
      { span: { rate: 2000, to: 20 * MINUTE }, policy: { aboveMaxRate: 'wall' } },
      undefined,
    ],
    [
      'nobody signed in where that is not asked',
      { signedOut: true, policy: { attendance: { signIn: false, signOut: false }, presence: undefined } },
      undefined,
    ],
    [
      'hours of the day that go over midnight',
      { policy: { daily: { hours: { from: '22:00', to: '09:00' } } } },
      undefined,
    ],
    ['time before the code was issued', { span: { wall: MORNING - HOUR - 2 * MINUTE - 1 } }, 'clock-unproven'],
  ])('%s', (_, fault, reason) => {
    expect(deductions(together([fault]))).toEqual(all(reason))
  })

  const WAIVED: Reason[] = [
    ...(['clock-unproven', 'device-revoked', 'account-mismatch', 'not-signed-in', 'outside-hours'] as const),
    ...(['stalled', 'rate', 'hidden', 'presence'] as const),
  ]
  it.each(reasonOrder)('%s is waived by a decision of a person, or never', (reason) => {
    const restored = together([faults[reason]])
    const corrections = [...(restored.facts.corrections ?? []), correction('restore', { id: '2', at: 2 })]
    const waived = WAIVED.includes(reason) || reason === 'corrected'
    expect(deductions({ ...restored, facts: { ...restored.facts, corrections } })).toEqual(
      all(waived ? undefined : reason),
    )
  })

  it('are cut where a decision begins and ends, and the later decision wins', () => {
    const middle = { from: MORNING + 2 * MINUTE, to: MORNING + 5 * MINUTE }
    const decided = (...corrections: Facts['corrections']) =>
      deductions(together([{ span: { visible: false }, facts: { corrections } }]))
    const [first, second] = [correction('restore', middle), correction('withdraw', { ...middle, id: '2', at: 2 })]
    expect(decided(first)).toEqual([
      { ms: 2 * MINUTE, reason: 'hidden' },
      { ms: 3 * MINUTE, reason: undefined },
      { ms: 5 * MINUTE, reason: 'hidden' },
    ])
    expect(decided(second, first).map(({ reason }) => reason)).toEqual(['hidden', 'hidden', 'hidden'])
  })
})
