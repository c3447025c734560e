import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import type * as v from 'valibot'
import type { reopenClassRequest } from '../../../shared/api/closing'
import { type Actor, requireRole } from '../../access/actor'
import { recordAudit } from '../../access/audit'
import type { Deps } from '../../deps'
import { Refused } from '../../ledger/accept'
import { classOf } from '../class-of'
import { heldBy } from './open-points'

/**
 * Opens a closed class again, with why. What a handed-in claim says of the class stays true, so as long as one holds it the class stays closed.
 * Audited. Throws `not-found` and `conflict`.
 */
export async function reopenClass(
  { store, clock }: Deps,
  actor: Actor,
  id: string,
  { reason }: v.InferOutput<typeof reopenClassRequest>,
): Promise<void> {
  requireRole(actor, 'hr')
  const { t } = store
  await store.tx(async (q) => {
    const { status } = await classOf({ t, read: q }, id, actor.organisation)
    if (status === 'open') throw new Refused('conflict', '培训班没有结班，请刷新页面')
    const claims = await heldBy(store, q, id)
    if (claims.length > 0)
      throw new Refused(
        'conflict',
        `补贴申请 ${claims.join('、')} 已经提交，里面写明本班已结班，不能恢复。确需恢复，请先登记该申请被退回`,
      )
    await q.update(t.class).set({ status: 'open', closedAt: null }).where(eq(t.class.id, id))
    await q.insert(t.classClosing).values({
      ...{ id: randomUUID(), class: id, kind: 'reopen', reason, points: '[]', by: actor.member, at: clock.now() },
    })
    await recordAudit(q, store, clock, actor, 'class.reopen', id, { reason })
  })
}
