import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import * as v from 'valibot'
import type { DecideReview } from '../../../shared/api/bureau-review'
import { dayOf } from '../../../shared/calendar/beijing'
import {
  type ClaimDecisionBody,
  type ClaimOutcome,
  claimDecisionText,
  claimOutcomes,
  signClaimDecision,
} from '../../../shared/claim/claim-decision'
import type { Actor } from '../../access/actor'
import { recordAudit } from '../../access/audit'
import { nodeCrypto } from '../../crypto'
import type { Queries } from '../../db/store'
import type { Deps } from '../../deps'
import { Refused } from '../../ledger/accept'
import { lookAgainAtOthers } from '../across/look-again'
import { deciding } from '../acts/act'
import { saidAt } from '../acts/said-at'
import { type ReceivedClaim, receivedClaim, requireBureau } from '../bureau'
import { addEvent } from '../events'
import { agreedDigest, agreedPeople } from './agreed'
import { contentOf } from './content'
import { holdClaim, openProposal, type Proposal } from './open'

const outcomeOf = (text: string): ClaimOutcome => v.parse(v.picklist(claimOutcomes), text)

/**
 * Decides on what another proposed: confirmed, and then the decision is signed by the bureau's package key and the claim is agreed to, returned or
 * refused; or sent back to be thought over. Nobody decides on their own proposal. Throws `not-allowed`, `not-found`, `conflict`, `bad-request`. Audited.
 */
export async function decideReview(deps: Deps, actor: Actor, id: string, request: DecideReview): Promise<void> {
  requireBureau(actor, 'manager')
  const { store, clock, keys } = deps
  const { proposal: of, confirm, number, remark } = request
  if (!confirm && remark.trim() === '') throw new Refused('bad-request', '退回经办请写明原因')
  await receivedClaim(store.read, store, actor, id)
  // Made at first need, which is a transaction of its own.
  const signer = await keys.package(actor.organisation)
  await deciding(deps, actor, async (q, acts) => {
    const claim = await holdClaim(q, store, actor, id, clock.now())
    const open = await openProposal(q, store, claim)
    if (open?.id !== of || claim.status !== 'received')
      throw new Refused('conflict', '这条审核意见已经审定、撤回，或者有了新的意见，请刷新后再看')
    if (open.by === actor.member) throw new Refused('not-allowed', '提出意见和审定须由两个人办理，请由另一位负责人审定')
    const outcome = outcomeOf(open.outcome)
    const decided = { number: number.trim(), remark: remark.trim() }
    const at = await saidAt(q, deps, id)
    const body = confirm ? await bodyOf(deps, q, actor, claim, open, { ...decided, at }) : undefined
    const statement = body && (await signClaimDecision(nodeCrypto, signer, body))
    await q.insert(store.t.bureauDecision).values({
      ...{ id: randomUUID(), organisation: actor.organisation, claim: id, version: claim.version, proposal: open.id },
      ...{ kind: confirm ? 'confirmed' : 'sent-back', ...decided, by: actor.member, at },
      statement: statement ? claimDecisionText(statement) : null,
    })
    if (confirm) {
      await q.update(store.t.bureauClaim).set({ status: outcome }).where(eq(store.t.bureauClaim.id, id))
      if (outcome === 'refused') await lookAgainAtOthers(q, store, id)
      await addEvent(q, store, clock, actor, claim, outcome, { ...decided, amount: open.amount })
    } else
      await acts.onClaim('sent-back', claim, {
        ...{ decided: { reason: decided.remark, amount: open.amount }, detail: { remark: decided.remark } },
      })
    await recordAudit(q, store, clock, actor, 'review.decide', id, {
      ...{ number: claim.number, outcome: confirm ? outcome : 'sent-back', total: open.amount },
    })
  })
}

async function bodyOf(
  { store }: Deps,
  q: Queries,
  actor: Actor,
  claim: ReceivedClaim,
  { outcome, remark: proposed, items, digest, amount }: Proposal,
  { number, remark, at }: { number: string; remark: string; at: number },
): Promise<Omit<ClaimDecisionBody, 'v' | 'bureauKey'>> {
  const { t } = store
  const people = await agreedPeople(q, store, claim)
  if (agreedDigest(people) !== digest) throw new Refused('conflict', '提出意见以后审核结果变了，请退回经办重新提出')
  const [firm] = await q.select({ their: t.bureauFirm.their }).from(t.bureauFirm).where(eq(t.bureauFirm.id, claim.firm))
  const source = claim.source === 'manual' ? 'manual' : 'package'
  return {
    claim: {
      ...{ id: claim.their, number: claim.theirNumber, version: claim.version, source },
      content: await contentOf(q, store, claim),
    },
    ...{ organisation: firm?.their ?? '', outcome: outcomeOf(outcome), received: claim.number, number },
    ...{ date: dayOf(at), remarks: [proposed, remark].filter((one) => one !== '').join('\n') },
    items: v.parse(v.array(v.string()), JSON.parse(items)),
    ...{ asked: claim.asked, agreed: amount },
    people:
      outcome === 'agreed'
        ? people.map(({ person, hours, amount: agreed, reasons }) => ({
            ...{ class: person.class, seat: person.seat, number: person.number },
            ...{ hours, asked: person.asked, agreed, reasons: [...reasons] },
          }))
        : [],
    ...{ bureau: { id: actor.organisation, name: actor.organisationName }, at },
  }
}
