import { asc, eq } from 'drizzle-orm'
import * as v from 'valibot'
import { planDetails } from '../../shared/plan/plan'
import { settledCourses } from '../../shared/plan/settle'
import { facts } from '../../shared/study/facts'
import { type Policy, policy } from '../../shared/study/policy'
import type { Taught } from '../../shared/study/reached'
import type { Store } from '../db/store'
import { Refused } from '../ledger/accept'

type Courses = v.InferOutput<typeof facts.entries.courses>

export interface TrainingClass {
  id: string
  organisation: string
  organisationName: string
  name: string
  code: string
  status: 'open' | 'closed'
  createdAt: number
  closedAt?: number
  plan: {
    id: string
    /** Empty where it was not filed here. */
    type: string
    title: string
    occupation: string
    level: string
    policy: Policy
    courses: Courses
    /** Of them, by key, what is practice and what is not taught online; absent where the plan names none. */
    taught?: readonly Taught[]
    period: { from: string; to: string }
    /** The Beijing day of the bureau's consent, where it was recorded. */
    consentDate?: string
  }
}

/** A class with its plan. Throws `not-found`, also for a class of another organisation when one is given. */
export async function classOf(
  { t, read }: Pick<Store, 't' | 'read'>,
  id: string,
  organisation?: string,
): Promise<TrainingClass> {
  const [row] = await read
    .select({ class: t.class, plan: t.plan, organisation: t.organisation })
    .from(t.class)
    .innerJoin(t.plan, eq(t.plan.id, t.class.plan))
    .innerJoin(t.organisation, eq(t.organisation.id, t.class.organisation))
    .where(eq(t.class.id, id))
  if (!row || (organisation !== undefined && row.class.organisation !== organisation))
    throw new Refused('not-found', '没有这个培训班')
  const courses = await read
    .select()
    .from(t.planCourse)
    .where(eq(t.planCourse.plan, row.plan.id))
    .orderBy(asc(t.planCourse.position))
  const taught = taughtIn(row.plan.details)
  return {
    id,
    organisation: row.class.organisation,
    organisationName: row.organisation.name,
    name: row.class.name,
    code: row.class.code,
    status: row.class.status === 'closed' ? 'closed' : 'open',
    createdAt: row.class.createdAt,
    ...(row.class.closedAt !== null && { closedAt: row.class.closedAt }),
    plan: {
      id: row.plan.id,
      type: row.plan.type,
      title: row.plan.title,
      occupation: row.plan.occupation,
      level: row.plan.level,
      policy: v.parse(policy, JSON.parse(row.plan.policy)),
      courses: v.parse(
        facts.entries.courses,
        courses.map(({ key, site, title, aliases, hours }) => ({
          key,
          site,
          title,
          aliases: JSON.parse(aliases),
          ...(hours !== null && { hours }),
        })),
      ),
      ...(taught.length > 0 && { taught }),
      period: { from: row.plan.periodFrom, to: row.plan.periodTo },
      ...(row.plan.consentDate !== null && { consentDate: row.plan.consentDate }),
    },
  }
}

/** Throws `conflict` once the class is closed: nobody is put into it or taken out of it any more. */
export function demandOpen({ name, status }: Pick<TrainingClass, 'name' | 'status'>): void {
  if (status === 'closed')
    throw new Refused('conflict', `${name} 已经结班，名册不再变动。确需变动，请先在“结班”里恢复开班`)
}

const withCourses = v.looseObject({ courses: planDetails.entries.courses })

function taughtIn(details: string): Taught[] {
  const { courses } = v.parse(withCourses, JSON.parse(details))
  return settledCourses({ courses }).flatMap(({ key }, i) => {
    const [practice, online] = [courses[i]?.kind === 'practice', courses[i]?.online !== false]
    return practice || !online ? [{ key, practice, online }] : []
  })
}
