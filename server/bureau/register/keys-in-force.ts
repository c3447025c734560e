import { and, eq, isNull, lte } from 'drizzle-orm'
import type { Milliseconds } from '../../../shared/record/fields'
import type { Queries, Store } from '../../db/store'

/** Keys of a 单位 that have not ended at a moment; one whose end is to come still counts. */
export const keysInForce = (q: Queries, { t }: Pick<Store, 't'>, firm: string, now: Milliseconds) =>
  q
    .select({ id: t.bureauKey.id, key: t.bureauKey.key, from: t.bureauKey.from })
    .from(t.bureauKey)
    .leftJoin(t.bureauKeyEnd, and(eq(t.bureauKeyEnd.key, t.bureauKey.id), lte(t.bureauKeyEnd.until, now)))
    .where(and(eq(t.bureauKey.firm, firm), isNull(t.bureauKeyEnd.id)))
