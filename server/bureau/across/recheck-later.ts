import { and, eq, exists, gte, like, ne, or, type SQL, sql } from 'drizzle-orm'
import type { Queries, Store } from '../../db/store'
import { chunksOf } from '../../training/roster/chunks'
import type { Recheckable } from './check-claim'

/** What changed, in words that a lifted finding is explained with. */
interface Change {
  organisation: string
  reason: string
}

/**
 * In the transaction of the change: these claims of the bureau are to be looked at again for findings of one kind. A refused claim counts nowhere. Whoever
 * calls wakes the rechecker once that is committed.
 */
async function recheckLater(
  q: Queries,
  { t }: Pick<Store, 't'>,
  code: Recheckable,
  { organisation, reason }: Change,
  which: SQL | undefined,
): Promise<void> {
  const { bureauClaim: claim, bureauRecheck: due } = t
  const rows = await q
    .select({ claim: claim.id })
    .from(claim)
    .innerJoin(t.bureauFirm, eq(t.bureauFirm.id, claim.firm))
    .where(and(eq(claim.organisation, organisation), ne(claim.status, 'refused'), which))
  const fresh = { reason, tries: 0, problem: '', nextAt: 0 }
  for (const chunk of chunksOf(rows.map((row) => ({ ...row, code, turn: 1, ...fresh }))))
    await q
      .insert(due)
      .values([...chunk])
      .onConflictDoUpdate({ target: [due.claim, due.code], set: { ...fresh, turn: sql`${due.turn} + 1` } })
}

/** `code` of a claim whose comparing with all others was begun and did not come to its end; no kind of finding. */
export const COMPARE = 'compare'

/** Of claims: looking at them again failed, and was not done since. */
export const isStuck = ({ t }: Pick<Store, 't'>): SQL => sql`EXISTS (SELECT 1 FROM ${t.bureauRecheck}
  WHERE ${t.bureauRecheck.claim} = ${t.bureauClaim.id} AND ${t.bureauRecheck.problem} <> '')`

/** A platform was agreed to, or its entry ended: claims that studied there; `first`: all that studied on any, the register says something from now on. */
export async function recheckPlatform(
  q: Queries,
  store: Pick<Store, 't'>,
  change: Change & { host: string; firm: string; first: boolean },
): Promise<void> {
  const { bureauClaim: claim, bureauHost: host, bureauReading: reading } = store.t
  const there = change.first ? undefined : or(eq(host.host, change.host), like(host.host, `%.${change.host}`))
  const studied = q
    .select({ one: sql`1` })
    .from(reading)
    .innerJoin(host, eq(host.reading, reading.id))
    .where(and(eq(reading.claim, claim.id), there))
  const ofFirm = change.firm === '' || change.first ? undefined : eq(claim.firm, change.firm)
  await recheckLater(q, store, 'not-registered', change, and(ofFirm, exists(studied)))
}

/** A 定点 entry came or ended: claims of that institution; those of all of them where no institution is named. */
export async function recheckDesignation(
  q: Queries,
  store: Pick<Store, 't'>,
  change: Change & { institution?: { creditCode: string; name: string } | undefined },
): Promise<void> {
  const { bureauFirm: firm } = store.t
  const { institution } = change
  const named = institution && or(eq(firm.creditCode, institution.creditCode), eq(firm.name, institution.name))
  await recheckLater(q, store, 'not-registered', change, and(eq(firm.kind, 'institution'), named))
}

/** The yearly limit was set: claims with a training that ends from that day on; all where `from` is absent. */
export async function recheckYearLimit(
  q: Queries,
  store: Pick<Store, 't'>,
  change: Change & { from?: string | undefined },
): Promise<void> {
  const { bureauClaim: claim, bureauPerson: person } = store.t
  const { from } = change
  const ends = q
    .select({ one: sql`1` })
    .from(person)
    .where(
      and(
        eq(person.claim, claim.id),
        eq(person.version, claim.version),
        from === undefined ? undefined : gte(person.closing, from),
      ),
    )
  await recheckLater(q, store, 'over-year-limit', change, exists(ends))
}
