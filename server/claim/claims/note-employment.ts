import { and, eq, inArray } from 'drizzle-orm'
import type { NoteEmployment } from '../../../shared/api/claims'
import { type Actor, requireRole } from '../../access/actor'
import { recordAudit } from '../../access/audit'
import type { Deps } from '../../deps'
import { openClaimOf, unsettle } from './claim-row'

/** Since when people of a draft are employed, for tables that pay by it; without a day what was noted is taken back. Throws `conflict`. Audited. */
export async function noteEmployment(
  { store, clock }: Deps,
  actor: Actor,
  id: string,
  { seats, day }: NoteEmployment,
): Promise<void> {
  requireRole(actor, 'hr')
  const { t } = store
  await store.tx(async (q) => {
    const claim = await openClaimOf(q, store, id, actor.organisation)
    await q
      .update(t.claimSeat)
      .set({ employedOn: day ?? null })
      .where(and(eq(t.claimSeat.claim, id), inArray(t.claimSeat.seat, seats)))
    await unsettle(q, store, claim, clock.now())
    await recordAudit(q, store, clock, actor, 'claim.people', id, {
      ...{ number: claim.number, employed: seats.length, date: day ?? '' },
    })
  })
}
