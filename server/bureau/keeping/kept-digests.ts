import { and, asc, eq, notExists, sql } from 'drizzle-orm'
import type { Store } from '../../db/store'

/** SHA-256 of every package that any bureau of this server keeps: all that came but those whose disposal was confirmed. */
export async function keptDigests({ t, read }: Pick<Store, 't' | 'read'>): Promise<string[]> {
  const { bureauPackage: of, bureauDisposalPackage: gone, bureauDisposalStep: step } = t
  const disposed = read
    .select({ one: sql`1` })
    .from(gone)
    .innerJoin(step, and(eq(step.disposal, gone.disposal), eq(step.step, 'confirmed')))
    .where(eq(gone.package, of.id))
  const rows = await read
    .selectDistinct({ sha256: of.sha256 })
    .from(of)
    .where(notExists(disposed))
    .orderBy(asc(of.sha256))
  return rows.map(({ sha256 }) => sha256)
}
