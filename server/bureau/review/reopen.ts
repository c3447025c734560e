import { randomUUID } from 'node:crypto'
import { claimStateWords } from '../../../shared/api/bureau'
import type { AnswerReopening, AskReopening } from '../../../shared/api/bureau-reopening'
import type { Actor } from '../../access/actor'
import { recordAudit } from '../../access/audit'
import type { Deps } from '../../deps'
import { Refused } from '../../ledger/accept'
import { deciding } from '../acts/act'
import { type ReceivedClaim, receivedClaim, requireBureau } from '../bureau'
import { moveClaim } from '../claim-state'
import { addEvent } from '../events'
import { openReopening, publicityOfClaim } from '../held-back'
import { holdDesk } from '../hold-desk'
import { takeClaimOff } from '../publicity/take-off'

/**
 * Asks that a claim that was agreed or cleared be reviewed again. Nothing goes on with it until somebody else answers. Throws `not-allowed`,
 * `not-found`, `conflict` in any other state and where it was asked already. Audited.
 */
export async function askToReopen(deps: Deps, actor: Actor, id: string, { reason }: AskReopening): Promise<void> {
  requireBureau(actor, 'hr')
  const { store, clock } = deps
  await store.tx(async (q) => {
    await holdDesk(q, store, actor)
    const claim = await receivedClaim(q, store, actor, id)
    const { number, version } = claim
    const instead = wayOf(claim)
    if (instead !== undefined) throw new Refused('conflict', `${number} ${instead}`)
    if (await openReopening(q, store, claim)) throw new Refused('conflict', `${number} 已经申请重新审核，等负责人决定`)
    await q.insert(store.t.bureauReopening).values({
      ...{ id: randomUUID(), organisation: actor.organisation, claim: id, version, reason },
      ...{ by: actor.member, at: clock.now() },
    })
    await addEvent(q, store, clock, actor, claim, 'reopen-asked', { reason })
    await recordAudit(q, store, clock, actor, 'review.reopen-ask', id, { number, reason })
  })
}

/** How a claim goes back that cannot be asked for here; undefined where it can. */
export function wayOf({ status }: Pick<ReceivedClaim, 'status'>): string | undefined {
  switch (status) {
    case 'agreed':
    case 'cleared':
      return undefined
    case 'published':
      return `是“${claimStateWords.published}”，请由负责人从公示里撤下`
    case 'batched':
      return '已经列入资金拨付表，请先由财政退回那张表'
    case 'paid':
      return '已经拨付，请登记追回资金；银行退回的在资金拨付表里登记'
    default:
      return '不是“审核同意”或者“公示无异议”，不用撤销'
  }
}

/**
 * Answers what another asked: the claim is reviewed again from the start, and taken off the 公示 that cleared it; or it goes on. Of 负责人; who
 * asked may take it back but not confirm it. Throws `not-allowed`, `not-found`, `conflict`, `bad-request`. Audited.
 */
export async function answerReopening(deps: Deps, actor: Actor, id: string, answer: AnswerReopening): Promise<void> {
  requireBureau(actor, 'manager')
  const { store, clock } = deps
  const { confirm, note } = answer
  await deciding(deps, actor, async (q, acts) => {
    await holdDesk(q, store, actor)
    const claim = await receivedClaim(q, store, actor, id)
    const open = await openReopening(q, store, claim)
    if (open?.id !== answer.reopening) throw new Refused('conflict', '这条申请已经处理过，请刷新后再看')
    if (confirm && open.by === actor.member)
      throw new Refused('not-allowed', '申请重新审核和决定须由两个人办理，请由另一位负责人决定')
    if (!confirm && note === '') throw new Refused('bad-request', '不重新审核的，请写明原因')
    await q.insert(store.t.bureauReopeningAnswer).values({
      ...{ reopening: open.id, outcome: confirm ? 'confirmed' : 'dismissed', note },
      ...{ by: actor.member, at: clock.now() },
    })
    const { number } = claim
    const publicity = confirm ? await publicityOfClaim(q, store, claim) : undefined
    const { reason } = open
    if (!confirm) await acts.onClaim('reopen-dismissed', claim, { decided: { reason: note }, detail: { note } })
    else if (publicity) await takeClaimOff(deps, q, acts, actor, publicity, { claim: id, reason })
    else {
      await moveClaim(q, store, clock, claim, 'agreed', 'received')
      await acts.onClaim('reopened', claim, { decided: { reason: said(reason, note) }, detail: { reason, note } })
    }
    const action = confirm ? 'review.reopen' : 'review.reopen-dismiss'
    await recordAudit(q, store, clock, actor, action, id, { number, reason: confirm ? reason : note })
  })
}

const said = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join('；')
