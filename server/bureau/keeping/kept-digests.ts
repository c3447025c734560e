import { and, asc, eq, notExists, sql } from 'drizzle-orm'
import type { Store } from '../../db/store'

/** Packages that any bureau of this server keeps: all that came but those whose disposal was confirmed. */
function isKept({ t, read }: Pick<Store, 't' | 'read'>) {
  const { bureauPackage: of, bureauDisposalPackage: gone, bureauDisposalStep: step } = t
  const disposed = read
    .select({ one: sql`1` })
    .from(gone)
    .innerJoin(step, and(eq(step.disposal, gone.disposal), eq(step.step, 'confirmed')))
    .where(eq(gone.package, of.id))
  return notExists(disposed)
}

/** SHA-256 of each of them, once. */
export async function keptDigests(store: Pick<Store, 't' | 'read'>): Promise<string[]> {
  const { bureauPackage: of } = store.t
  const rows = await store.read
    .selectDistinct({ sha256: of.sha256 })
    .from(of)
    .where(isKept(store))
    .orderBy(asc(of.sha256))
  return rows.map(({ sha256 }) => sha256)
}

/** Each of them at each bureau that keeps it. */
export async function keptEverywhere(
  store: Pick<Store, 't' | 'read'>,
): Promise<{ id: string; organisation: string; sha256: string }[]> {
  const { bureauPackage: of } = store.t
  return store.read
    .select({ id: of.id, organisation: of.organisation, sha256: of.sha256 })
    .from(of)
    .where(isKept(store))
}
