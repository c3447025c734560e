import { randomUUID } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import type { RecoveryRequest } from '../../../shared/api/bureau-review'
import { showYuan } from '../../../shared/claim/money'
import type { Actor } from '../../access/actor'
import { recordAudit } from '../../access/audit'
import type { Deps } from '../../deps'
import { Refused } from '../../ledger/accept'
import { demandEvidence } from '../../training/evidence'
import { requireBureau } from '../bureau'
import { addEvent } from '../events'
import { agreedPeople } from './agreed'
import { holdClaim } from './open'

/**
 * Records 追回: that money was demanded back, or came back, of somebody or of the claim as a whole, after it was paid. What is demanded of
 * somebody is never more than was paid, and what came back never more than was demanded. Throws `not-allowed`, `not-found`, `conflict`, `bad-request`. Audited.
 */
export async function recordRecovery(deps: Deps, actor: Actor, id: string, request: RecoveryRequest): Promise<void> {
  requireBureau(actor, 'hr')
  const { store, clock } = deps
  const { t } = store
  const { person, kind, amount, day, number, reason, document } = request
  await store.tx(async (q) => {
    const claim = await holdClaim(q, store, actor, id, clock.now())
    if (claim.status !== 'paid') throw new Refused('conflict', '只有已经拨付的申请可以登记追回')
    const people = await agreedPeople(q, store, claim)
    const one = people.find((agreed) => agreed.person.id === person)
    if (person !== '' && !one) throw new Refused('not-found', '申请里没有这个人，请重新选择')
    const paid = one ? one.amount : people.reduce((sum, agreed) => sum + agreed.amount, 0)
    const rows = await q
      .select({ kind: t.bureauRecovery.kind, amount: t.bureauRecovery.amount, person: t.bureauRecovery.person })
      .from(t.bureauRecovery)
      .where(and(eq(t.bureauRecovery.claim, id), one ? eq(t.bureauRecovery.person, person) : undefined))
    const sumOf = (which: string) => rows.filter((row) => row.kind === which).reduce((sum, row) => sum + row.amount, 0)
    const most = kind === 'demanded' ? paid - sumOf('demanded') : sumOf('demanded') - sumOf('received')
    if (amount > most)
      throw new Refused(
        'bad-request',
        kind === 'demanded'
          ? `还可以追回的最多是 ${showYuan(Math.max(0, most))}，请核对`
          : `已责令退回、还没有收到的是 ${showYuan(Math.max(0, most))}，请核对`,
      )
    await demandEvidence(q, store, actor.organisation, document)
    await q.insert(t.bureauRecovery).values({
      ...{ id: randomUUID(), organisation: actor.organisation, claim: id, person, kind, amount, day },
      ...{
        number: number.trim(),
        reason: reason.trim(),
        document: document ?? null,
        by: actor.member,
        at: clock.now(),
      },
    })
    const who = one ? `${one.person.className} ${one.person.number}` : ''
    await addEvent(q, store, clock, actor, claim, 'recovered', {
      kind,
      amount,
      who,
      day,
      number,
      reason: reason.trim(),
    })
    await recordAudit(q, store, clock, actor, 'review.recover', id, {
      ...{ number: claim.number, kind, total: amount, date: day },
    })
  })
}
