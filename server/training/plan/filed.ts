import { eq } from 'drizzle-orm'
import { dayOf } from '../../../shared/calendar/beijing'
import { maskId } from '../../../shared/people/mask'
import type { Missing } from '../../../shared/plan/checklist'
import { checkPlan } from '../../../shared/plan/checklist'
import type { Filed } from '../../../shared/plan/papers'
import { settledPolicy } from '../../../shared/plan/settle'
import type { Actor } from '../../access/actor'
import type { Queries } from '../../db/store'
import type { Deps } from '../../deps'
import { Refused } from '../../ledger/accept'
import { accountNumber, organisationOf } from '../organisation/profile'
import { rosterPeople } from './plan-roster'
import type { PlanVersion } from './plan-row'
import { openTeacherIds } from './teacher-ids'

/** Which papers an organisation files. Throws `not-allowed` for a bureau, which files none. */
export function filerKind({ kind }: Pick<Actor, 'kind'>): 'enterprise' | 'institution' {
  if (kind === 'bureau') throw new Refused('not-allowed', '人社局账号不报送培训计划')
  return kind
}

/** What the plan's papers say; ID numbers and the account whole only when `full`, which the caller audits. */
export async function filedOf(deps: Deps, actor: Actor, plan: PlanVersion, full: boolean): Promise<Filed> {
  const { store, secrets } = deps
  const { name, creditCode, profile } = await organisationOf(store.read, store, actor.organisation)
  const ids = openTeacherIds(secrets, plan.id, plan.teacherIds)
  const people = await rosterPeople(deps, plan.id)
  const number = full ? accountNumber(deps, actor.organisation, profile) : profile.account?.masked
  const policy = plan.status === 'draft' ? settledPolicy(plan.details, plan.policy) : plan.policy
  return {
    organisation: {
      kind: filerKind(actor),
      name,
      creditCode,
      address: profile.address,
      legalRepresentative: profile.legalRepresentative,
      contact: profile.contact,
      phone: profile.phone,
      about: profile.about,
      business: profile.business,
      bureau: profile.bureau,
      ...(profile.account && {
        account: { holder: profile.account.holder, bank: profile.account.bank, number: number ?? '' },
      }),
      permit: profile.institution?.permit ?? '',
      catalogue: profile.institution?.catalogue ?? '',
    },
    type: plan.type,
    details: plan.details,
    teacherIds: full ? ids : Object.fromEntries(Object.entries(ids).map(([row, id]) => [row, maskId(id)])),
    roster: full ? people : people.map((one) => ({ ...one, idNumber: maskId(one.idNumber) })),
    policyTitle: `${policy.title} 第${policy.version}版（${policy.status === 'confirmed' ? '已确认' : '待人社局确认'}）`,
    version: plan.version,
    ...(plan.filedAt !== undefined && { filedOn: dayOf(plan.filedAt) }),
  }
}

/** What is missing before the draft can be filed. */
export async function missingOf(
  deps: Pick<Deps, 'store'>,
  q: Queries,
  actor: Actor,
  plan: PlanVersion,
): Promise<Missing[]> {
  const { name, creditCode, profile } = await organisationOf(q, deps.store, actor.organisation)
  return checkPlan({
    type: plan.type,
    details: plan.details,
    organisation: { kind: filerKind(actor), name, creditCode, profile },
    people: await peopleOf(deps, q, plan.id),
  })
}

/** How many stand on the attached roster. */
export async function peopleOf({ store: { t } }: Pick<Deps, 'store'>, q: Queries, plan: string): Promise<number> {
  const [row] = await q.select({ people: t.planRoster.people }).from(t.planRoster).where(eq(t.planRoster.plan, plan))
  return row?.people ?? 0
}
