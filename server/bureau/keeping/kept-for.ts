import { and, eq, inArray, isNotNull, sql } from 'drizzle-orm'
import { dayOf } from '../../../shared/calendar/beijing'
import type { Queries, Store } from '../../db/store'
import type { StoredPackage } from './kept'

/** What a package is kept for. */
export interface KeptForClaims {
  claims: readonly string[]
  /** Of what came outside any claim: the day its own term counts from. */
  own?: string | undefined
}

/**
 * The claims that each package belongs to. Its own, or the one it came beside; of a 阶段包 every claim of the 单位 with somebody of that class; a video
 * package names none, so every claim of the 单位 whose training had begun when it came. What is of no claim itself has a term of its own beside theirs:
 * from the last day of the class or the day of receipt, whichever is later.
 */
export async function keptFor(
  q: Queries,
  { t }: Pick<Store, 't'>,
  organisation: string,
  packages: readonly Pick<StoredPackage, 'id' | 'claim' | 'kind' | 'firmId' | 'at'>[],
): Promise<Map<string, KeptForClaims>> {
  const [beside, ended] = [new Map<string, Set<string>>(), new Map<string, string>()]
  const add = (pack: string, claim: string) => beside.set(pack, (beside.get(pack) ?? new Set()).add(claim))
  const outside = packages.filter(({ claim }) => claim === null)
  if (outside.length > 0) {
    const { bureauIntake: intake, bureauStage: stage, bureauClaim: claim, bureauPerson: person } = t
    const arrived = await q
      .selectDistinct({ pack: intake.package, claim: intake.claim })
      .from(intake)
      .where(and(eq(intake.organisation, organisation), isNotNull(intake.package), isNotNull(intake.claim)))
    for (const { pack, claim } of arrived) if (pack !== null && claim !== null) add(pack, claim)
    const staged = await q
      .selectDistinct({ pack: stage.package, claim: claim.id })
      .from(stage)
      .innerJoin(claim, and(eq(claim.organisation, stage.organisation), eq(claim.firm, stage.firm)))
      .innerJoin(person, and(eq(person.claim, claim.id), eq(person.class, stage.class)))
      .where(eq(stage.organisation, organisation))
    for (const { pack, claim } of staged) add(pack, claim)
    const stages = await q
      .select({ pack: stage.package, to: stage.to })
      .from(stage)
      .where(eq(stage.organisation, organisation))
    for (const { pack, to } of stages) ended.set(pack, to)
    const videos = outside.filter(({ kind }) => kind === 'videos')
    const firms = [...new Set(videos.flatMap(({ firmId }) => firmId ?? []))]
    const begun = await begunClaims(q, { t }, organisation, firms)
    for (const { id, firmId, at } of videos)
      for (const one of begun) if (one.firm === firmId && one.opening <= dayOf(at)) add(id, one.claim)
  }
  return new Map(
    packages.map(({ id, claim, at }) => {
      if (claim !== null) return [id, { claims: [claim] }]
      const [came, last = ''] = [dayOf(at), ended.get(id)]
      return [id, { claims: [...(beside.get(id) ?? [])], own: last > came ? last : came }]
    }),
  )
}

/** Claims of these 单位 with the first day anybody in them began. */
async function begunClaims(q: Queries, { t }: Pick<Store, 't'>, organisation: string, firms: readonly string[]) {
  if (firms.length === 0) return []
  const { bureauClaim: claim, bureauPerson: person } = t
  return q
    .select({ claim: claim.id, firm: claim.firm, opening: sql<string>`min(${person.opening})` })
    .from(claim)
    .innerJoin(person, eq(person.claim, claim.id))
    .where(and(eq(claim.organisation, organisation), inArray(claim.firm, [...firms])))
    .groupBy(claim.id, claim.firm)
}
