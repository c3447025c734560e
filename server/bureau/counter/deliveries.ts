import { and, asc, desc, eq, inArray } from 'drizzle-orm'
import * as v from 'valibot'
import { type DeliveryAnswer, deliveryStates } from '../../../shared/exchange/answers'
import { deliveryKinds } from '../../../shared/exchange/delivery'
import type { Queries, Store } from '../../db/store'
import type { Deps } from '../../deps'

export type Delivery = Store['t']['bureauDelivery']['$inferSelect']
export type DeliveryEnd = Store['t']['bureauDeliveryEnd']['$inferSelect']
/** A file that was announced, and what became of it the last time that it came whole. */
export interface Known {
  delivery: Delivery
  end: DeliveryEnd | undefined
}

/** Of this 单位, the newest first. */
export const deliveriesOf = (q: Queries, { t }: Pick<Store, 't'>, firm: string, most: number): Promise<Known[]> =>
  q
    .select()
    .from(t.bureauDelivery)
    .where(eq(t.bureauDelivery.firm, firm))
    .orderBy(desc(t.bureauDelivery.at), desc(t.bureauDelivery.id))
    .limit(most)
    .then((rows) => withEnds(q, { t }, rows))

/** The one delivery of a file of this 单位; undefined where it was never announced. */
export async function deliveryOf(
  q: Queries,
  { t }: Pick<Store, 't'>,
  firm: string,
  sha256: string,
): Promise<Known | undefined> {
  const rows = await q
    .select()
    .from(t.bureauDelivery)
    .where(and(eq(t.bureauDelivery.firm, firm), eq(t.bureauDelivery.sha256, sha256)))
  return (await withEnds(q, { t }, rows))[0]
}

/** Of this bureau; undefined where there is none. */
export async function deliveryById(
  q: Queries,
  { t }: Pick<Store, 't'>,
  organisation: string,
  id: string,
): Promise<Known | undefined> {
  const rows = await q
    .select()
    .from(t.bureauDelivery)
    .where(and(eq(t.bureauDelivery.organisation, organisation), eq(t.bureauDelivery.id, id)))
  return (await withEnds(q, { t }, rows))[0]
}

async function withEnds(q: Queries, { t }: Pick<Store, 't'>, rows: readonly Delivery[]): Promise<Known[]> {
  const ids = rows.map(({ id }) => id)
  const ends =
    ids.length === 0
      ? []
      : await q
          .select()
          .from(t.bureauDeliveryEnd)
          .where(inArray(t.bureauDeliveryEnd.delivery, ids))
          .orderBy(asc(t.bureauDeliveryEnd.turn))
  const last = new Map(ends.map((end) => [end.delivery, end]))
  return rows.map((delivery) => ({ delivery, end: last.get(delivery.id) }))
}

/**
 * Where a file stands. What is on its way is known to this process alone: after a restart a file that was half here, or being checked, is one of which
 * nothing is here.
 */
export function answerOf({ packages }: Pick<Deps, 'packages'>, { delivery, end }: Known): DeliveryAnswer {
  const { id, name, sha256 } = delivery
  const place = packages.sending.get(id)
  const about = { id, name, sha256, what: v.parse(v.picklist(deliveryKinds), delivery.what) }
  // A place in which nothing came yet says nothing: what became of the file before still stands.
  if (place && (place.received > 0 || place.taking)) {
    const { received, touchedAt: at } = place
    return { ...about, state: place.taking ? 'checking' : 'sending', received, number: '', said: '', at }
  }
  if (!end) return { ...about, state: 'sending', received: 0, number: '', said: '', at: delivery.at }
  const { number, said, at } = end
  const state = v.parse(v.picklist(deliveryStates), end.state)
  return { ...about, state, received: state === 'taken' ? delivery.bytes : 0, number, said, at }
}
