import { randomUUID } from 'node:crypto'
import type { ProposeRequest } from '../../../shared/api/bureau-review'
import type { Actor } from '../../access/actor'
import { recordAudit } from '../../access/audit'
import type { Deps } from '../../deps'
import { Refused } from '../../ledger/accept'
import { requireBureau } from '../bureau'
import { isCompared } from '../compare'
import { addEvent } from '../events'
import { agreedDigest, agreedPeople } from './agreed'
import { concernsOf } from './concerns'
import { holdClaim, holdOpenClaim, openProposal } from './open'

/**
 * Proposes what is to become of a claim: agreed with everybody's accepted hours and amounts as ruled, returned with everything that is to be put
 * right, or refused. Another decides. What speaks against agreeing needs a reason, and is written down beside it; never more is agreed than was
 * asked. Throws `not-allowed`, `not-found`, `conflict`, `bad-request`. Audited.
 */
export async function propose(deps: Deps, actor: Actor, id: string, request: ProposeRequest): Promise<void> {
  requireBureau(actor, 'hr')
  const { store, clock } = deps
  const { outcome, remark, items } = request
  await store.tx(async (q) => {
    const claim = await holdOpenClaim(q, store, actor, id, clock.now())
    if (outcome === 'agreed' && !(await isCompared(q, store, claim)))
      throw new Refused('conflict', '这份申请还没有与其他申报比对，不能提出同意。服务器会自动补做，请稍后再试')
    const people = await agreedPeople(q, store, claim)
    const amount = outcome === 'agreed' ? people.reduce((sum, one) => sum + one.amount, 0) : 0
    if (outcome === 'agreed' && amount === 0)
      throw new Refused('bad-request', '没有人可以得到补贴，不能提出同意：请改为不同意或退回补正')
    if (amount > claim.asked) throw new Refused('bad-request', '认定的金额合计多于申请的金额，请先核减或退回补正')
    const concerns = outcome === 'agreed' ? await concernsOf(q, store, claim) : []
    if (concerns.length > 0 && remark.trim() === '')
      throw new Refused('bad-request', `${concerns.join('；')}。仍要提出同意的，请在说明里写明理由`)
    await q.insert(store.t.bureauProposal).values({
      ...{ id: randomUUID(), organisation: actor.organisation, claim: id, version: claim.version, outcome },
      ...{ remark: remark.trim(), items: JSON.stringify(items.map((one) => one.trim())) },
      ...{ digest: agreedDigest(people), amount, by: actor.member, at: claim.updatedAt },
    })
    await addEvent(q, store, clock, actor, claim, 'proposed', {
      ...{ outcome, amount, remark: remark.trim(), items },
      ...(concerns.length > 0 && { concerns }),
    })
    await recordAudit(q, store, clock, actor, 'review.propose', id, { number: claim.number, outcome, total: amount })
  })
}

/** Takes back what was proposed, so that it can be changed. Throws `not-allowed`, `not-found`, `conflict`. Audited. */
export async function withdrawProposal(deps: Deps, actor: Actor, id: string, proposal: string): Promise<void> {
  requireBureau(actor, 'hr')
  const { store, clock } = deps
  await store.tx(async (q) => {
    const claim = await holdClaim(q, store, actor, id, clock.now())
    const open = await openProposal(q, store, claim)
    if (open?.id !== proposal) throw new Refused('conflict', '这条审核意见已经审定或撤回，请刷新')
    await q.insert(store.t.bureauDecision).values({
      ...{ id: randomUUID(), organisation: actor.organisation, claim: id, version: claim.version, proposal },
      ...{ kind: 'withdrawn', number: '', remark: '', statement: null, by: actor.member, at: clock.now() },
    })
    await addEvent(q, store, clock, actor, claim, 'comment', { text: '撤回审核意见' })
    await recordAudit(q, store, clock, actor, 'review.withdraw', id, { number: claim.number })
  })
}
