import type { Actor } from '../../access/actor'
import { recordAudit } from '../../access/audit'
import type { Deps } from '../../deps'
import { receivedClaim, requireBureau } from '../bureau'
import { addEvent } from '../events'

/** Notes something about a claim for whoever looks at it next; nothing of it leaves the bureau. Throws `not-allowed`, `not-found`. Audited. */
export async function comment({ store, clock }: Deps, actor: Actor, id: string, text: string): Promise<void> {
  requireBureau(actor, 'hr')
  await store.tx(async (q) => {
    const claim = await receivedClaim(q, store, actor, id)
    await addEvent(q, store, clock, actor, claim, 'comment', { text: text.trim() })
    await recordAudit(q, store, clock, actor, 'review.comment', id, { number: claim.number })
  })
}
