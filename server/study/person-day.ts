import type { Crypto } from '../../shared/crypto'
import { creditSpans } from '../../shared/study/credit'
import type { CreditedDay } from '../../shared/study/credited'
import type { Facts } from '../../shared/study/facts'
import { byPrecedence, Taken } from '../../shared/study/overlap'
import type { Policy } from '../../shared/study/policy'
import { type ReadChain, readChain } from '../../shared/study/read-chain'
import type { Queries, Store } from '../db/store'
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

/**
 * All seats of one person on one day (or on all days), each with what the others won written into its `facts.elsewhere`:
 * no wall second is credited in two classes; the earlier start wins, then the chain id. `through` ends a chain early.
 */
export async function foldPerson(
  q: Queries,
  store: Store,
  crypto: Crypto,
  seats: readonly string[],
  day?: string,
  through: Through = everything,
): Promise<SeatDay[]> {
  const chains = await chainsOfSeats(q, store.t, seats)
  const folded: SeatDay[] = []
  for (const [key, mine] of bySeat(chains)) {
    const [first] = mine
    if (!first) continue
    const { facts, policy } = await factsOf(q, store, first.class, mine, through)
    const read: ReadChain[] = []
    for (const chain of mine)
      read.push(readChain(await entriesOf(q, store.t, crypto, chain.id, day, through(chain)), facts))
    folded.push({ seat: key, class: first.class, read, facts, policy, days: creditSpans(read, policy, facts, day) })
  }
  if (folded.length > 1) shareWallTime(folded, day)
  return folded
}

/** One person's wall time goes round once: each seat's credited pieces compete by precedence, the losers get `elsewhere`. */
function shareWallTime(seats: SeatDay[], day: string | undefined): void {
  const pieces = seats.flatMap((one) =>
    one.days.flatMap(({ pieces }) =>
      pieces.filter(({ reason }) => !reason).map((piece) => ({ ...piece, index: piece.span })),
    ),
  )
  const taken = new Taken()
  const won = pieces.sort(byPrecedence).flatMap((piece) =>
    taken
      .take(piece.from, piece.to)
      .filter(({ free }) => free)
      .map(({ from, to }) => ({ seat: piece.seat, chain: piece.chain, seq: piece.seq, from, to })),
  )
  const receipts = new Map(seats.flatMap(({ read }) => read.map((chain) => [chain.chain, chain.windows])))
  for (const one of seats) {
    one.facts.elsewhere = won
      .filter(({ seat }) => seat !== one.seat)
      .filter(({ from, to }) =>
        one.days.some(({ pieces }) => pieces.some((piece) => !piece.reason && piece.from < to && piece.to > from)),
      )
      .map(({ from, to, chain, seq }) => ({
        seat: one.seat,
        from,
        to,
        receipt: receipts.get(chain)?.find((window) => window.to >= seq)?.receipt ?? chain,
      }))
    if (one.facts.elsewhere.length > 0) one.days = creditSpans(one.read, one.policy, one.facts, day)
  }
}

function bySeat(chains: readonly ChainOfSeat[]): Map<string, ChainOfSeat[]> {
  const seats = new Map<string, ChainOfSeat[]>()
  for (const chain of chains) seats.set(chain.seat, [...(seats.get(chain.seat) ?? []), chain])
  return seats
}
