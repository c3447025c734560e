import { eq } from 'drizzle-orm'
import { type Actor, requireRole } from '../../access/actor'
import { recordAudit } from '../../access/audit'
import type { Deps } from '../../deps'
import { draftOf } from './plan-row'

/** Deletes a draft. Nothing that was filed or decided is ever deleted: throws `conflict`. */
export async function discardPlan({ store, clock }: Deps, actor: Actor, id: string): Promise<void> {
  requireRole(actor, 'hr')
  const { t } = store
  await store.tx(async (q) => {
    const { details, version } = await draftOf(q, store, id, actor.organisation)
    await q.delete(t.planRoster).where(eq(t.planRoster.plan, id))
    await q.delete(t.plan).where(eq(t.plan.id, id))
    await recordAudit(q, store, clock, actor, 'plan.discard', id, { title: details.title, version })
  })
}
