import { eq } from 'drizzle-orm'
import { type Actor, requireRole } from '../../access/actor'
import { recordAudit } from '../../access/audit'
import type { Deps } from '../../deps'
import { Refused } from '../../ledger/accept'
import { openClaimOf } from './claim-row'

/** Removes a draft of which nothing was ever made ready or stamped, with whom it asks for. Throws `not-found`, `conflict`. Audited. */
export async function discardClaim({ store, clock }: Deps, actor: Actor, id: string): Promise<void> {
  requireRole(actor, 'hr')
  const { t } = store
  await store.tx(async (q) => {
    const { number } = await openClaimOf(q, store, id, actor.organisation)
    const events = await q.select({ id: t.claimEvent.id }).from(t.claimEvent).where(eq(t.claimEvent.claim, id)).limit(1)
    const scans = await q.select({ id: t.claimScan.id }).from(t.claimScan).where(eq(t.claimScan.claim, id)).limit(1)
    if (events.length + scans.length > 0)
      throw new Refused('conflict', '这份申请已经定稿过或上传过盖章件，不能删除；可以把人员全部移出后留作记录')
    await q.delete(t.claimSeat).where(eq(t.claimSeat.claim, id))
    await q.delete(t.claimClass).where(eq(t.claimClass.claim, id))
    await q.delete(t.subsidyClaim).where(eq(t.subsidyClaim.id, id))
    await recordAudit(q, store, clock, actor, 'claim.discard', id, { number })
  })
}
