import { and, eq } from 'drizzle-orm'
import type { ReviewPayment } from '../../../shared/api/bureau-payments'
import type { ActThing } from '../../../shared/claim/bureau-act'
import { type Actor, requireOwnRole } from '../../access/actor'
import { recordAudit } from '../../access/audit'
import type { Deps } from '../../deps'
import { Refused } from '../../ledger/accept'
import { deciding } from '../acts/act'
import { requireBureau } from '../bureau'
import { moveClaim } from '../claim-state'
import { holdDesk } from '../hold-desk'
import { linesOfPayment, paymentOf } from './payment'

/**
 * 财政复核: confirms a table, or returns it with a reason; then its claims can be put on another one. Of members who are 财政 themselves and
 * did not make it. Throws `conflict` where it was reviewed, `bad-request` without a reason. Audited.
 */
export async function reviewPayment(
  deps: Deps,
  actor: Actor,
  id: string,
  { outcome, note }: ReviewPayment,
): Promise<void> {
  requireBureau(actor, 'finance')
  requireOwnRole(actor, 'finance')
  const { store, clock } = deps
  const { t } = store
  await deciding(deps, actor, async (q, acts) => {
    await holdDesk(q, store, actor)
    const payment = await paymentOf(q, store, actor, id)
    if (payment.by === actor.member) throw new Refused('not-allowed', '制表人不能复核自己做的资金拨付表')
    if (payment.status !== 'waiting') throw new Refused('conflict', '这张资金拨付表已经复核过')
    if (outcome === 'returned' && note === '') throw new Refused('bad-request', '退回要写明原因')
    const reviewed = await q
      .update(t.bureauPayment)
      .set({ status: outcome, financeBy: actor.member, financeAt: clock.now(), financeNote: note })
      .where(and(eq(t.bureauPayment.id, id), eq(t.bureauPayment.status, 'waiting')))
      .returning({ id: t.bureauPayment.id })
    if (reviewed.length === 0) throw new Refused('conflict', '这张资金拨付表已经复核过')
    const { number } = payment
    const thing: ActThing = { type: 'payment', id, number }
    const kind = outcome === 'returned' ? 'finance-returned' : 'finance-confirmed'
    const lines = await linesOfPayment(q, store, id)
    for (const { claim, line } of lines) {
      if (claim.status !== 'batched')
        throw new Refused('conflict', `${claim.number} 不在拨付中，这张资金拨付表不能复核，请刷新后再看`)
      if (outcome === 'returned') await moveClaim(q, store, clock, claim, 'batched', 'cleared')
      await acts.onClaim(kind, claim, {
        ...{ decided: { amount: line.amount, reason: note }, detail: { payment: id, number, note }, under: thing },
      })
    }
    const { amount, people } = payment
    await acts.onThing(kind, thing, { amount, people, claims: lines.length, reason: note })
    const action = outcome === 'returned' ? 'payment.return' : 'payment.confirm'
    await recordAudit(q, store, clock, actor, action, id, { number, total: amount, reason: note })
  })
}
