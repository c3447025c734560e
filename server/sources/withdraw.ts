import { and, eq } from 'drizzle-orm'
import { type Actor, requireRole } from '../access/actor'
import { recordAudit } from '../access/audit'
import type { Queries } from '../db/store'
import type { Deps } from '../deps'
import { Refused } from '../ledger/accept'
import { reckonAnew } from './write-batch'

/** Takes an import back: a later row says so, and none of it counts any more. Audited. Throws `not-found`, and `conflict` where that was done. */
export async function withdrawImport(deps: Deps, actor: Actor, id: string, reason: string): Promise<void> {
  requireRole(actor, 'hr')
  await deps.store.tx((q) => withdrawIn(deps, q, actor, id, reason))
  deps.deriver.wake()
}

/** The same within a transaction of somebody's. */
export async function withdrawIn(deps: Deps, q: Queries, actor: Actor, id: string, reason: string): Promise<void> {
  const { store, clock } = deps
  const { t } = store
  const [batch] = await q
    .select({ id: t.importBatch.id, taken: t.importWithdrawal.at })
    .from(t.importBatch)
    .innerJoin(t.class, eq(t.class.id, t.importBatch.class))
    .leftJoin(t.importWithdrawal, eq(t.importWithdrawal.batch, t.importBatch.id))
    .where(and(eq(t.importBatch.id, id), eq(t.class.organisation, actor.organisation)))
  if (!batch) throw new Refused('not-found', '没有这次导入')
  if (batch.taken !== null) throw new Refused('conflict', '这次导入已经撤回')
  await q.insert(t.importWithdrawal).values({ batch: id, reason, by: actor.member, at: clock.now() })
  const rows = await q.select({ seat: t.imported.seat }).from(t.imported).where(eq(t.imported.batch, id))
  await reckonAnew(
    deps,
    q,
    rows.map(({ seat }) => seat),
  )
  await recordAudit(q, store, clock, actor, 'source.withdraw', id, { reason })
}
