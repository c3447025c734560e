import { and, count, eq, isNull, type SQL } from 'drizzle-orm'
import type { Queries, Store } from '../../db/store'
import type { Deps } from '../../deps'
import { checkOneKind } from './check-claim'

/** By list, how many people of claims as they now stand are in it. */
export async function heldIn(
  q: Queries,
  { t }: Pick<Store, 't'>,
  which: SQL | undefined,
): Promise<Map<string, number>> {
  const rows = await q
    .select({ list: t.hit.list, n: count() })
    .from(t.bureauClaim)
    .innerJoin(t.bureauPerson, ofNow(t))
    .innerJoin(t.hit, eq(t.hit.idIndex, t.bureauPerson.idIndex))
    .innerJoin(t.hitList, and(eq(t.hitList.id, t.hit.list), eq(t.hitList.organisation, t.bureauClaim.organisation)))
    .where(which)
    .groupBy(t.hit.list)
  return new Map(rows.map(({ list, n }) => [list, Number(n)]))
}

/** A list came or went: every claim with people of it, or with a finding of it, is looked at again. */
export async function recheckList(deps: Pick<Deps, 'store' | 'clock'>, list: string, why: string): Promise<void> {
  const { t, read } = deps.store
  const inIt = await read
    .selectDistinct({ claim: t.bureauClaim.id })
    .from(t.hit)
    .innerJoin(t.hitList, eq(t.hitList.id, t.hit.list))
    .innerJoin(t.bureauPerson, eq(t.bureauPerson.idIndex, t.hit.idIndex))
    .innerJoin(t.bureauClaim, and(ofNow(t), eq(t.bureauClaim.organisation, t.hitList.organisation)))
    .where(eq(t.hit.list, list))
  const found = await read
    .selectDistinct({ claim: t.bureauFinding.claim })
    .from(t.bureauFinding)
    .where(and(eq(t.bureauFinding.code, 'in-list'), eq(t.bureauFinding.key, list), isNull(t.bureauFinding.goneAt)))
  for (const claim of new Set([...inIt, ...found].map((one) => one.claim)))
    await checkOneKind(deps, claim, 'in-list', why)
}

const ofNow = (t: Store['t']) =>
  and(eq(t.bureauPerson.claim, t.bureauClaim.id), eq(t.bureauPerson.version, t.bureauClaim.version))
