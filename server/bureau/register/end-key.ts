import { randomUUID } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import type { EndKey } from '../../../shared/api/bureau-register'
import { dayRange } from '../../../shared/calendar/beijing'
import type { Actor } from '../../access/actor'
import { recordAudit } from '../../access/audit'
import type { Deps } from '../../deps'
import { Refused } from '../../ledger/accept'
import { demandEvidence } from '../../training/evidence'
import { requireBureau } from '../bureau'

/**
 * Revokes a key from the beginning of a Beijing day on: what was packed before it still counts, nothing after. It may lie in the past, where the key was
 * in other hands since then. Never taken back: the earliest end holds. Throws `not-found` and `bad-request`. Audited.
 */
export async function endKey({ store, clock }: Deps, actor: Actor, id: string, input: EndKey): Promise<void> {
  requireBureau(actor, 'manager')
  const { t } = store
  await store.tx(async (q) => {
    const [key] = await q
      .select()
      .from(t.bureauKey)
      .where(and(eq(t.bureauKey.id, id), eq(t.bureauKey.organisation, actor.organisation)))
    if (!key) throw new Refused('not-found', '没有这个密钥')
    await demandEvidence(q, store, actor.organisation, input.evidence)
    await q.insert(t.bureauKeyEnd).values({
      ...{ id: randomUUID(), organisation: actor.organisation, key: id, until: dayRange(input.from).from },
      ...{ why: 'revoked', reason: input.reason, evidence: input.evidence ?? null, by: actor.member, at: clock.now() },
    })
    await recordAudit(q, store, clock, actor, 'firm.key-end', key.firm, {
      ...{ key: key.key, date: input.from, reason: input.reason },
    })
  })
}
