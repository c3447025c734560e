import { eq, sql } from 'drizzle-orm'
import type { Actor } from '../access/actor'
import type { Queries, Store } from '../db/store'

/**
 * Lets one transaction at a time publish, clear, pay or take back at a bureau, until it ends: what it reads of lists and tables stays true while it
 * writes, and numbers follow each other. PostgreSQL holds the bureau's row; SQLite has one writer anyway. Called before anything is read.
 */
export async function holdDesk(
  q: Queries,
  { t }: Pick<Store, 't'>,
  { organisation }: Pick<Actor, 'organisation'>,
): Promise<void> {
  await q
    .update(t.organisation)
    .set({ name: sql`${t.organisation.name}` })
    .where(eq(t.organisation.id, organisation))
}
