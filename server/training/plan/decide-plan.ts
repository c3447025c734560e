import { randomUUID } from 'node:crypto'
import { and, eq, ne } from 'drizzle-orm'
import type { EnterDecision } from '../../../shared/api/plans'
import type { Section } from '../../../shared/plan/checklist'
import type { Outcome } from '../../../shared/plan/decision'
import { type Actor, requireRole } from '../../access/actor'
import { recordAudit } from '../../access/audit'
import type { Queries } from '../../db/store'
import type { Deps } from '../../deps'
import { Refused } from '../../ledger/accept'
import { demandEvidence } from '../evidence'
import { missingOf } from './filed'
import { freeze } from './freeze'
import { type PlanVersion, planOf, versionsOf } from './plan-row'

/** What a class needs of a plan, whatever its papers were. */
const ofClasses: readonly Section[] = ['basis', 'time', 'courses', 'policy']

/**
 * The bureau's decision, entered by hand with its paper. A filed plan is decided; a draft can only be entered as agreed: it was agreed on paper,
 * not filed here. Throws `conflict`, `plan-incomplete` and `bad-request`.
 */
export async function enterDecision(deps: Deps, actor: Actor, id: string, input: EnterDecision): Promise<void> {
  requireRole(actor, 'hr')
  const { store } = deps
  await store.tx(async (q) => {
    const plan = await planOf(q, store, id, actor.organisation)
    await demandEvidence(q, store, actor.organisation, input.document)
    if (plan.status === 'draft') await freezeAgreed(deps, q, actor, plan, input.outcome)
    await decide(deps, q, actor, plan, { how: 'hand', ...input })
  })
}

async function freezeAgreed(deps: Deps, q: Queries, actor: Actor, plan: PlanVersion, outcome: Outcome): Promise<void> {
  if (outcome !== 'agreed')
    throw new Refused('conflict', '这一版还没有提交。没有提交的计划只能登记“同意”（人社局已在纸面同意的情形）')
  const missing = (await missingOf(deps, q, actor, plan)).filter(
    ({ section, warning }) => !warning && ofClasses.includes(section),
  )
  if (missing.length > 0)
    throw new Refused(
      'plan-incomplete',
      `开班要用到的内容还差 ${missing.length} 项：${missing
        .slice(0, 5)
        .map(({ message }) => message)
        .join('；')}`,
    )
  await freeze(q, deps.store, plan)
}

export interface Decision {
  how: 'file' | 'hand'
  outcome: Outcome
  number: string
  date: string
  remarks: string
  document?: string
  statement?: string
  key?: string
}

/**
 * Carries a decision out. Agreed: the version holds, the one before is superseded, and the day of consent is that of the plan's first agreement:
 * a change agreed later takes no study away that was agreed before. Throws `conflict` where there is nothing to decide.
 */
export async function decide(
  { store, clock }: Deps,
  q: Queries,
  actor: Actor,
  plan: PlanVersion,
  { document, statement, key, ...decision }: Decision,
): Promise<void> {
  const { t } = store
  const agreed = decision.outcome === 'agreed'
  if (plan.status !== 'filed' && !(plan.status === 'draft' && agreed))
    throw new Refused('conflict', '这一版已有审核结果，不能再登记。需要改动时请先“变更”')
  const now = clock.now()
  await q.insert(t.planDecision).values({
    id: randomUUID(),
    plan: plan.id,
    ...decision,
    document: document ?? null,
    statement: statement ?? null,
    key: key ?? null,
    by: actor.member,
    at: now,
  })
  const earlier = (await versionsOf(q, store, plan.series)).flatMap(({ consentDate }) => consentDate ?? [])
  const consentDate = [...earlier, decision.date].sort()[0] ?? decision.date
  await q
    .update(t.plan)
    .set({ status: agreed ? 'approved' : 'returned', decidedAt: now, ...(agreed && { consentDate }) })
    .where(eq(t.plan.id, plan.id))
  if (agreed)
    await q
      .update(t.plan)
      .set({ status: 'superseded' })
      .where(and(eq(t.plan.series, plan.series), eq(t.plan.status, 'approved'), ne(t.plan.id, plan.id)))
  await recordAudit(q, store, clock, actor, 'plan.decide', plan.id, {
    ...{
      version: plan.version,
      how: decision.how,
      outcome: decision.outcome,
      number: decision.number,
      date: decision.date,
    },
    ...(plan.status === 'draft' && { onPaper: true }),
  })
}
