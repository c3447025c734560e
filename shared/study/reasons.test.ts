import { describe, expect, it } from 'vitest'
import type { Body, Span } from '../record/bodies'
import { Chain, factsOf, HOUR, MINUTE, MORNING, span, view } from './chain.fixture'
import { credit } from './credit'
import type { Facts } from './facts'
import { defaultPolicy, type Policy } from './policy'
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
}

function deductions({ view: seen, span: played, facts, policy, signedOut, second }: Faults) {
  const [chain, first] = [new Chain('s', 1), new Chain('s', 0)]
  if (signedOut) chain.write('signout', { reason: 'idle' })
  chain.write('view', { ...view, ...seen }).watch(span(MORNING, 10 * MINUTE, played))
  first.write('view', view).watch(span(MORNING - 1, 10 * MINUTE + 1))
  const chains = second ? [chain, first] : [chain]
  const { days } = credit(
    chains.map(({ entries }) => entries),
    { ...defaultPolicy, ...policy },
    factsOf(chains, facts),
  )
  return days.flatMap(({ pieces }) =>
    pieces.filter((piece) => piece.chain === chain.id).map(({ from, to, reason }) => ({ ms: to - from, reason })),
  )
}

/** One fault a reason, in the fixed order. */
const faults: Record<Reason, Partial<Faults>> = {
  'not-in-plan': { view: { course: { key: 'x', title: '别的课' } } },
  'outside-period': { facts: { period: { from: '2026-12-01', to: '2026-12-31' } } },
  'clock-unproven': { facts: { receipts: [] } },
  'account-mismatch': { view: { learner: { state: 'mismatch' } } },
  'not-signed-in': { signedOut: true },
  'media-kind': { policy: { media: ['audio'] } },
  stalled: { span: { gap: 60_000 } },
  rate: { span: { rate: 2000, to: 20 * MINUTE } },
  hidden: { span: { visible: false } },
  double: { second: true },
  elsewhere: { facts: { elsewhere: [{ seat: 's', from: MORNING, to: MORNING + HOUR, receipt: '0'.repeat(64) }] } },
}
const none: Faults = { view: {}, span: {}, facts: {}, policy: {}, signedOut: false, second: false }
const together = (all: readonly Partial<Faults>[]): Faults =>
  all.reduce<Faults>(
    (sum, { view: seen, span: played, facts, policy, signedOut, second }) => ({
      view: { ...sum.view, ...seen },
      span: { ...sum.span, ...played },
      facts: { ...sum.facts, ...facts },
      policy: { ...sum.policy, ...policy },
      signedOut: signedOut ?? sum.signedOut,
      second: second ?? sum.second,
    }),
    none,
  )
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
    ['time before the code was issued', { span: { wall: MORNING - HOUR - 2 * MINUTE - 1 } }, 'clock-unproven'],
  ])('%s', (_, fault, reason) => {
    expect(deductions(together([fault]))).toEqual(all(reason))
  })
})
