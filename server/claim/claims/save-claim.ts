import { and, eq, inArray, notInArray } from 'drizzle-orm'
import type { SaveClaim } from '../../../shared/api/claims'
import { type Actor, requireRole } from '../../access/actor'
import { recordAudit } from '../../access/audit'
import type { Deps } from '../../deps'
import { Refused } from '../../ledger/accept'
import { classOf } from '../../training/class-of'
import { demandEvidence } from '../../training/evidence'
import { openClaimOf, unsettle } from './claim-row'
import { versionsOfTable } from './rate-tables'

/**
 * What a draft says of itself and of its classes; people of a class that is taken out go with it. What was reckoned before is forgotten.
 * Throws `conflict` where somebody else saved since it was loaded, `bad-request` for an unknown table. Audited.
 */
export async function saveClaim({ store, clock }: Deps, actor: Actor, id: string, input: SaveClaim): Promise<void> {
  requireRole(actor, 'hr')
  const { t } = store
  const classes = [...new Map(input.classes.map((one) => [one.id, one])).values()]
  for (const { id: one } of classes) await classOf(store, one, actor.organisation)
  await store.tx(async (q) => {
    const claim = await openClaimOf(q, store, id, actor.organisation)
    if (claim.savedAt !== input.savedAt)
      throw new Refused('conflict', '这份申请刚被别人（或另一个窗口）改过，您的改动没有保存。请刷新后再改')
    await versionsOfTable(q, store, actor.organisation, input.rateTable)
    for (const { proof } of classes) await demandEvidence(q, store, actor.organisation, proof)
    await q.delete(t.claimClass).where(eq(t.claimClass.claim, id))
    await q.insert(t.claimClass).values(
      classes.map(({ id: one, cost, proof, trade }, position) => ({
        ...{ claim: id, class: one, position, trade, proof: proof ?? null },
        ...{ cost: cost?.total ?? null, heads: cost?.heads ?? null },
      })),
    )
    const staying = q
      .select({ id: t.seat.id })
      .from(t.seat)
      .where(
        inArray(
          t.seat.class,
          classes.map((one) => one.id),
        ),
      )
    await q.delete(t.claimSeat).where(and(eq(t.claimSeat.claim, id), notInArray(t.claimSeat.seat, staying)))
    const { title, day, rateTable, onBehalf } = input
    await q
      .update(t.subsidyClaim)
      .set({ title, day, rateTable, onBehalf: onBehalf ? 1 : 0 })
      .where(eq(t.subsidyClaim.id, id))
    await unsettle(q, store, claim, clock.now())
    await recordAudit(q, store, clock, actor, 'claim.save', id, { number: claim.number })
  })
}
