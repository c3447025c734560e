import { randomUUID } from 'node:crypto'
import { nextRun } from '../../../shared/plan/next-run'
import { emptyDetails, type PlanDetails } from '../../../shared/plan/plan'
import { planTypes } from '../../../shared/plan/types'
import { policyKey } from '../../../shared/study/policies'
import { type Actor, requireRole } from '../../access/actor'
import { recordAudit } from '../../access/audit'
import type { Deps } from '../../deps'
import { Refused } from '../../ledger/accept'
import { classOf, type TrainingClass } from '../class-of'
import { insertDraft } from './create-plan'
import { planOf } from './plan-row'
import { openTeacherIds, sealTeacherIds } from './teacher-ids'

/**
 * The same training again: a new draft with plan, courses, teachers and rules of a class, its dates moved to begin on another day, without its people.
 * Works for a class whose plan was not filed here too. Returns the draft's id.
 */
export async function copyClass(
  { store, secrets, clock }: Deps,
  actor: Actor,
  input: { class: string; from: string },
): Promise<string> {
  requireRole(actor, 'hr')
  const trained = await classOf(store, input.class, actor.organisation)
  const id = randomUUID()
  await store.tx(async (q) => {
    const plan = await planOf(q, store, trained.plan.id, actor.organisation)
    const filed = plan.status !== ''
    const type = filed ? plan.type : planTypes.find(({ kinds }) => kinds.some((kind) => kind === actor.kind))?.key
    if (type === undefined) throw new Refused('not-allowed', '人社局账号不报送培训计划')
    const ids = openTeacherIds(secrets, plan.id, plan.teacherIds)
    await insertDraft(q, store, {
      ...{ id, organisation: actor.organisation, series: id, version: 1, type },
      details: nextRun(filed ? plan.details : detailsOf(trained), input.from),
      policy: plan.policy,
      teacherIds: plan.teacherIds === null ? null : sealTeacherIds(secrets, id, ids),
      at: clock.now(),
    })
    await recordAudit(q, store, clock, actor, 'class.copy', id, { class: input.class, from: input.from })
  })
  return id
}

/** What is known of a plan that came with its class. */
function detailsOf({ plan }: TrainingClass): PlanDetails {
  const { policy } = plan
  return {
    ...emptyDetails(),
    title: plan.title,
    occupation: { code: '', edition: '2022', name: plan.occupation },
    level: plan.level,
    period: plan.period,
    platforms: (policy.platforms ?? []).map(({ name, host }, i) => ({
      ...{ id: `p${i + 1}`, site: host, name, url: host, kind: 'third-party' as const },
    })),
    courses: plan.courses.map(({ key, site, title, aliases, hours }, i) => ({
      ...{ id: `c${i + 1}`, key: key === title ? '' : key, site, title, aliases, hours: hours ?? '', url: '' },
      ...{ kind: 'theory' as const, online: true, form: 'recorded' as const, lessons: [] },
    })),
    policy: policyKey(policy),
    waits: policy.consent ?? false,
    onlyPlatforms: policy.platforms !== undefined,
  }
}
