import { and, eq, inArray, isNull, ne, notExists, type SQL, sql } from 'drizzle-orm'
import type { Queries, Store } from '../../db/store'
import { refreshTotals } from '../../study/totals'
import { living } from './claim-row'

/** On the roster, and nothing is missing by the policy. Who was never folded has nothing. */
export const isReady = ({ seat, seatTotal }: Store['t']): SQL =>
  sql`(${seat.leftAt} IS NULL AND coalesce(${seatTotal.lacksHours} + ${seatTotal.lacksTests}, 1) = 0)`

/** In no other claim that was not refused: one training is asked for once. */
export const isFree = (q: Queries, { claimSeat, subsidyClaim, seat }: Store['t'], claim: string): SQL =>
  notExists(
    q
      .select({ one: sql`1` })
      .from(claimSeat)
      .innerJoin(subsidyClaim, eq(subsidyClaim.id, claimSeat.claim))
      .where(and(eq(claimSeat.seat, seat.id), ne(claimSeat.claim, claim), inArray(subsidyClaim.status, [...living]))),
  )

/** 能先报的人: the seats of these classes that can be claimed for now and are in no claim. */
export async function readySeats(
  q: Queries,
  { t }: Pick<Store, 't'>,
  claim: string,
  classes: readonly string[],
): Promise<string[]> {
  const rows = await q
    .select({ id: t.seat.id })
    .from(t.seat)
    .innerJoin(t.seatTotal, eq(t.seatTotal.seat, t.seat.id))
    .where(and(inArray(t.seat.class, [...classes]), isReady(t), isFree(q, t, claim)))
  return rows.map(({ id }) => id)
}

/** Reckons what nobody has reckoned yet: whose hours all come from other sources was never folded. Within a transaction. */
export async function reckonUntouched(q: Queries, store: Store, classes: readonly string[]): Promise<void> {
  const { t } = store
  const rows = await q
    .select({ id: t.seat.id })
    .from(t.seat)
    .leftJoin(t.seatTotal, eq(t.seatTotal.seat, t.seat.id))
    .where(and(inArray(t.seat.class, [...classes]), isNull(t.seatTotal.seat)))
  if (rows.length > 0)
    await refreshTotals(
      q,
      store,
      rows.map(({ id }) => id),
    )
}
