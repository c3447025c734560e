import type { Crypto } from '../crypto'
import type { Verified } from '../record/entry'
import type { Milliseconds } from '../record/fields'
import type { Credited, CreditedDay, Piece } from './credited'
import type { Facts } from './facts'
import { indexed } from './facts-index'
import { type Measured, measured, type Won } from './measure'
import { byPrecedence, Taken } from './overlap'
import { type Part, partsOf } from './parts'
import type { Policy } from './policy'
import { type ReadChain, readChain } from './read-chain'
import { sourcesOf } from './sources'
import { asReleased } from './versions'

/**
 * Credit, version 1 or 2 as the policy says: from whole chains, a policy and facts to the seconds that count and, for every
 * other second of a span, one reason. Pure and deterministic: extension, server and verifier run this very function. The order
 * of the chains does not matter. Every ms of every span of a bound chain stands in exactly one piece. `now` as in `readChain`.
 */
export function credit(
  crypto: Crypto,
  chains: readonly (readonly Verified[])[],
  policy: Policy,
  facts: Facts,
  now?: Milliseconds,
): Credited {
  return creditRead(
    crypto,
    chains.map((entries) => readChain(entries, facts, now)),
    policy,
    facts,
  )
}

/** The same of chains that were already read. */
export function creditRead(crypto: Crypto, chains: readonly ReadChain[], policy: Policy, facts: Facts): Credited {
  const read = [...chains].sort((a, b) => (a.chain < b.chain ? -1 : a.chain > b.chain ? 1 : 0))
  const days = creditSpans(crypto, read, policy, facts)
  return {
    days,
    sources: sourcesOf(days, policy, facts),
    unread: read.flatMap(({ chain, unread }) => unread.map((seq) => ({ chain, seq }))),
  }
}

/** Folds spans that were already read; with `onlyDay`, that Beijing day alone gives what the whole gives for it. */
export function creditSpans(
  crypto: Crypto,
  read: readonly ReadChain[],
  ofPlan: Policy,
  all: Facts,
  onlyDay?: string,
): CreditedDay[] {
  const { policy, facts } = asReleased(ofPlan, all)
  // Where each part of a lesson counts once, a day rests on those before it.
  const needed = policy.measure === 'coverage' ? undefined : onlyDay
  const parts = partsOf(crypto, read, policy, facts, needed)
  const { elsewhere } = indexed(facts)
  const days = new Days()
  for (const [seat, mine] of bySeat(parts)) {
    const won: Won[] = []
    const here = new Taken()
    const others = elsewhere.get(seat)
    for (const part of mine.sort(byPrecedence)) {
      if (part.reason) {
        days.add({ part, from: part.from, to: part.to, reason: part.reason })
        continue
      }
      for (const { from, to, free } of here.take(part.from, part.to)) {
        if (!free) days.add({ part, from, to, reason: 'double' })
        else if (!others) won.push({ part, from, to })
        else
          for (const inner of others.split(from, to))
            if (inner.free) won.push({ part, from: inner.from, to: inner.to })
            else days.add({ part, from: inner.from, to: inner.to, reason: 'elsewhere' })
      }
    }
    won.sort((a, b) => a.from - b.from)
    for (const piece of measured(won, policy)) days.add(piece)
  }
  return days.inOrder(onlyDay)
}

function bySeat(parts: readonly Part[]): Map<string, Part[]> {
  const seats = new Map<string, Part[]>()
  for (const part of parts) {
    const seat = seats.get(part.seat)
    if (seat) seat.push(part)
    else seats.set(part.seat, [part])
  }
  return seats
}

/** Sums pieces by seat and day. */
class Days {
  readonly #days = new Map<string, CreditedDay>()

  add({ part, from, to, reason }: Measured): void {
    const { seat, chain, seq, index, at } = part
    const key = `${seat}/${part.day}`
    const day = this.#days.get(key) ?? { seat, day: part.day, credited: 0, deductions: {}, pieces: [] }
    this.#days.set(key, day)
    const { course, lesson } = at.view
    day.pieces.push({
      ...{ seat, chain, seq, span: index, view: at.viewHash, course, lesson, from, to },
      ...(reason && { reason }),
    })
    if (reason) day.deductions[reason] = (day.deductions[reason] ?? 0) + (to - from)
    else day.credited += to - from
  }

  inOrder(onlyDay: string | undefined): CreditedDay[] {
    const days = [...this.#days.values()].filter(({ day }) => onlyDay === undefined || day === onlyDay)
    for (const { pieces } of days) pieces.sort(byTime)
    return days.sort((a, b) => (a.seat < b.seat ? -1 : a.seat > b.seat ? 1 : a.day < b.day ? -1 : 1))
  }
}

const byTime = (a: Piece, b: Piece): number =>
  a.from - b.from || (a.chain < b.chain ? -1 : a.chain > b.chain ? 1 : 0) || a.seq - b.seq || a.span - b.span
