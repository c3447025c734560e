import { and, eq, inArray, isNull } from 'drizzle-orm'
import type { Queries, Store } from '../../db/store'
import { chunksOf } from '../../training/roster/chunks'

/**
 * In the transaction in which a claim changes or ceases to count: those with findings against it are no longer compared to the end, and stay so until
 * `checkClaim` looked at them again, which the desk's rounds see to, also after a crash. Answers with their ids.
 */
export async function lookAgainAtOthers(q: Queries, { t }: Pick<Store, 't'>, claim: string): Promise<string[]> {
  const { bureauFinding: finding, bureauReading: reading } = t
  const rows = await q
    .selectDistinct({ claim: finding.claim })
    .from(finding)
    .where(and(eq(finding.other, claim), isNull(finding.goneAt)))
  const ids = rows.map((one) => one.claim)
  for (const chunk of chunksOf(ids))
    await q
      .update(reading)
      .set({ checkedAt: null })
      .where(inArray(reading.claim, [...chunk]))
  return ids
}
