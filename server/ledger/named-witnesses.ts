import { asc, eq, isNull } from 'drizzle-orm'
import type { Store } from '../db/store'

/** Witnesses that were named on the console and are believed now; those the server was started with stand in its settings. */
export async function namedWitnesses({ t, read }: Pick<Store, 't' | 'read'>): Promise<{ id: string; key: string }[]> {
  return read
    .select({ id: t.witnessNamed.id, key: t.witnessNamed.key })
    .from(t.witnessNamed)
    .leftJoin(t.witnessNamedEnd, eq(t.witnessNamedEnd.named, t.witnessNamed.id))
    .where(isNull(t.witnessNamedEnd.named))
    .orderBy(asc(t.witnessNamed.at))
}
