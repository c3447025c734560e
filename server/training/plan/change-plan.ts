import { randomUUID } from 'node:crypto'
import { type Actor, requireRole } from '../../access/actor'
import { recordAudit } from '../../access/audit'
import type { Deps } from '../../deps'
import { Refused } from '../../ledger/accept'
import { insertDraft } from './create-plan'
import { copyRoster } from './plan-roster'
import { lastVersion, planOf } from './plan-row'
import { openTeacherIds, sealTeacherIds } from './teacher-ids'

/**
 * Begins the next version of a plan that was agreed or returned, as a draft with everything of it. What was filed stays as it is, and classes stay
 * with it until they are moved. Returns the draft's id. Throws `conflict` where a later version exists.
 */
export async function changePlan(deps: Deps, actor: Actor, id: string): Promise<string> {
  requireRole(actor, 'hr')
  const { store, secrets, clock } = deps
  const next = randomUUID()
  await store.tx(async (q) => {
    const plan = await planOf(q, store, id, actor.organisation)
    if (plan.status !== 'approved' && plan.status !== 'returned')
      throw new Refused(
        'conflict',
        plan.status === 'draft' ? '这一版还是草稿，直接修改即可' : '这一版正在审核，或已被新版代替，不能变更',
      )
    if ((await lastVersion(q, store, plan.series)) !== plan.version)
      throw new Refused('conflict', '已有更新的一版，请在那一版上修改')
    const ids = openTeacherIds(secrets, id, plan.teacherIds)
    await insertDraft(q, store, {
      ...{ id: next, organisation: actor.organisation, series: plan.series, version: plan.version + 1 },
      ...{ type: plan.type, details: plan.details, policy: plan.policy },
      ...{ teacherIds: plan.teacherIds === null ? null : sealTeacherIds(secrets, next, ids), at: clock.now() },
    })
    await copyRoster(deps, q, actor, id, next)
    await recordAudit(q, store, clock, actor, 'plan.change', next, { from: plan.version, to: plan.version + 1 })
  })
  return next
}
