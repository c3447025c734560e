import { randomUUID } from 'node:crypto'
import { and, desc, eq, isNotNull, max, min, ne } from 'drizzle-orm'
import type { InferOutput } from 'valibot'
import type { DeviceRow, deviceDecision } from '../../shared/api'
import { type Actor, requireRole } from '../access/actor'
import { recordAudit } from '../access/audit'
import type { Deps } from '../deps'
import { Refused } from '../ledger/accept'
import { classOf } from './class-of'
import { dirtyDevice } from './dirty'
import { OWN } from './own-chain'

/** The devices that people of a class use, those with several people first; whose else they are, and what was decided of them. */
export async function classDevices({ store }: Deps, actor: Actor, classId: string): Promise<DeviceRow[]> {
  requireRole(actor, 'teacher', 'auditor')
  const { t, read } = store
  await classOf(store, classId, actor.organisation)
  const uses = await read
    .select({
      device: t.chain.device,
      seat: t.seat.id,
      number: t.seat.number,
      name: t.person.name,
      class: t.class.id,
      className: t.class.name,
      firstAt: min(t.chain.createdAt),
      lastAt: max(t.receipt.at),
    })
    .from(t.chain)
    .innerJoin(t.claim, eq(t.claim.claim, t.chain.claim))
    .innerJoin(t.seat, eq(t.seat.id, t.claim.seat))
    .innerJoin(t.person, eq(t.person.id, t.seat.person))
    .innerJoin(t.class, eq(t.class.id, t.seat.class))
    .leftJoin(t.receipt, eq(t.receipt.chain, t.chain.id))
    .where(
      and(
        eq(t.class.organisation, actor.organisation),
        eq(t.claim.state, 'bound'),
        isNotNull(t.claim.seat),
        ne(t.claim.how, OWN),
      ),
    )
    .groupBy(t.chain.device, t.seat.id, t.seat.number, t.person.name, t.class.id, t.class.name)
  const decisions = await read
    .select()
    .from(t.deviceDecision)
    .where(eq(t.deviceDecision.organisation, actor.organisation))
    .orderBy(desc(t.deviceDecision.at))
  const here = new Set(uses.filter((use) => use.class === classId).map(({ device }) => device))
  return [...here]
    .map((device): DeviceRow => {
      const mine = uses.filter((use) => use.device === device)
      const last = Math.max(...mine.map(({ lastAt }) => Number(lastAt ?? 0)))
      const decided = decisions.find((one) => one.device === device)
      return {
        device,
        firstAt: Math.min(...mine.map(({ firstAt }) => Number(firstAt))),
        ...(last > 0 && { lastAt: last }),
        people: mine
          .map(({ seat, number, name, className }) => ({
            seat,
            number,
            name,
            className,
            devices: new Set(uses.filter((use) => use.seat === seat).map((use) => use.device)).size,
          }))
          .sort((a, b) => (a.number < b.number ? -1 : 1)),
        state: decided ? stateOf(decided.decision) : 'undecided',
        ...(decided && { decidedAt: decided.at }),
      }
    })
    .sort((a, b) => b.people.length - a.people.length || b.firstAt - a.firstAt)
}

const stateOf = (decision: string): DeviceRow['state'] => (decision === 'revoked' ? 'revoked' : 'approved')

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
  const known = await classDevices(deps, actor, input.class)
  if (!known.some((one) => one.device === device)) throw new Refused('not-found', '本班没有人使用这台设备')
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
