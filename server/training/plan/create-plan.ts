import { randomUUID } from 'node:crypto'
import { emptyDetails, type PlanDetails } from '../../../shared/plan/plan'
import { planType } from '../../../shared/plan/types'
import { defaultPolicy, policyKey } from '../../../shared/study/policies'
import type { Policy } from '../../../shared/study/policy'
import { type Actor, requireRole } from '../../access/actor'
import { recordAudit } from '../../access/audit'
import type { Queries, Store } from '../../db/store'
import type { Deps } from '../../deps'
import { Refused } from '../../ledger/accept'
import { columnsOf } from './plan-row'

/** Begins a plan of a type, as a draft. Returns its id. Throws `bad-request` for a type that this kind of organisation does not hold. */
export async function createPlan({ store, clock }: Deps, actor: Actor, input: { type: string }): Promise<string> {
  requireRole(actor, 'hr')
  const type = planType(input.type)
  if (!type?.kinds.some((kind) => kind === actor.kind))
    throw new Refused('bad-request', '本单位不能开展这一类培训，请从列表中选择')
  const id = randomUUID()
  const details = { ...emptyDetails(), policy: policyKey(defaultPolicy) }
  await store.tx(async (q) => {
    await insertDraft(q, store, {
      ...{ id, organisation: actor.organisation, series: id, version: 1, type: type.key },
      ...{ details, policy: defaultPolicy, teacherIds: null, at: clock.now() },
    })
    await recordAudit(q, store, clock, actor, 'plan.create', id, { type: type.key })
  })
  return id
}

export interface NewDraft {
  id: string
  organisation: string
  series: string
  version: number
  type: string
  details: PlanDetails
  /** What later filing keeps where the same set is still chosen. */
  policy: Policy
  teacherIds: string | null
  at: number
}

/** The one way a draft comes into being: new, as the next version, or as the next run. */
export async function insertDraft(q: Queries, { t }: Pick<Store, 't'>, draft: NewDraft): Promise<void> {
  await q.insert(t.plan).values({
    id: draft.id,
    organisation: draft.organisation,
    series: draft.series,
    version: draft.version,
    status: 'draft',
    type: draft.type,
    ...columnsOf(draft.details),
    policy: JSON.stringify(draft.policy),
    teacherIds: draft.teacherIds,
    savedAt: draft.at,
    createdAt: draft.at,
  })
}
