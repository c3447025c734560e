import { dayOf } from '../../../shared/calendar/beijing'
import type { PersonFacts, Taken } from '../../../shared/claim/facts'
import { hoursOf as hoursOfCourses, type PlanDetails } from '../../../shared/plan/plan'
import { planType } from '../../../shared/plan/types'
import { type CountedHours, hundredthsOf, sumOfHours } from '../../../shared/study/attained'
import type { Attended, Certificate } from '../../../shared/study/facts'
import type { TrainingClass } from '../../training/class-of'
import type { ClaimedClass } from './claim-row'

/** What the plan of a class says of its hours; `details` only where it was filed here. */
export interface PlannedClass {
  trained: TrainingClass
  details?: PlanDetails
}

export interface Trainee {
  person: string
  category: string
  hours: CountedHours
  attended: readonly Attended[]
  completed: boolean
  passed: boolean
  certificate?: Certificate
  employedOn?: string
  taken: readonly Taken[]
}

/** Everything an amount may depend on, of one person in one class of a claim. */
export function personFactsOf(
  { trained, details }: PlannedClass,
  { cost, trade }: ClaimedClass,
  day: string,
  { person, category, hours, attended, completed, passed, certificate, employedOn, taken }: Trainee,
): PersonFacts {
  const { plan } = trained
  const planned = plannedHours(trained, details, hours.offline)
  return {
    person,
    occupation: plan.occupation || plan.title,
    level: plan.level || '未注明',
    project: plan.title,
    type: typeOf(plan.type),
    ...(trade !== '' && { trade }),
    categories: category === '' ? [] : [category.slice(0, 40)],
    hours: { online: sumOfHours([hours.own, hours.platform, hours.byHand]), offline: hours.offline },
    ...(planned && { planned }),
    offlineDays: new Set(attended.map(({ start }) => dayOf(start))).size,
    ...(cost && { cost }),
    ...{ completed, passed, certificate: certificate !== undefined },
    ...(employedOn !== undefined && { employedOn }),
    dates: {
      opening: plan.period.from,
      closing: plan.period.to,
      ...(certificate && { certificate: certificate.day }),
      claim: day,
    },
    taken: [...taken],
  }
}

/** 培训类型, as the notice names it; of a plan that was not filed here nobody said. */
export const typeOf = (type: string): string => planType(type)?.name ?? '线上职业技能培训'

/**
 * As filed. Of a plan that was not filed here nobody said what is taught in a room: what somebody attended there stands for it, the rest is
 * taken as online, and both together are no more than was planned. Where a course says no hours nothing is known.
 */
function plannedHours(
  { plan }: TrainingClass,
  details: PlanDetails | undefined,
  attended: string,
): PersonFacts['planned'] {
  const filed = details?.courses ?? []
  const courses = filed.length > 0 ? filed : plan.courses.map(({ hours = '' }) => ({ hours, online: true }))
  if (courses.length === 0 || courses.some(({ hours }) => hours.trim() === '')) return undefined
  const sum = (online: boolean) => String(hoursOfCourses(courses.filter((one) => one.online === online)))
  if (filed.length > 0) return { online: sum(true), offline: sum(false) }
  const whole = hundredthsOf(sum(true))
  const inRoom = Math.min(hundredthsOf(attended), whole)
  return { online: String((whole - inRoom) / 100), offline: String(inRoom / 100) }
}
