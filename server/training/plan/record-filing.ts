import { randomUUID } from 'node:crypto'
import type * as v from 'valibot'
import type { recordFiling as request } from '../../../shared/api/plans'
import { type Actor, requireRole } from '../../access/actor'
import { recordAudit } from '../../access/audit'
import type { Deps } from '../../deps'
import { Refused } from '../../ledger/accept'
import { classOf } from '../class-of'
import { demandEvidence } from '../evidence'
import { consentOn } from '../record-consent'
import { agreementOf } from './agreement'
import { planOf } from './plan-row'

/**
 * 备案号 (开班申请的批复文号) of a class whose plan was filed elsewhere, with its day and paper; its day is that of the bureau's consent. Of a plan that was
 * agreed to here only the number that the decision did not have. A wrong one is put right by another, which is kept beside it. Audited.
 * Throws `conflict`.
 */
export async function recordFiling(
  deps: Deps,
  actor: Actor,
  { class: id, number, date, document }: v.InferOutput<typeof request> & { class: string },
): Promise<void> {
  requireRole(actor, 'hr')
  const { store, clock, deriver } = deps
  const { t } = store
  await store.tx(async (q) => {
    const { plan } = await classOf({ t, read: q }, id, actor.organisation)
    const { status } = await planOf(q, store, plan.id, actor.organisation)
    const before = await agreementOf(q, store, plan.id)
    if (status !== '' && (before === undefined || before.number !== ''))
      throw new Refused('conflict', '本班的计划是在本系统报送的，编号随人社局的审核结果登记，请到计划页面办理')
    await demandEvidence(q, store, actor.organisation, document)
    if (status === '') await consentOn(deps, q, actor, plan, date)
    await q.insert(t.planDecision).values({
      ...{ id: randomUUID(), plan: plan.id, how: 'hand', outcome: 'agreed', number, date, remarks: '', document },
      ...{ statement: null, key: null, by: actor.member, at: clock.now() },
    })
    await recordAudit(q, store, clock, actor, 'plan.number', plan.id, {
      ...{ number, date, content: document },
      ...(before && before.number !== '' && { before: before.number }),
    })
  })
  deriver.wake()
}
