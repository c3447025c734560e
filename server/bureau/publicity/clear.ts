import { and, eq } from 'drizzle-orm'
import { dayOf } from '../../../shared/calendar/beijing'
import type { ActThing } from '../../../shared/claim/bureau-act'
import type { Actor } from '../../access/actor'
import { recordAudit } from '../../access/audit'
import type { Queries } from '../../db/store'
import type { Deps } from '../../deps'
import { Refused } from '../../ledger/accept'
import { calendarOf } from '../../training/calendar/calendar'
import { deciding } from '../acts/act'
import { requireBureau } from '../bureau'
import { moveClaim } from '../claim-state'
import { holdDesk } from '../hold-desk'
import { isOver, type PublicityRecord, publicityOf, stateOf, termOf } from './publicity'
import { type StandingClaim, standingOf } from './standing'

/**
 * 公示无异议: the period is over, so every claim without an unanswered 异议 can be paid; one about the whole list holds up all of them.
 * Claims that an 异议 holds up are cleared later. Returns how many were cleared. Throws `conflict` before the period is over, while its end is
 * 暂定 for want of a year's calendar, and where nothing can be cleared. Audited.
 */
export async function clearPublicity(deps: Deps, actor: Actor, id: string): Promise<number> {
  requireBureau(actor, 'hr')
  const { store, clock } = deps
  return deciding(deps, actor, async (q, acts) => {
    await holdDesk(q, store, actor)
    const publicity = await publicityOf(q, store, actor, id)
    if (stateOf(publicity) !== 'open') throw new Refused('conflict', '这次公示已经办结')
    const calendar = await calendarOf(q, store, actor.organisation)
    const { last, tentative } = termOf(publicity, calendar)
    if (tentative && dayOf(clock.now()) > last)
      throw new Refused('conflict', `公示到 ${last} 为止是暂定的：${YEAR_MISSING}`)
    if (!isOver(publicity, dayOf(clock.now()), calendar))
      throw new Refused('conflict', `公示到 ${last} 为止，期满后的第二天才能办结`)
    const standing = await standingOf(q, store, publicity)
    const clear = standing.filter((one) => one.stands && !one.heldUp)
    if (clear.length === 0) throw new Refused('conflict', whyNone(standing))
    const thing: ActThing = { type: 'publicity', id, number: publicity.number }
    for (const { claim, amount } of clear) {
      await moveClaim(q, store, clock, claim, 'published', 'cleared')
      const detail = { publicity: id, number: publicity.number, last, amount }
      await acts.onClaim('cleared', claim, { decided: { amount, due: last }, detail, under: thing })
    }
    await acts.onThing('cleared', thing, { amount: sumOf(clear), claims: clear.length, due: last })
    await closeIfDone(deps, q, actor, publicity)
    await recordAudit(q, store, clock, actor, 'publicity.clear', id, { number: publicity.number, claims: clear.length })
    return clear.length
  })
}

const sumOf = (claims: readonly StandingClaim[]): number => claims.reduce((sum, { amount }) => sum + amount, 0)

const YEAR_MISSING = '所跨年份的放假安排还没有导入。请先在“设置－工作日历”导入，再办结公示'

const whyNone = (standing: readonly StandingClaim[]): string =>
  standing.some(({ heldUp }) => heldUp)
    ? '还有没处理的异议，处理以后才能办结公示'
    : '公示的补贴申请在公示后收到了新版本，请先撤下，重新审核后再公示'

/** A 公示 none of whose claims is up any more is over: 公示无异议 where any of them was cleared, else withdrawn. */
export async function closeIfDone(
  { store, clock }: Deps,
  q: Queries,
  actor: Actor,
  publicity: PublicityRecord,
): Promise<void> {
  const { t } = store
  const standing = await standingOf(q, store, publicity)
  if (standing.some(({ off, cleared }) => !off && !cleared)) return
  const calendar = await calendarOf(q, store, actor.organisation)
  await q
    .update(t.bureauPublicity)
    .set({
      status: standing.some(({ cleared }) => cleared) ? 'cleared' : 'withdrawn',
      ...{ last: termOf(publicity, calendar).last, closedBy: actor.member, closedAt: clock.now() },
    })
    .where(and(eq(t.bureauPublicity.id, publicity.id), eq(t.bureauPublicity.status, 'open')))
}
