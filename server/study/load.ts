import { and, asc, eq, inArray, isNotNull, ne, or } from 'drizzle-orm'
import * as v from 'valibot'
import type { Verified } from '../../shared/record/entry'
import { type Facts, facts } from '../../shared/study/facts'
import type { Policy } from '../../shared/study/policy'
import type { Queries, Store } from '../db/store'
import { storedEntries } from '../ledger/line'
import { classOf } from '../training/class-of'
import { importedOf, leavesOf, supersededBy } from './standing'

export interface ChainOfSeat {
  id: number
  digest: string
  claim: string
  seat: string
  class: string
  device: string
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
      device: t.chain.device,
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
  chain: Pick<ChainOfSeat, 'id' | 'digest'>,
  day?: string,
  through = Number.MAX_SAFE_INTEGER,
): Promise<Verified[]> {
  const ofDay =
    day === undefined
      ? undefined
      : q
          .select({ seq: t.entryDay.seq })
          .from(t.entryDay)
          .where(and(eq(t.entryDay.chain, chain.id), eq(t.entryDay.day, day)))
  const only = ofDay && or(ne(t.entry.kind, 'watch'), inArray(t.entry.seq, ofDay))
  return storedEntries({ t, read: q }, chain, { through, only })
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
  const { plan } = trained
  return {
    policy: plan.policy,
    facts: {
      v: 2,
      class: classId,
      bindings: chains.map(({ claim, seat, issuedAt, how }) => ({ claim, seat, from: issuedAt, how: bindingHow(how) })),
      courses: plan.courses,
      period: plan.period,
      ...(plan.consentDate !== undefined && { consentDate: plan.consentDate }),
      ...(await decisionsOf(q, store, trained.organisation, chains)),
      receipts: receipts.flatMap(({ chain: id, branch, ...rest }) => {
        const chain = byId.get(id)
        return chain && rest.to <= through(chain)
          ? [{ chain: chain.digest, ...(branch > 0 && { branch }), ...rest }]
          : []
      }),
      elsewhere: [],
    },
  }
}

const bindingHow = (how: string): Facts['bindings'][number]['how'] =>
  how === 'code' || how === 'file' || how === 'replaces' ? how : 'accepted'

/** What people decided about these chains' seats and devices and what still holds of it, each list in order. */
async function decisionsOf(
  q: Queries,
  { t }: Store,
  organisation: string,
  chains: readonly ChainOfSeat[],
): Promise<Pick<Facts, 'corrections' | 'devices' | 'imported'>> {
  if (chains.length === 0) return { corrections: [], devices: [], imported: [] }
  const seats = [...new Set(chains.map(({ seat }) => seat))]
  const superseded = await supersededBy(q, t, seats)
  const corrections = await q
    .select()
    .from(t.correction)
    .where(inArray(t.correction.seat, seats))
    .orderBy(asc(t.correction.at), asc(t.correction.id))
  const devices = await q
    .select({ device: t.deviceDecision.device, decision: t.deviceDecision.decision, at: t.deviceDecision.at })
    .from(t.deviceDecision)
    .where(
      and(
        eq(t.deviceDecision.organisation, organisation),
        inArray(t.deviceDecision.device, [...new Set(chains.map(({ device }) => device))]),
      ),
    )
    .orderBy(asc(t.deviceDecision.at), asc(t.deviceDecision.id))
  return {
    corrections: v.parse(facts.entries.corrections, [
      ...corrections
        .filter(({ id }) => !superseded.has(id))
        .map(({ evidence, appeal, ...rest }) => ({
          ...rest,
          ...(evidence !== null && { evidence }),
          ...(appeal !== null && { appeal }),
        })),
      ...(await leavesOf(q, t, seats)),
    ]),
    devices: v.parse(facts.entries.devices, devices),
    imported: await importedOf(q, t, seats, superseded),
  }
}
