import { eq } from 'drizzle-orm'
import type { DecideClaim } from '../../../shared/api/claims'
import { showYuan } from '../../../shared/claim/money'
import { type Actor, requireRole } from '../../access/actor'
import { recordAudit } from '../../access/audit'
import type { Deps } from '../../deps'
import { Refused } from '../../ledger/accept'
import { demandEvidence } from '../../training/evidence'
import { claimOf } from './claim-row'
import { recordEvent } from './events'
import { foldOtherSeats } from './hand-in-claim'

/**
 * What became of a handed-in claim: paid (with what was paid), refused, or returned to be put right. A refused or returned claim holds nothing any
 * more; a returned one is a draft of the next version. Throws `conflict`, `bad-request`. Audited.
 */
export async function decideClaim(deps: Deps, actor: Actor, id: string, input: DecideClaim): Promise<void> {
  requireRole(actor, 'hr')
  const { store, clock, deriver } = deps
  const { t } = store
  await store.tx(async (q) => {
    const claim = await claimOf(q, store, id, actor.organisation)
    if (claim.status !== 'handed-in') throw new Refused('conflict', '只有已提交、还没有结果的申请可以登记结果')
    await demandEvidence(q, store, actor.organisation, input.document)
    const { outcome, day, number, remark, amount, document } = input
    if (outcome === 'paid' && amount === undefined) throw new Refused('bad-request', '请填写实际拨付的金额')
    const asked = claim.reckoned?.total ?? 0
    if (amount !== undefined && amount > asked)
      throw new Refused('bad-request', `拨付金额多于申请的 ${showYuan(asked)}，请核对`)
    const held = await q
      .selectDistinct({ person: t.claimHold.person })
      .from(t.claimHold)
      .where(eq(t.claimHold.claim, id))
    await recordEvent(deps, q, actor, claim, {
      ...{ kind: outcome, day, number, remark },
      ...(amount !== undefined && { amount }),
      ...(document !== undefined && { document }),
    })
    if (outcome !== 'paid')
      await foldOtherSeats(
        deps,
        q,
        held.map(({ person }) => person),
      )
    await recordAudit(q, store, clock, actor, 'claim.decide', id, {
      ...{ number: claim.number, outcome, date: day, ...(amount !== undefined && { total: amount }) },
    })
  })
  deriver.wake()
}
