import { and, eq, inArray } from 'drizzle-orm'
import { chunksOf } from '../../../training/roster/chunks'
import type { Checked, EntryAt } from '../found'

/** The first entry of a chain: who joined, and with which device. */
const JOIN = 0

/**
 * Of everybody in the claim, here and in every other claim: by their row, the first entry of each of their chains. It is what shows that somebody was
 * there, where nothing but being there is found. Rows of claims without records have none.
 */
export async function joinings({ q, t, claim, people }: Checked): Promise<Map<string, EntryAt[]>> {
  const found = new Map<string, EntryAt[]>()
  for (const chunk of chunksOf([...new Set(people.map(({ idIndex }) => idIndex))])) {
    const rows = await q
      .select({ subject: t.bureauTrace.subject, chain: t.bureauTrace.chain, package: t.bureauReading.package })
      .from(t.bureauIdentity)
      .innerJoin(t.bureauTrace, eq(t.bureauTrace.identity, t.bureauIdentity.id))
      .innerJoin(t.bureauReading, eq(t.bureauReading.id, t.bureauTrace.reading))
      .where(and(inArray(t.bureauIdentity.idIndex, [...chunk]), eq(t.bureauIdentity.organisation, claim.organisation)))
      .orderBy(t.bureauTrace.id)
    for (const { subject, chain, package: from } of rows) {
      if (subject === null || chain === null || from === null) continue
      const of = found.get(subject) ?? []
      of.push({ package: from, chain, seq: JOIN })
      found.set(subject, of)
    }
  }
  return found
}
