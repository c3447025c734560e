import { randomUUID } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import type { EndKey, KeyEnded } from '../../../shared/api/bureau-register'
import { dayRange } from '../../../shared/calendar/beijing'
import type { Actor } from '../../access/actor'
import { recordAudit } from '../../access/audit'
import type { Deps } from '../../deps'
import { Refused } from '../../ledger/accept'
import { demandEvidence } from '../../training/evidence'
import { requireBureau } from '../bureau'
import { markEnded, weighEnded } from './mark-ended'

/**
 * Revokes a key from the beginning of a Beijing day on: what was packed before it still counts, nothing after. It may lie in the past, where the key was
 * in other hands since then: what came of it meanwhile is marked, and answered. Never taken back: the earliest end holds. Throws `not-found` and `bad-request`. Audited.
 */
export async function endKey(deps: Deps, actor: Actor, id: string, input: EndKey): Promise<KeyEnded> {
  requireBureau(actor, 'manager')
  const { store, clock } = deps
  const { t } = store
  const until = dayRange(input.from).from
  const ended = await store.tx(async (q) => {
    const [key] = await q
      .select()
      .from(t.bureauKey)
      .where(and(eq(t.bureauKey.id, id), eq(t.bureauKey.organisation, actor.organisation)))
    if (!key) throw new Refused('not-found', '没有这个密钥')
    await demandEvidence(q, store, actor.organisation, input.evidence)
    await q.insert(t.bureauKeyEnd).values({
      ...{ id: randomUUID(), organisation: actor.organisation, key: id, until },
      ...{ why: 'revoked', reason: input.reason, evidence: input.evidence ?? null, by: actor.member, at: clock.now() },
    })
    const marked = await markEnded(q, deps, actor, key.key, until)
    await recordAudit(q, store, clock, actor, 'firm.key-end', key.firm, {
      ...{ key: key.key, date: input.from, reason: input.reason },
      ...{ claims: marked.claims.length },
    })
    return marked
  })
  await weighEnded(deps, actor, ended)
  return ended
}
