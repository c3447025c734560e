import type { Milliseconds } from '../record/fields'
import type { Facts } from './facts'
import { Taken } from './overlap'

/** A stretch of wall time that a decision of a person speaks about. */
export interface Ruling {
  from: Milliseconds
  to: Milliseconds
  effect: Facts['corrections'][number]['effect']
}

/** The same facts, found by what is asked for: a class has thousands of receipts. */
export interface FactsIndex {
  bindings: ReadonlyMap<string, Facts['bindings'][number]>
  /** By chain, in order; branches left out. */
  receipts: ReadonlyMap<string, readonly Facts['receipts'][number][]>
  /** By device, in order of time. */
  devices: ReadonlyMap<string, readonly Facts['devices'][number][]>
  /** By seat; in order, without overlap: the later decision won. */
  rulings: ReadonlyMap<string, readonly Ruling[]>
  /** By seat. */
  elsewhere: ReadonlyMap<string, Taken>
}

const known = new WeakMap<Facts, FactsIndex>()

/** Facts are never changed once they were made, so one index serves as long as they do. */
export function indexed(facts: Facts): FactsIndex {
  const before = known.get(facts)
  if (before) return before
  const index: FactsIndex = {
    bindings: new Map([...facts.bindings].reverse().map((binding) => [binding.claim, binding])),
    receipts: groups(
      facts.receipts.filter(({ branch }) => !branch),
      ({ chain }) => chain,
      (a, b) => a.to - b.to,
    ),
    devices: groups(
      facts.devices,
      ({ device }) => device,
      // Of two decisions of one moment the stricter holds.
      (a, b) => a.at - b.at || rank(a.decision) - rank(b.decision),
    ),
    rulings: new Map(
      [...groups(facts.corrections, ({ seat }) => seat, byTime)].map(([seat, all]) => [seat, rulingsOf(all)]),
    ),
    elsewhere: new Map(
      [
        ...groups(
          facts.elsewhere,
          ({ seat }) => seat,
          (a, b) => a.from - b.from,
        ),
      ].map(([seat, all]) => {
        const taken = new Taken()
        for (const { from, to } of all) taken.take(from, to)
        return [seat, taken]
      }),
    ),
  }
  known.set(facts, index)
  return index
}

const rank = (decision: Facts['devices'][number]['decision']) => (decision === 'revoked' ? 1 : 0)
const byTime = (a: Facts['corrections'][number], b: Facts['corrections'][number]) =>
  a.at - b.at || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)

function groups<T>(
  list: readonly T[],
  keyOf: (one: T) => string,
  order: (a: T, b: T) => number,
): ReadonlyMap<string, T[]> {
  const map = new Map<string, T[]>()
  for (const one of list) {
    const group = map.get(keyOf(one))
    if (group) group.push(one)
    else map.set(keyOf(one), [one])
  }
  for (const group of map.values()) group.sort(order)
  return map
}

/** Decisions in order of time, laid over one another. */
function rulingsOf(corrections: readonly Facts['corrections'][number][]): Ruling[] {
  const borders = [...new Set(corrections.flatMap(({ from, to }) => [from, to]))].sort((a, b) => a - b)
  return borders.slice(0, -1).flatMap((from, i) => {
    const to = borders[i + 1] ?? from
    const last = corrections.findLast((one) => one.from <= from && to <= one.to)
    return last ? [{ from, to, effect: last.effect }] : []
  })
}
