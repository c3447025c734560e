import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import type { OpenClassRequest } from '../../shared/api'
import type { OpenClassOfPlan } from '../../shared/api/plans'
import { type Actor, requireRole } from '../access/actor'
import { recordAudit } from '../access/audit'
import type { Queries, Store } from '../db/store'
import type { Deps } from '../deps'
import { Refused } from '../ledger/accept'
import { makeClassCode } from './codes'
import { type PlanVersion, planOf } from './plan/plan-row'

/** Opens a class with a plan that was not filed here; the policy is frozen into the plan. Returns the class id. */
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

/** Why no class can be opened of a version, and what to do. */
const notApproved: Record<Exclude<PlanVersion['status'], 'approved'>, string> = {
  '': '这个计划是随培训班一起建的，不能再用来开班。请新建计划，或复制上一期',
  draft: '这个计划还没有提交，人社局也没有同意，不能开班。请先提交；如人社局已在纸面同意，请在“审核结果”里登记',
  filed: '这个计划已提交，还没有登记人社局的审核结果，不能开班。收到结果后请在“审核结果”里导入或登记',
  returned: '这一版被退回或不同意，不能开班。请先“变更”，改好后重新提交',
  superseded: '这一版已被新的一版代替，请用新的一版开班',
}

/** Opens a class of a plan that the bureau agreed to; 第×期 in its name where none is given. Returns the class id. Throws `plan-not-approved`. */
export async function openClassOfPlan(
  { store, clock }: Deps,
  actor: Actor,
  { name, plan: planId }: OpenClassOfPlan,
): Promise<string> {
  requireRole(actor, 'hr')
  const id = randomUUID()
  await store.tx(async (q) => {
    const plan = await planOf(q, store, planId, actor.organisation)
    if (plan.status !== 'approved') throw new Refused('plan-not-approved', notApproved[plan.status])
    const called = name ?? (await nextName(q, store, actor.organisation, plan.details.title.trim()))
    await q.insert(store.t.class).values({
      ...{ id, organisation: actor.organisation, plan: planId, name: called },
      ...{ code: makeClassCode(), status: 'open', createdAt: clock.now() },
    })
    await recordAudit(q, store, clock, actor, 'class.open', id, { name: called, plan: planId, version: plan.version })
  })
  return id
}

/** `养老护理员培训第3期`: one more than the highest of the same title. */
async function nextName(q: Queries, { t }: Pick<Store, 't'>, organisation: string, title: string): Promise<string> {
  const rows = await q.select({ name: t.class.name }).from(t.class).where(eq(t.class.organisation, organisation))
  const runs = rows
    .filter(({ name }) => name.startsWith(title))
    .map(({ name }) => Number(/^\s*第\s*(\d{1,4})\s*期/.exec(name.slice(title.length))?.[1] ?? 0))
  return `${title}第${Math.max(0, ...runs) + 1}期`
}
