import { eq } from 'drizzle-orm'
import type { RecordConsent } from '../../shared/api'
import { type Actor, requireRole } from '../access/actor'
import { recordAudit } from '../access/audit'
import type { Deps } from '../deps'
import { classOf } from './class-of'
import { dirtyPlan } from './dirty'

/** Writes down the day of the bureau's consent to a class's plan; study before it does not count where the policy waits for it. */
export async function recordConsent(deps: Deps, actor: Actor, input: RecordConsent & { class: string }): Promise<void> {
  requireRole(actor, 'hr')
  const { store, clock, deriver } = deps
  const { plan } = await classOf(store, input.class, actor.organisation)
  const { t } = store
  await store.tx(async (q) => {
    await q.update(t.plan).set({ consentDate: input.date }).where(eq(t.plan.id, plan.id))
    await dirtyPlan(q, store, plan.id)
    await recordAudit(q, store, clock, actor, 'plan.consent', plan.id, {
      date: input.date,
      ...(plan.consentDate !== undefined && { before: plan.consentDate }),
    })
  })
  deriver.wake()
}
