import { and, eq } from 'drizzle-orm'
import * as v from 'valibot'
import { claimState } from '../../../shared/api/bureau'
import type { TakeOff } from '../../../shared/api/bureau-publicity'
import type { ActThing } from '../../../shared/claim/bureau-act'
import type { Actor } from '../../access/actor'
import { recordAudit } from '../../access/audit'
import type { Queries } from '../../db/store'
import type { Deps } from '../../deps'
import { Refused } from '../../ledger/accept'
import { type Acts, deciding } from '../acts/act'
import { receivedClaim, requireBureau } from '../bureau'
import { moveClaim } from '../claim-state'
import { holdDesk } from '../hold-desk'
import { closeIfDone } from './clear'
import { type PublicityRecord, publicityOf, stateOf } from './publicity'

/** Takes a claim off a 公示 that runs; it is reviewed again. Of 负责人. Throws `conflict` where it is not up. Audited. */
export async function takeOff(deps: Deps, actor: Actor, id: string, input: TakeOff): Promise<void> {
  requireBureau(actor, 'manager')
  const { store, clock } = deps
  await deciding(deps, actor, async (q, acts) => {
    await holdDesk(q, store, actor)
    const publicity = await publicityOf(q, store, actor, id)
    if (stateOf(publicity) !== 'open') throw new Refused('conflict', '公示已经结束，不能再撤下')
    const { status, number } = await receivedClaim(q, store, actor, input.claim)
    if (status === 'cleared') throw new Refused('conflict', `${number} 已公示无异议，要撤销请在补贴审核里申请重新审核`)
    await takeClaimOff(deps, q, acts, actor, publicity, input)
    await recordAudit(q, store, clock, actor, 'publicity.off', id, { number: publicity.number, reason: input.reason })
  })
}

/**
 * The same inside a transaction that says why, also of a claim that was cleared and is not on a table: before anything is paid for it, it is
 * reviewed and published again.
 */
export async function takeClaimOff(
  deps: Deps,
  q: Queries,
  acts: Acts,
  actor: Actor,
  publicity: PublicityRecord,
  { claim: id, reason }: TakeOff,
): Promise<void> {
  const { store, clock } = deps
  const { t } = store
  const [put] = await q
    .select()
    .from(t.bureauPublicityClaim)
    .where(and(eq(t.bureauPublicityClaim.publicity, publicity.id), eq(t.bureauPublicityClaim.claim, id)))
  if (!put) throw new Refused('not-found', '这次公示里没有这份补贴申请')
  const claim = await receivedClaim(q, store, actor, id)
  const [off] = await q
    .select({ claim: t.bureauPublicityOff.claim })
    .from(t.bureauPublicityOff)
    .where(and(eq(t.bureauPublicityOff.publicity, publicity.id), eq(t.bureauPublicityOff.claim, id)))
  if (off) throw new Refused('conflict', `${claim.number} 已经撤下`)
  const from = v.parse(claimState, claim.status)
  const stands = claim.version === put.version && (from === 'published' || from === 'cleared')
  if (!stands && claim.version === put.version)
    throw new Refused('conflict', `${claim.number} 已经列入拨付，不能再撤下`)
  const now = clock.now()
  await q.insert(t.bureauPublicityOff).values({ publicity: publicity.id, claim: id, reason, by: actor.member, at: now })
  const { number } = publicity
  const thing: ActThing = { type: 'publicity', id: publicity.id, number }
  if (stands || from === 'published') {
    await moveClaim(q, store, clock, claim, from, 'received')
    const detail = { publicity: publicity.id, number, reason }
    await acts.onClaim('reopened', claim, { decided: { reason }, detail, under: thing })
  }
  await acts.onThing('taken-off', thing, { reason, amount: put.amount, people: put.people, claims: 1 })
  await closeIfDone(deps, q, actor, publicity)
}
