import { Refused } from '../ledger/accept'
import type { TrainingClass } from '../training/class-of'

/** A course of the class's plan by its key. Throws `bad-request`. */
export function courseOfPlan({ plan }: TrainingClass, key: string): TrainingClass['plan']['courses'][number] {
  const course = plan.courses.find((one) => one.key === key)
  if (!course) throw new Refused('bad-request', '培训方案里没有这门课程，请重新选择')
  return course
}
