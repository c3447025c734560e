import { randomUUID } from 'node:crypto'
import { and, eq, isNull } from 'drizzle-orm'
import type { HoldRequest, OwnRuleRequest, SettleRequest } from '../../shared/api/media'
import { dayOf } from '../../shared/calendar/beijing'
import { type Actor, requireRole } from '../access/actor'
import { recordAudit } from '../access/audit'
import type { Deps } from '../deps'
import { Refused } from '../ledger/accept'
import { classOf } from '../training/class-of'

/**
 * Everything a class asks for was paid or finally refused, the last on this day: from it its videos' years are counted. Or it is open
 * again. The newest word counts, the earlier ones stay. Audited. Throws `bad-request` for a day to come.
 */
export async function settleClass(deps: Deps, actor: Actor, classId: string, request: SettleRequest): Promise<void> {
  requireRole(actor, 'manager')
  const { store, clock } = deps
  const { t } = store
  await classOf(store, classId, actor.organisation)
  const at = clock.now()
  const day = request.how === 'settled' ? request.day : ''
  if (day > dayOf(at)) throw new Refused('bad-request', '日期在今天之后，请核对')
  await store.tx(async (q) => {
    const values = { id: randomUUID(), class: classId, how: request.how, day, note: request.note, by: actor.member, at }
    await q.insert(t.mediaSettled).values(values)
    await recordAudit(q, store, clock, actor, 'video.settled', classId, { date: day, note: request.note })
  })
}

/** A rule of the organisation's own: it can make videos be kept longer, never shorter. Audited. */
export async function addRule(deps: Deps, actor: Actor, rule: OwnRuleRequest): Promise<void> {
  requireRole(actor, 'manager')
  const { store, clock } = deps
  const { t } = store
  await store.tx(async (q) => {
    const id = randomUUID()
    await q
      .insert(t.retentionRule)
      .values({ id, organisation: actor.organisation, ...rule, by: actor.member, at: clock.now() })
    await recordAudit(q, store, clock, actor, 'video.rule', id, { name: rule.title, years: rule.years })
  })
}

/** 暂停销毁: while it lies on a class, or on everything, nothing of it goes, however old. Audited. Throws `not-found`. */
export async function holdVideos(deps: Deps, actor: Actor, request: HoldRequest): Promise<void> {
  requireRole(actor, 'manager')
  const { store, clock } = deps
  const { t } = store
  if (request.class !== undefined) await classOf(store, request.class, actor.organisation)
  await store.tx(async (q) => {
    const id = randomUUID()
    const values = { id, organisation: actor.organisation, class: request.class ?? null, reason: request.reason }
    await q.insert(t.mediaHold).values({ ...values, by: actor.member, at: clock.now() })
    await recordAudit(q, store, clock, actor, 'video.hold', request.class ?? actor.organisation, {
      reason: request.reason,
    })
  })
}

/** Ends a hold. Audited. Throws `not-found` where none of that id lies. */
export async function endHold(deps: Deps, actor: Actor, id: string, reason: string): Promise<void> {
  requireRole(actor, 'manager')
  const { store, clock } = deps
  const { t } = store
  await store.tx(async (q) => {
    const [row] = await q
      .select({ id: t.mediaHold.id })
      .from(t.mediaHold)
      .leftJoin(t.mediaHoldEnd, eq(t.mediaHoldEnd.hold, t.mediaHold.id))
      .where(and(eq(t.mediaHold.id, id), eq(t.mediaHold.organisation, actor.organisation), isNull(t.mediaHoldEnd.hold)))
    if (!row) throw new Refused('not-found', '没有这项暂停销毁，或者已经解除')
    await q.insert(t.mediaHoldEnd).values({ hold: id, reason, by: actor.member, at: clock.now() })
    await recordAudit(q, store, clock, actor, 'video.hold-end', id, { reason })
  })
}
