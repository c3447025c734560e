import { eq, inArray } from 'drizzle-orm'
import type { Store } from '../../db/store'

/** Of files that came in by address: the name of the 单位 that announced each. */
export async function sendersOf(
  { t, read }: Pick<Store, 't' | 'read'>,
  intakes: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (intakes.length === 0) return new Map()
  const rows = await read
    .select({ intake: t.bureauDeliveryEnd.intake, name: t.bureauFirm.name })
    .from(t.bureauDeliveryEnd)
    .innerJoin(t.bureauDelivery, eq(t.bureauDelivery.id, t.bureauDeliveryEnd.delivery))
    .innerJoin(t.bureauFirm, eq(t.bureauFirm.id, t.bureauDelivery.firm))
    .where(inArray(t.bureauDeliveryEnd.intake, [...intakes]))
  return new Map(rows.map(({ intake, name }) => [intake ?? '', name]))
}
