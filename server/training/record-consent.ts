import { eq } from 'drizzle-orm'
import type { RecordConsent } from '../../shared/api'
import { type Actor, requireRole } from '../access/actor'
import { recordAudit } from '../access/audit'
import type { Queries, Store } from '../db/store'
import type { Deps } from '../deps'
import { Refused } from '../ledger/accept'
import { classOf, type TrainingClass } from './class-of'
import { dirtyPlan } from './dirty'

/**
 * Writes down the day of the bureau's consent to a class's plan; study before it does not count where the policy waits for it.
 * A day that was recorded is not changed any more once receipts were given: hours were shown by it. Throws `conflict`.
 */
export async function recordConsent(deps: Deps, actor: Actor, input: RecordConsent & { class: string }): Promise<void> {
  requireRole(actor, 'hr')
  const { store, deriver } = deps
  const { plan } = await classOf(store, input.class, actor.organisation)
  await store.tx((q) => consentOn(deps, q, actor, plan, input.date))
  deriver.wake()
}

/** The same within a transaction; the same day again changes nothing. Throws `conflict`. */
export async function consentOn(
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
  q: Queries,
  actor: Actor,
  plan: Pick<TrainingClass['plan'], 'id' | 'consentDate'>,
  date: string,
): Promise<void> {
  const { t } = store
  if (plan.consentDate === date) return
  if (plan.consentDate !== undefined && (await receipted(q, store, plan.id)))
    throw new Refused(
      'conflict',
      `人社局同意日期已登记为 ${plan.consentDate}，本班也已有学员上交学习记录，不能再改。如登记有误，请在书面材料里说明，并与人社局商定`,
    )
  await q.update(t.plan).set({ consentDate: date }).where(eq(t.plan.id, plan.id))
  await dirtyPlan(q, store, plan.id)
  await recordAudit(q, store, clock, actor, 'plan.consent', plan.id, {
    date,
    ...(plan.consentDate !== undefined && { before: plan.consentDate }),
  })
}

/** Whether anything of a plan's classes was receipted. */
async function receipted(q: Queries, { t }: Store, plan: string): Promise<boolean> {
  const rows = await q
    .select({ at: t.receipt.at })
    .from(t.receipt)
    .innerJoin(t.chain, eq(t.chain.id, t.receipt.chain))
    .innerJoin(t.class, eq(t.class.id, t.chain.class))
    .where(eq(t.class.plan, plan))
    .limit(1)
  return rows.length > 0
}
