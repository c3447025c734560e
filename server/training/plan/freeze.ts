import { eq } from 'drizzle-orm'
import { settledCourses, settledPolicy } from '../../../shared/plan/settle'
import type { Policy } from '../../../shared/study/policy'
import type { Queries, Store } from '../../db/store'
import type { PlanVersion } from './plan-row'

/** Writes down what credit will read of this version: its courses and the set of rules. Nothing of it changes afterwards. */
export async function freeze(q: Queries, { t }: Pick<Store, 't'>, plan: PlanVersion): Promise<Policy> {
  const policy = settledPolicy(plan.details, plan.policy)
  await q
    .update(t.plan)
    .set({ policy: JSON.stringify(policy) })
    .where(eq(t.plan.id, plan.id))
  const courses = settledCourses(plan.details)
  if (courses.length > 0)
    await q.insert(t.planCourse).values(
      courses.map(({ aliases, hours, ...course }, position) => ({
        plan: plan.id,
        position,
        ...course,
        aliases: JSON.stringify(aliases),
        hours: hours ?? null,
      })),
    )
  return policy
}
