import { dayOf, startOfDay } from '../calendar/beijing'
import type { Crypto } from '../crypto'
import type { Body } from '../record/bodies'
import type { Milliseconds } from '../record/fields'
import type { Facts } from './facts'
import { indexed, type Ruling } from './facts-index'
import type { Claimed } from './overlap'
import type { Policy } from './policy'
import type { ReadChain, SpanAt } from './read-chain'
import type { Reason } from './reasons'
import { unproven } from './segments'
import { type CourseOfPlan, planCourse, spanReason, timeOfDay } from './span-reason'

/** A stretch of a span within which everything that is said about it is the same. */
export interface Part extends Claimed {
  seat: string
  /** The Beijing day. */
  day: string
  at: SpanAt
  course: CourseOfPlan | undefined
  /** Looking at it alone. */
  reason: Reason | undefined
  /** A decision takes it back. */
  withdrawn: boolean
}

const DAY: Milliseconds = 86_400_000

/** All parts of the spans of bound chains, each with its own reason; with `onlyDay`, those of that Beijing day. */
export function partsOf(
  crypto: Crypto,
  read: readonly ReadChain[],
  policy: Policy,
  facts: Facts,
  onlyDay: string | undefined,
): Part[] {
  const { devices, rulings: all } = indexed(facts)
  const courses = new Map<Body<'view'>, CourseOfPlan | undefined>()
  const parts: Part[] = []
  for (const chain of read) {
    const { seat } = chain
    if (seat === undefined) continue
    const failed = unproven(crypto, chain, policy)
    const rulings = all.get(seat) ?? []
    for (const at of chain.spans) {
      const { span, view, seq, index } = at
      if (!courses.has(view)) courses.set(view, planCourse(view, facts.courses))
      const course = courses.get(view)
      const end = span.wall + span.ms
      const cuts = [...borders(span.wall, end, policy, rulings), end]
      for (let from = span.wall, i = 0; from < end; i++) {
        const to = cuts[i] ?? end
        const day = dayOf(from)
        if (onlyDay === undefined || onlyDay === day) {
          const effect = rulings.find((one) => one.from <= from && from < one.to)?.effect
          const state = { from, restored: effect === 'restore', unproven: failed.has(at) }
          parts.push({
            ...{ seat, day, at, course, chain: chain.chain, seq, index, from, to },
            asked: Math.max(span.wall, startOfDay(from)),
            reason: spanReason(at, course, policy, facts, devices, state),
            withdrawn: effect === 'withdraw',
          })
        }
        from = to
      }
    }
  }
  return parts
}

/** Where within (from, to) something changes that a part is judged by: midnights, daily hours, decisions. In order. */
function borders(from: Milliseconds, to: Milliseconds, { daily }: Policy, rulings: readonly Ruling[]): Milliseconds[] {
  const all: Milliseconds[] = []
  for (let midnight = startOfDay(from); midnight < to; midnight += DAY) {
    all.push(midnight)
    if (daily?.hours) all.push(midnight + timeOfDay(daily.hours.from), midnight + timeOfDay(daily.hours.to))
  }
  for (const ruling of rulings) if (ruling.from < to && ruling.to > from) all.push(ruling.from, ruling.to)
  return [...new Set(all.filter((at) => at > from && at < to))].sort((a, b) => a - b)
}
