import { and, asc, eq, inArray } from 'drizzle-orm'
import * as v from 'valibot'
import { digest, milliseconds } from '../../shared/record/fields'
import type { Queries, Store } from '../db/store'

/** Wall time that a handed-in claim counts for a seat: it stays there, whatever comes later. */
const stretch = v.strictObject({ from: milliseconds, to: milliseconds, receipt: digest })
export type Stretch = v.InferOutput<typeof stretch>

/** That a hold is one of a claim that still holds it (handed in, paid), to be joined with its claim. */
export const stillHeld = ({ subsidyClaim, claimHold }: Store['t']) =>
  and(
    eq(subsidyClaim.id, claimHold.claim),
    eq(subsidyClaim.version, claimHold.version),
    inArray(subsidyClaim.status, ['handed-in', 'paid']),
  )

/** What claims hold of these seats, by seat, in the order in which they were handed in. */
export async function heldTime(
  q: Queries,
  { t }: Pick<Store, 't'>,
  seats: readonly string[],
): Promise<Map<string, Stretch[]>> {
  const rows = await q
    .select({ seat: t.claimHold.seat, stretches: t.claimHold.stretches })
    .from(t.claimHold)
    .innerJoin(t.subsidyClaim, stillHeld(t))
    .where(inArray(t.claimHold.seat, [...seats]))
    .orderBy(asc(t.claimHold.at), asc(t.claimHold.seat))
  const bySeat = new Map<string, Stretch[]>()
  for (const { seat, stretches } of rows)
    bySeat.set(seat, [...(bySeat.get(seat) ?? []), ...v.parse(v.array(stretch), JSON.parse(stretches))])
  return bySeat
}
