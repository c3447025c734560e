import type { ClassDetail } from '../../shared/api'
import { type Actor, requireRole } from '../access/actor'
import type { Deps } from '../deps'
import { Refused } from '../ledger/accept'
import { classOf } from './class-of'
import { summariesOf } from './class-summary'
import { agreementOf } from './plan/agreement'

/** A class with its figures and its plan; its people are asked for page by page (server/lists). */
export async function classDetail({ store }: Pick<Deps, 'store'>, actor: Actor, classId: string): Promise<ClassDetail> {
  requireRole(actor, 'finance')
  const { id, plan } = await classOf(store, classId, actor.organisation)
  const [summary] = await summariesOf(store, [id])
  if (!summary) throw new Refused('not-found', '没有这个培训班')
  const agreement = await agreementOf(store.read, store, plan.id)
  return {
    summary,
    plan: {
      ...{ title: plan.title, occupation: plan.occupation, level: plan.level },
      ...{ policy: plan.policy, courses: plan.courses },
      ...(plan.consentDate !== undefined && { consentDate: plan.consentDate }),
      elsewhere: plan.type === '',
      ...(agreement && { agreement }),
    },
  }
}
