import { and, eq, inArray, isNull } from 'drizzle-orm'
import { chunksOf } from '../../../training/roster/chunks'
import { type Checked, type EntryAt, SHOWN } from '../found'

/** The first entry of a chain: who joined, and with which device. */
const JOIN = 0

/** Entries that show that these rows of people were where they were, so many as a finding names. */
export type Shown = (...rows: string[]) => EntryAt[]

/** Shows of who is in the claim that they joined, here and elsewhere (`joinings`). */
export async function showing(checked: Checked): Promise<Shown> {
  const joined = await joinings(checked)
  return (...rows) => rows.flatMap((row) => joined.get(row) ?? []).slice(0, SHOWN)
}

/**
 * Of everybody in the claim, here and in every other claim: by their row, the first entry of each of their chains. It is what shows that somebody was
 * there, where nothing but being there is found. Who has no number is shown by the claim alone. Rows of claims without records have none.
 */
async function joinings({ q, t, claim, people, reading }: Checked): Promise<Map<string, EntryAt[]>> {
  const found = new Map<string, EntryAt[]>()
  const shown = { subject: t.bureauTrace.subject, chain: t.bureauTrace.chain, package: t.bureauReading.package }
  const keep = (rows: readonly { subject: string | null; chain: string | null; package: string | null }[]): void => {
    for (const { subject, chain, package: from } of rows) {
      if (subject === null || chain === null || from === null) continue
      const of = found.get(subject) ?? []
      of.push({ package: from, chain, seq: JOIN })
      found.set(subject, of)
    }
  }
  for (const chunk of chunksOf([...new Set(people.map(({ idIndex }) => idIndex))])) {
    const rows = await q
      .select(shown)
      .from(t.bureauIdentity)
      .innerJoin(t.bureauTrace, eq(t.bureauTrace.identity, t.bureauIdentity.id))
      .innerJoin(t.bureauReading, eq(t.bureauReading.id, t.bureauTrace.reading))
      .where(and(inArray(t.bureauIdentity.idIndex, [...chunk]), eq(t.bureauIdentity.organisation, claim.organisation)))
      .orderBy(t.bureauTrace.id)
    keep(rows)
  }
  if (reading !== undefined)
    keep(
      await q
        .select(shown)
        .from(t.bureauTrace)
        .innerJoin(t.bureauReading, eq(t.bureauReading.id, t.bureauTrace.reading))
        .where(and(eq(t.bureauTrace.reading, reading), isNull(t.bureauTrace.identity)))
        .orderBy(t.bureauTrace.id),
    )
  return found
}
