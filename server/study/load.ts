import { and, asc, eq, inArray, isNotNull, ne, or } from 'drizzle-orm'
import * as v from 'valibot'
import type { Crypto } from '../../shared/crypto'
import type { Entry } from '../../shared/record/entry'
import { readEntry } from '../../shared/record/entry'
import { type Facts, facts } from '../../shared/study/facts'
import type { Policy } from '../../shared/study/policy'
import type { Queries, Store } from '../db/store'
import { entryLines } from '../ledger/line'
import { classOf } from '../training/class-of'
import { importedOf, supersededBy } from './standing'

export interface ChainOfSeat {
  id: number
  digest: string
  claim: string
  seat: string
  class: string
  issuedAt: number
  how: string
}

/** The last seq of a chain that is looked at; everything where nobody says so. */
export type Through = (chain: Pick<ChainOfSeat, 'id' | 'class'>) => number
export const everything: Through = () => Number.MAX_SAFE_INTEGER

/** The chains bound to these seats. */
export function chainsOfSeats(q: Queries, t: Store['t'], seats: readonly string[]): Promise<ChainOfSeat[]> {
  return boundChains(q, t, seats.length === 0 ? undefined : inArray(t.claim.seat, [...seats]))
}

/** The chains bound to any seat of a class. */
export const chainsOfClass = (q: Queries, t: Store['t'], classId: string): Promise<ChainOfSeat[]> =>
  boundChains(q, t, eq(t.claim.class, classId))

async function boundChains(
  q: Queries,
  t: Store['t'],
  which: ReturnType<typeof eq> | undefined,
): Promise<ChainOfSeat[]> {
  if (!which) return []
  const rows = await q
    .select({
      id: t.chain.id,
      digest: t.chain.digest,
      claim: t.claim.claim,
      seat: t.claim.seat,
      class: t.claim.class,
      issuedAt: t.claim.issuedAt,
      how: t.claim.how,
    })
    .from(t.chain)
    .innerJoin(t.claim, eq(t.claim.claim, t.chain.claim))
    .where(and(which, eq(t.claim.state, 'bound'), isNotNull(t.claim.seat)))
    .orderBy(asc(t.chain.digest))
  return rows.map((row) => ({ ...row, seat: row.seat ?? '' }))
}

/** The chain's entries in order (branch 0), up to `through`. With a day: what that day's fold needs, i.e. everything but the watch entries of other days. */
export async function entriesOf(
  q: Queries,
  t: Store['t'],
  crypto: Crypto,
  chain: number,
  day?: string,
  through = Number.MAX_SAFE_INTEGER,
): Promise<Entry[]> {
  const ofDay =
    day === undefined
      ? undefined
      : q
          .select({ seq: t.entryDay.seq })
          .from(t.entryDay)
          .where(and(eq(t.entryDay.chain, chain), eq(t.entryDay.day, day)))
  const only = ofDay && or(ne(t.entry.kind, 'watch'), inArray(t.entry.seq, ofDay))
  const lines = await entryLines({ t, read: q }, chain, { through, only })
  return lines.map((line) => readEntry(crypto, line))
}

/** Everything besides entries and policy that credit looks at, for the chains of one class. */
export async function factsOf(
  q: Queries,
  store: Store,
  classId: string,
  chains: readonly ChainOfSeat[],
  through: Through = everything,
): Promise<{ facts: Facts; policy: Policy }> {
  const { t } = store
  const trained = await classOf({ t, read: q }, classId)
  const receipts =
    chains.length === 0
      ? []
      : await q
          .select({
            chain: t.receipt.chain,
            branch: t.receipt.branch,
            from: t.receipt.from,
            to: t.receipt.to,
            at: t.receipt.at,
            hash: t.receipt.hash,
          })
          .from(t.receipt)
          .where(
            inArray(
              t.receipt.chain,
              chains.map(({ id }) => id),
            ),
          )
          .orderBy(asc(t.receipt.chain), asc(t.receipt.branch), asc(t.receipt.to))
  const byId = new Map(chains.map((chain) => [chain.id, chain]))
  const seats = [...new Set(chains.map(({ seat }) => seat))]
  const superseded = await supersededBy(q, t, seats)
  return {
    policy: trained.plan.policy,
    facts: v.parse(facts, {
      v: 1,
      class: classId,
      bindings: chains.map(({ claim, seat, issuedAt, how }) => ({ claim, seat, from: issuedAt, how })),
      courses: trained.plan.courses,
      period: trained.plan.period,
      devices: [],
      receipts: receipts.flatMap(({ chain: id, branch, ...rest }) => {
        const chain = byId.get(id)
        return chain && rest.to <= through(chain)
          ? [{ chain: chain.digest, ...(branch > 0 && { branch }), ...rest }]
          : []
      }),
      corrections: [],
      imported: await importedOf(q, t, seats, superseded),
      elsewhere: [],
    }),
  }
}
