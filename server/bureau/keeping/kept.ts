import { and, asc, eq, inArray, isNull, notExists, type SQL, sql } from 'drizzle-orm'
import { dayOf } from '../../../shared/calendar/beijing'
import { type Retention, retentionOf } from '../../../shared/media/retention'
import type { Queries, Store } from '../../db/store'
import { rulesOf } from '../../media/retention-facts'
import { keptFor } from './kept-for'

export interface StoredPackage {
  id: string
  name: string
  sha256: string
  kind: string
  claim: string | null
  /** 受理号; empty of what belongs to no claim. */
  number: string
  firm: string
  firmId: string | null
  at: number
}

/** Packages of a bureau whose bytes it keeps: all it ever received but those that were disposed of; `which`: of those alone. */
export async function keptPackages(
  { t, ...store }: Pick<Store, 't' | 'read'>,
  organisation: string,
  q: Queries = store.read,
  which?: SQL,
): Promise<StoredPackage[]> {
  const { bureauPackage: of, bureauClaim: claim, bureauFirm: firm } = t
  const { bureauDisposalPackage: gone, bureauDisposalStep: step } = t
  const disposed = q
    .select({ one: sql`1` })
    .from(gone)
    .innerJoin(step, and(eq(step.disposal, gone.disposal), eq(step.step, 'confirmed')))
    .where(eq(gone.package, of.id))
  const rows = await q
    .select({
      ...{ id: of.id, name: of.name, sha256: of.sha256, kind: of.kind, claim: of.claim, at: of.at },
      ...{ number: claim.number, firm: firm.name, firmId: of.firm },
    })
    .from(of)
    .leftJoin(claim, eq(claim.id, of.claim))
    .leftJoin(firm, eq(firm.id, of.firm))
    .where(and(eq(of.organisation, organisation), which, notExists(disposed)))
    .orderBy(asc(of.at), asc(of.id))
  return rows.map(({ number, firm: of, ...row }) => ({ ...row, number: number ?? '', firm: of ?? '' }))
}

/** Everywhere: rules of one region are not known to bind a bureau; it enters its own. */
const ANYWHERE = '000000'

/**
 * How long each package is kept, by the longest rule: from the day on which every claim it belongs to was paid or finally refused; 阶段包 and video packages
 * never shorter than these, and where there is none for a term of their own (`kept-for.ts`). A hold on one of the claims, or on everything, keeps it.
 */
export async function packageRetentions(
  q: Queries,
  store: Pick<Store, 't'>,
  organisation: string,
  packages: readonly Pick<StoredPackage, 'id' | 'claim' | 'kind' | 'firmId' | 'at'>[],
): Promise<Map<string, Retention>> {
  const rules = await rulesOf(q, store, organisation)
  const held = await heldClaims(q, store, organisation)
  const settled = await settledClaims(q, store, organisation)
  const of = await keptFor(q, store, organisation, packages)
  return new Map(
    packages.map(({ id }) => {
      const { claims, own } = of.get(id) ?? { claims: [] }
      const isHeld = held.has(null) || claims.some((claim) => held.has(claim))
      const days = [...claims.map((claim) => settled.get(claim)), ...(own === undefined ? [] : [own])]
      const facts = days.map((day) => ({ region: ANYWHERE, settled: day }))
      return [id, retentionOf(facts, rules, isHeld)]
    }),
  )
}

/** Claims under 暂停销毁; null: everything. */
async function heldClaims(q: Queries, { t }: Pick<Store, 't'>, organisation: string): Promise<Set<string | null>> {
  const rows = await q
    .select({ claim: t.bureauHold.claim })
    .from(t.bureauHold)
    .leftJoin(t.bureauHoldEnd, eq(t.bureauHoldEnd.hold, t.bureauHold.id))
    .where(and(eq(t.bureauHold.organisation, organisation), isNull(t.bureauHoldEnd.hold)))
  return new Set(rows.map(({ claim }) => claim))
}

/** The day on which each paid or refused claim was that, the last where it came to it more than once. */
async function settledClaims(q: Queries, { t }: Pick<Store, 't'>, organisation: string): Promise<Map<string, string>> {
  const { bureauClaim: claim, bureauEvent: event } = t
  const rows = await q
    .select({ claim: claim.id, at: sql<number>`max(${event.at})` })
    .from(claim)
    .innerJoin(event, and(eq(event.claim, claim.id), eq(event.kind, claim.status)))
    .where(and(eq(claim.organisation, organisation), inArray(claim.status, ['paid', 'refused'])))
    .groupBy(claim.id)
  return new Map(rows.map(({ claim: id, at }) => [id, dayOf(Number(at))]))
}
