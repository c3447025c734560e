import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import type { WithdrawRequest } from '../../shared/appeals'
import { type Actor, requireRole } from '../access/actor'
import { recordAudit } from '../access/audit'
import type { Deps } from '../deps'
import { Refused } from '../ledger/accept'
import { classOf } from './class-of'
import { demandCorrectable } from './correctable'
import { dirtySeat } from './dirty'
import { demandEvidence } from './evidence'

/** HR takes time back that was counted, with its reason: a correction that nobody changes. The trainee sees it as 经核实更正扣除 and may object. */
export async function withdrawTime(deps: Deps, actor: Actor, seat: string, request: WithdrawRequest): Promise<void> {
  requireRole(actor, 'hr')
  const { store, clock, deriver } = deps
  const { t } = store
  const [row] = await store.read.select({ class: t.seat.class }).from(t.seat).where(eq(t.seat.id, seat))
  if (!row) throw new Refused('not-found', '没有这个人')
  demandCorrectable(await classOf(store, row.class, actor.organisation))
  const { from, to, reason, evidence } = request
  await store.tx(async (q) => {
    await demandEvidence(q, store, actor.organisation, evidence)
    await q.insert(t.correction).values({
      id: randomUUID(),
      seat,
      effect: 'withdraw',
      from,
      to,
      reason,
      evidence: evidence ?? null,
      appeal: null,
      by: actor.member,
      at: clock.now(),
    })
    await dirtySeat(q, store, seat)
    await recordAudit(q, store, clock, actor, 'correction.withdraw', seat, { from, to, reason })
  })
  deriver.wake()
}
