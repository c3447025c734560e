import type { Crypto } from '../../shared/crypto'
import { creditSpans } from '../../shared/study/credit'
import type { CreditedDay, Piece } from '../../shared/study/credited'
import type { Facts } from '../../shared/study/facts'
import { byPrecedence, type Claimed, Taken } from '../../shared/study/overlap'
import type { Policy } from '../../shared/study/policy'
import { type ReadChain, readChain } from '../../shared/study/read-chain'
import { reasonOrder } from '../../shared/study/reasons'
import type { Queries, Store } from '../db/store'
import { heldTime, type Stretch } from './held'
import { type ChainOfSeat, chainsOfSeats, entriesOf, everything, factsOf, type Through } from './load'

/** What one seat brings into a day of its person. */
export interface SeatDay {
  seat: string
  class: string
  read: ReadChain[]
  facts: Facts
  policy: Policy
  days: CreditedDay[]
}

export interface FoldOptions {
  /** That day alone; all days where it is absent. */
  day?: string
  /** Ends a chain early. */
  through?: Through
  /** In the place of what the plan froze: what another policy would give. */
  policies?: ReadonlyMap<string, Policy>
}

/**
 * All seats of one person on one day (or on all days), each with what the others won written into its `facts.elsewhere`:
 * no wall second is credited in two classes. What a handed-in claim holds stays where it is; of the rest the earlier start wins, then the
 * chain id.
 */
export async function foldPerson(
  q: Queries,
  store: Store,
  crypto: Crypto,
  seats: readonly string[],
  { day, through = everything, policies }: FoldOptions = {},
): Promise<SeatDay[]> {
  const chains = await chainsOfSeats(q, store.t, seats)
  const folded: SeatDay[] = []
  for (const [key, mine] of bySeat(chains)) {
    const [first] = mine
    if (!first) continue
    const { facts, policy: frozen } = await factsOf(q, store, first.class, mine, through)
    const policy = policies?.get(first.class) ?? frozen
    const read: ReadChain[] = []
    for (const chain of mine) read.push(readChain(await entriesOf(q, store.t, chain, day, through(chain)), facts))
    const days = creditSpans(crypto, read, policy, facts, day)
    folded.push({ seat: key, class: first.class, read, facts, policy, days })
  }
  return folded.length > 1 ? sharedWallTime(crypto, folded, await heldTime(q, store, seats), day) : folded
}

/** A piece has its wall time, whether or not its seat makes something of it: what comes after `elsewhere` is judged in the seat. */
const holds = ({ reason }: Piece): boolean =>
  reason === undefined || reasonOrder.indexOf(reason) > reasonOrder.indexOf('elsewhere')

/** One person's wall time goes round once: each seat's pieces compete by precedence, the losers get `elsewhere`. */
function sharedWallTime(
  crypto: Crypto,
  seats: readonly SeatDay[],
  held: ReadonlyMap<string, readonly Stretch[]>,
  day: string | undefined,
): SeatDay[] {
  const claimed = seats.flatMap(({ days }) => days.flatMap(({ pieces }) => joined(pieces.filter(holds))))
  const taken = new Taken()
  const free = (from: number, to: number) => taken.take(from, to).filter((stretch) => stretch.free)
  const receipts = new Map(seats.flatMap(({ read }) => read.map((chain) => [chain.chain, chain.windows])))
  const fixed = [...held].flatMap(([seat, all]) =>
    all.flatMap(({ from, to, receipt }) =>
      free(from, to).map((stretch) => ({ seat, receipt, from: stretch.from, to: stretch.to })),
    ),
  )
  const won = claimed.sort(byPrecedence).flatMap(({ seat, chain, seq, from, to }) =>
    free(from, to).map((stretch) => ({
      seat,
      receipt: receipts.get(chain)?.find((window) => window.to >= seq)?.receipt ?? chain,
      from: stretch.from,
      to: stretch.to,
    })),
  )
  return seats.map((one) => {
    const mine = claimed.filter(({ seat }) => seat === one.seat)
    const elsewhere = [...fixed, ...won]
      .filter(({ seat }) => seat !== one.seat)
      .filter(({ from, to }) => mine.some((other) => other.from < to && other.to > from))
      .map(({ from, to, receipt }) => ({ seat: one.seat, from, to, receipt }))
    if (elsewhere.length === 0) return one
    const facts = { ...one.facts, elsewhere }
    return { ...one, facts, days: creditSpans(crypto, one.read, one.policy, facts, day) }
  })
}

/** Neighbouring pieces of one span as one: they were cut by what the seat makes of them. In order of time. */
function joined(pieces: readonly Piece[]): (Claimed & { seat: string })[] {
  const all: (Claimed & { seat: string })[] = []
  const last = new Map<string, Claimed>()
  for (const { seat, chain, seq, span, from, to } of pieces) {
    const key = `${chain}/${seq}/${span}`
    const before = last.get(key)
    if (before?.to === from) before.to = to
    else {
      const claimed = { seat, chain, seq, index: span, asked: from, from, to }
      last.set(key, claimed)
      all.push(claimed)
    }
  }
  return all
}

function bySeat(chains: readonly ChainOfSeat[]): Map<string, ChainOfSeat[]> {
  const seats = new Map<string, ChainOfSeat[]>()
  for (const chain of chains) seats.set(chain.seat, [...(seats.get(chain.seat) ?? []), chain])
  return seats
}
