import { and, eq, inArray } from 'drizzle-orm'
import type { ChooseClaimPeople } from '../../../shared/api/claims'
import { type Actor, requireRole } from '../../access/actor'
import { recordAudit } from '../../access/audit'
import type { Queries } from '../../db/store'
import type { Deps } from '../../deps'
import { Refused } from '../../ledger/accept'
import { chunksOf } from '../../training/roster/chunks'
import { classesOfClaim, openClaimOf, unsettle } from './claim-row'
import { isFree, readySeats, reckonUntouched } from './ready-seats'

/**
 * Puts people of the claim's classes into a draft or takes them out. Anybody of these classes can be put in, also who lacks something: the
 * check says so. Throws `conflict` for somebody who stands in another claim. Audited.
 */
export async function chooseClaimPeople(
  deps: Deps,
  actor: Actor,
  id: string,
  { add, remove, ready }: ChooseClaimPeople,
): Promise<void> {
  requireRole(actor, 'hr')
  const { store, clock } = deps
  const { t } = store
  if (ready) await deps.deriver.settle()
  await store.tx(async (q) => {
    const claim = await openClaimOf(q, store, id, actor.organisation)
    const classes = (await classesOfClaim(q, store, id)).map((one) => one.class)
    if (ready) await reckonUntouched(q, store, classes)
    const wanted = [...add, ...(ready ? await readySeats(q, store, id, classes) : [])]
    await demandFree(deps, q, id, classes, wanted)
    for (const chunk of chunksOf(wanted))
      await q
        .insert(t.claimSeat)
        .values(chunk.map((seat) => ({ claim: id, seat })))
        .onConflictDoNothing()
    for (const chunk of chunksOf(remove))
      await q.delete(t.claimSeat).where(and(eq(t.claimSeat.claim, id), inArray(t.claimSeat.seat, [...chunk])))
    await unsettle(q, store, claim, clock.now())
    await recordAudit(q, store, clock, actor, 'claim.people', id, { added: wanted.length, removed: remove.length })
  })
}

async function demandFree(
  { store: { t } }: Deps,
  q: Queries,
  claim: string,
  classes: readonly string[],
  seats: readonly string[],
): Promise<void> {
  const wanted = [...new Set(seats)]
  let free = 0
  for (const chunk of chunksOf(wanted)) {
    const rows = await q
      .select({ id: t.seat.id })
      .from(t.seat)
      .where(and(inArray(t.seat.id, [...chunk]), inArray(t.seat.class, [...classes]), isFree(q, t, claim)))
    free += rows.length
  }
  if (free < wanted.length)
    throw new Refused(
      'conflict',
      `有 ${wanted.length - free} 人不在本申请的培训班里，或已在另一份申请中，没有加入任何人`,
    )
}
