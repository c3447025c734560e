import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import type * as v from 'valibot'
import type { closeClassRequest } from '../../../shared/api/closing'
import { type Actor, requireRole } from '../../access/actor'
import { recordAudit } from '../../access/audit'
import type { Deps } from '../../deps'
import { settlePapers } from '../../exam/papers'
import { Refused } from '../../ledger/accept'
import { classOf } from '../class-of'
import { openPoints } from './open-points'

/**
 * 结班: from now on nobody joins, no lesson and no test is added, the roster stays as it is. Devices still hand in what they recorded before,
 * and keep their entries 30 days more. What is still open needs a reason, which is kept with it; nobody is closed out of a test under way.
 * Audited. Throws `not-found` and `conflict`.
 */
export async function closeClass(
  deps: Deps,
  actor: Actor,
  id: string,
  { reason }: v.InferOutput<typeof closeClassRequest>,
): Promise<void> {
  requireRole(actor, 'hr')
  const { store, clock } = deps
  const { t } = store
  await classOf(store, id, actor.organisation)
  await settlePapers(deps, { class: id })
  await store.tx(async (q) => {
    const { status } = await classOf({ t, read: q }, id, actor.organisation)
    if (status === 'closed') throw new Refused('conflict', '培训班已经结班，请刷新页面')
    const now = clock.now()
    const points = await openPoints(store, q, id, now)
    const under = points.find(({ stop }) => stop)
    if (under)
      throw new Refused(
        'conflict',
        `有 ${under.count} 人正在答卷（${under.names.join('、')}），请等交卷或到时以后再结班`,
      )
    if (points.length > 0 && reason === '')
      throw new Refused('conflict', `还有 ${points.length} 项没有办完，请先办理，或写明为什么现在结班`)
    await q.update(t.class).set({ status: 'closed', closedAt: now }).where(eq(t.class.id, id))
    await q.insert(t.classClosing).values({
      ...{ id: randomUUID(), class: id, kind: 'close', reason, by: actor.member, at: now },
      points: JSON.stringify(points.map(({ code, count }) => ({ code, count }))),
    })
    await recordAudit(q, store, clock, actor, 'class.close', id, { reason, points: points.length })
  })
}
