import { eq } from 'drizzle-orm'
import type { SavePlan } from '../../../shared/api/plans'
import { type Actor, requireRole } from '../../access/actor'
import { recordAudit } from '../../access/audit'
import type { Deps } from '../../deps'
import { Refused } from '../../ledger/accept'
import { columnsOf, draftOf } from './plan-row'
import { masked, openTeacherIds, sealTeacherIds, withTyped } from './teacher-ids'

/** Keeps a draft as it is typed. Throws `conflict` where somebody else saved since it was loaded, so that nobody's words are lost unseen. */
export async function savePlan(
  { store, secrets, clock }: Deps,
  actor: Actor,
  id: string,
  input: SavePlan,
): Promise<void> {
  requireRole(actor, 'hr')
  const { t } = store
  await store.tx(async (q) => {
    const plan = await draftOf(q, store, id, actor.organisation)
    if (plan.savedAt !== input.savedAt)
      throw new Refused('conflict', '这份草稿刚被别人（或另一个窗口）改过，您的改动没有保存。请刷新后再改')
    const ids = withTyped(input.details, openTeacherIds(secrets, id, plan.teacherIds), input.teacherIds)
    const details = masked(input.details, ids)
    await q
      .update(t.plan)
      .set({
        ...columnsOf(details),
        teacherIds: Object.keys(ids).length === 0 ? null : sealTeacherIds(secrets, id, ids),
        // Two saves within one millisecond are told apart all the same.
        savedAt: Math.max(clock.now(), plan.savedAt + 1),
      })
      .where(eq(t.plan.id, id))
    await recordAudit(q, store, clock, actor, 'plan.save', id, { version: plan.version })
  })
}
