import { asc, eq } from 'drizzle-orm'
import type { PlanAnswer } from '../../../shared/api/plans'
import { comparePlans } from '../../../shared/plan/compare'
import { outcomes } from '../../../shared/plan/decision'
import { settledPolicy } from '../../../shared/plan/settle'
import { policyKey } from '../../../shared/study/policies'
import { type Actor, requireRole } from '../../access/actor'
import type { Queries, Store } from '../../db/store'
import type { Deps } from '../../deps'
import { Refused } from '../../ledger/accept'
import { missingOf, peopleOf } from './filed'
import { deadlinesOfPlan, marksOf, reckoningOf } from './plan-deadlines'
import { type PlanVersion, planOf, versionsOf } from './plan-row'

/** One version of a plan with everything around it; ID numbers masked. Throws `not-found`, also of a plan that came with its class. */
export async function planDetail(deps: Deps, actor: Actor, id: string): Promise<PlanAnswer> {
  requireRole(actor, 'finance')
  const { store } = deps
  const { t, read } = store
  const plan = await planOf(read, store, id, actor.organisation)
  const { status } = plan
  if (status === '') throw new Refused('not-found', '这个班是直接开的，没有在本系统备案的计划')
  const versions = await versionsOf(read, store, plan.series)
  const before = versions.filter(({ version }) => version < plan.version).at(-1)
  const policy = status === 'draft' ? settledPolicy(plan.details, plan.policy) : plan.policy
  const classes = await read
    .select({ id: t.class.id, name: t.class.name, status: t.class.status })
    .from(t.class)
    .where(eq(t.class.plan, id))
    .orderBy(asc(t.class.createdAt))
  const [filing] = await read.select({ hash: t.planFiling.hash }).from(t.planFiling).where(eq(t.planFiling.plan, id))
  const terms = {
    ...{ status: plan.status, ...plan.details.period },
    ...{ filedAt: plan.filedAt ?? null, decidedAt: plan.decidedAt ?? null },
  }
  const marks = (await marksOf(read, store, [id])).get(id) ?? {}
  return {
    id,
    version: plan.version,
    status,
    type: plan.type,
    details: plan.details,
    policy: { key: policyKey(policy), title: policy.title, confirmed: policy.status === 'confirmed' },
    savedAt: plan.savedAt,
    ...(plan.filedAt !== undefined && { filedAt: plan.filedAt }),
    ...(plan.consentDate !== undefined && { consentDate: plan.consentDate }),
    ...(filing && { filing: filing.hash }),
    missing: status === 'draft' ? await missingOf(deps, read, actor, plan) : [],
    people: await peopleOf(deps, read, id),
    classes: classes.map((row) => ({ ...row, status: row.status === 'closed' ? 'closed' : 'open' })),
    ...(await receiptOf(read, store, id)),
    decisions: await decisionsOf(read, store, id),
    versions: versions.flatMap(shortly),
    ...(before && { differences: comparePlans(before, { details: plan.details, policy }) }),
    deadlines: deadlinesOfPlan(terms, classes.length, marks, await reckoningOf(deps, read, actor)),
  }
}

const shortly = ({ id, version, status, filedAt }: PlanVersion): PlanAnswer['versions'] =>
  status === '' ? [] : [{ id, version, status, ...(filedAt !== undefined && { filedAt }) }]

async function receiptOf(q: Queries, { t }: Pick<Store, 't'>, plan: string): Promise<Pick<PlanAnswer, 'receipt'>> {
  const [row] = await q
    .select({ row: t.planReceipt, name: t.member.name })
    .from(t.planReceipt)
    .leftJoin(t.member, eq(t.member.id, t.planReceipt.by))
    .where(eq(t.planReceipt.plan, plan))
  if (!row) return {}
  const { number, received, due, tentative, bureau, by, at } = row.row
  return { receipt: { number, received, due, tentative: tentative === 1, bureau, by: row.name ?? by, at } }
}

/** The decisions on a version, in order. */
async function decisionsOf(q: Queries, { t }: Pick<Store, 't'>, plan: string): Promise<PlanAnswer['decisions']> {
  const rows = await q
    .select({ row: t.planDecision, name: t.member.name })
    .from(t.planDecision)
    .leftJoin(t.member, eq(t.member.id, t.planDecision.by))
    .where(eq(t.planDecision.plan, plan))
    .orderBy(asc(t.planDecision.at))
  return rows.map(({ row: { how, outcome, number, date, remarks, document, by, at }, name }) => ({
    how: how === 'file' ? 'file' : 'hand',
    outcome: outcomes.find((one) => one === outcome) ?? 'returned',
    ...{ number, date, remarks, at },
    ...(document !== null && { document }),
    by: name ?? by,
  }))
}
