import { and, eq, inArray, ne } from 'drizzle-orm'
import { chunksOf } from '../../training/roster/chunks'
import type { Checked, Other } from './found'

/**
 * Of these claims those that count beside the one under check: of the same bureau, not refused. Withdrawn versions count nowhere: rows of
 * people and of the index are those of the current one.
 */
export async function othersOf({ q, t, claim }: Checked, ids: Iterable<string>): Promise<Map<string, Other>> {
  const found = new Map<string, Other>()
  for (const chunk of chunksOf([...new Set(ids)])) {
    const rows = await q
      .select({ other: t.bureauClaim, firmName: t.bureauFirm.name, reading: t.bureauReading })
      .from(t.bureauClaim)
      .innerJoin(t.bureauFirm, eq(t.bureauFirm.id, t.bureauClaim.firm))
      .leftJoin(t.bureauReading, eq(t.bureauReading.claim, t.bureauClaim.id))
      .where(
        and(
          inArray(t.bureauClaim.id, [...chunk]),
          eq(t.bureauClaim.organisation, claim.organisation),
          ne(t.bureauClaim.status, 'refused'),
        ),
      )
    for (const { other, firmName, reading } of rows)
      found.set(other.id, {
        ...{ id: other.id, number: other.number, firm: other.firm, firmName, source: other.source },
        ...{ reading: reading?.id ?? 0, package: reading?.package ?? null },
      })
  }
  return found
}
