import { randomUUID } from 'node:crypto'
import type { OpenClassRequest } from '../../shared/api'
import { type Actor, requireRole } from '../access/actor'
import { recordAudit } from '../access/audit'
import type { Deps } from '../deps'
import { Refused } from '../ledger/accept'
import { makeClassCode } from './codes'

/** Opens a class with its plan; the policy is frozen into the plan. Returns the class id. */
export async function openClass({ store, clock }: Deps, actor: Actor, input: OpenClassRequest): Promise<string> {
  requireRole(actor, 'hr')
  const { plan } = input
  if (plan.period.from > plan.period.to) throw new Refused('bad-request', '培训结束日期早于开始日期，请改正')
  const now = clock.now()
  const planId = randomUUID()
  const classId = randomUUID()
  await store.tx(async (q) => {
    const { t } = store
    await q.insert(t.plan).values({
      id: planId,
      organisation: actor.organisation,
      title: plan.title,
      occupation: plan.occupation,
      level: plan.level,
      policy: JSON.stringify(plan.policy),
      periodFrom: plan.period.from,
      periodTo: plan.period.to,
      consentDate: plan.consentDate ?? null,
      createdAt: now,
    })
    await q.insert(t.planCourse).values(
      plan.courses.map((course, position) => ({
        plan: planId,
        position,
        key: course.key ?? course.title,
        site: course.site,
        title: course.title,
        aliases: JSON.stringify(course.aliases ?? []),
        hours: course.hours ?? null,
      })),
    )
    await q.insert(t.class).values({
      id: classId,
      organisation: actor.organisation,
      plan: planId,
      name: input.name,
      code: makeClassCode(),
      status: 'open',
      createdAt: now,
    })
    await recordAudit(q, store, clock, actor, 'class.open', classId, { name: input.name })
  })
  return classId
}
