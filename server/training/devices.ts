import { randomUUID } from 'node:crypto'
import { and, desc, eq, ne } from 'drizzle-orm'
import type { InferOutput } from 'valibot'
import type { deviceDecision } from '../../shared/api'
import { type Actor, requireRole } from '../access/actor'
import { recordAudit } from '../access/audit'
import type { Deps } from '../deps'
import { Refused } from '../ledger/accept'
import { classOf } from './class-of'
import { dirtyDevice } from './dirty'
import { OWN } from './own-chain'

/**
 * HR approves a device, stops it, or lets it in again. Of what a stopped device recorded afterwards nothing is credited;
 * the records stay. Throws `not-found` for a device that nobody of the class uses.
 */
export async function decideDevice(
  deps: Deps,
  actor: Actor,
  input: { class: string; device: string } & InferOutput<typeof deviceDecision>,
): Promise<void> {
  requireRole(actor, 'hr')
  const { store, clock, deriver } = deps
  const { t } = store
  const { device, decision, reason } = input
  await classOf(store, input.class, actor.organisation)
  const used = await store.read
    .select({ device: t.chain.device })
    .from(t.chain)
    .innerJoin(t.claim, eq(t.claim.claim, t.chain.claim))
    .where(
      and(eq(t.claim.class, input.class), eq(t.claim.state, 'bound'), ne(t.claim.how, OWN), eq(t.chain.device, device)),
    )
    .limit(1)
  if (used.length === 0) throw new Refused('not-found', '本班没有人使用这台设备')
  await store.tx(async (q) => {
    const [before] = await q
      .select({ at: t.deviceDecision.at })
      .from(t.deviceDecision)
      .where(and(eq(t.deviceDecision.organisation, actor.organisation), eq(t.deviceDecision.device, device)))
      .orderBy(desc(t.deviceDecision.at))
      .limit(1)
    await q.insert(t.deviceDecision).values({
      id: randomUUID(),
      organisation: actor.organisation,
      device,
      decision,
      by: actor.member,
      at: Math.max(clock.now(), (before?.at ?? 0) + 1),
    })
    await dirtyDevice(q, store, actor.organisation, device)
    await recordAudit(q, store, clock, actor, decision === 'revoked' ? 'device.revoke' : 'device.approve', device, {
      reason,
    })
  })
  deriver.wake()
}
