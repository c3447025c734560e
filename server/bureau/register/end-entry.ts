import { randomUUID } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import type { EndEntry } from '../../../shared/api/bureau-register'
import type { Actor } from '../../access/actor'
import { recordAudit } from '../../access/audit'
import type { Deps } from '../../deps'
import { Refused } from '../../ledger/accept'
import { requireBureau } from '../bureau'

/** Ends a 定点 designation or a platform from a day on, before its own last day. The earliest end holds. Throws `not-found`. Audited. */
export async function endEntry(
  { store, clock }: Deps,
  actor: Actor,
  kind: 'designation' | 'platform',
  id: string,
  { day, reason }: EndEntry,
): Promise<void> {
  requireBureau(actor, 'manager')
  const { t } = store
  await store.tx(async (q) => {
    const table = kind === 'platform' ? t.bureauPlatform : t.bureauDesignation
    const [row] = await q
      .select({ name: table.name })
      .from(table)
      .where(and(eq(table.id, id), eq(table.organisation, actor.organisation)))
    if (!row) throw new Refused('not-found', kind === 'platform' ? '没有这个平台' : '没有这条定点登记')
    await q.insert(t.bureauRegisterEnd).values({
      ...{ id: randomUUID(), organisation: actor.organisation, subject: id, day, reason },
      ...{ by: actor.member, at: clock.now() },
    })
    await recordAudit(q, store, clock, actor, 'register.end', id, { name: row.name, date: day, reason })
  })
}
