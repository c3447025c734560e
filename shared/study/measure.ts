import type { Milliseconds } from '../record/fields'
import { Covered } from './coverage'
import type { Part } from './parts'
import type { Policy } from './policy'
import type { Reason } from './reasons'

/** Wall time of a part that nothing else has. */
export interface Won {
  part: Part
  from: Milliseconds
  to: Milliseconds
}

/** A stretch of a part that counts, or does not for this reason. */
export interface Measured extends Won {
  reason: Reason | undefined
}

/**
 * How much of the wall time that one seat has won counts: each part of a lesson once where the policy measures coverage, by
 * the weight of its kind, up to the day's cap, and not where a decision took it back. What is taken back, or lies above the cap,
 * uses up neither cap nor coverage. Takes everything of the seat in order of time.
 */
export function measured(won: readonly Won[], policy: Policy): Measured[] {
  const covered = policy.measure === 'coverage' ? new Covered() : undefined
  const left = new Map<string, Milliseconds>()
  const cap = policy.daily?.cap ?? Number.POSITIVE_INFINITY
  return won.flatMap(({ part, from, to }) => {
    const weight = policy.weights?.[part.at.view.media] ?? 1000
    return (covered?.split(part, from, to) ?? [{ from, to, fresh: true }]).flatMap((stretch): Measured[] => {
      if (!stretch.fresh) return [{ part, from: stretch.from, to: stretch.to, reason: 'covered' }]
      const free = left.get(part.day) ?? cap
      const length = stretch.to - stretch.from
      const until = stretch.from + withinCap(length, weight, free)
      if (!part.withdrawn) {
        left.set(part.day, free - Math.min(free, worth(until - stretch.from, weight)))
        covered?.cover(part, stretch, until - stretch.from)
      }
      return [
        ...weighed(part, stretch.from, until, weight, part.withdrawn ? 'corrected' : undefined),
        ...weighed(part, until, stretch.to, weight, 'daily-cap'),
      ]
    })
  })
}

const worth = (length: Milliseconds, weight: number): Milliseconds => Math.floor((length * weight) / 1000)

/** The longest beginning of `length` ms that is worth no more than what is free. */
const withinCap = (length: Milliseconds, weight: number, free: Milliseconds): Milliseconds =>
  worth(length, weight) <= free ? length : Math.floor((free * 1000) / weight)

/** What a stretch is worth comes first; the rest is for its weight. */
function weighed(
  part: Part,
  from: Milliseconds,
  to: Milliseconds,
  weight: number,
  reason: Reason | undefined,
): Measured[] {
  const until = from + worth(to - from, weight)
  const pieces: Measured[] = [
    { part, from, to: until, reason },
    { part, from: until, to, reason: 'weight' },
  ]
  return pieces.filter((one) => one.to > one.from)
}
