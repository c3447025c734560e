import type { ContactAnswer } from '../../../shared/api/bureau-interview'
import type { Actor } from '../../access/actor'
import { recordAudit } from '../../access/audit'
import type { Deps } from '../../deps'
import { requireBureau } from '../bureau'
import { personOf } from './interview'

/** How to reach somebody for a spot check, and the whole ID number to check against the document. Throws `not-allowed`, `not-found`. Audited. */
export async function showContact(deps: Deps, actor: Actor, id: string): Promise<ContactAnswer> {
  requireBureau(actor, 'hr')
  const { store, clock, secrets } = deps
  const { person, claim } = await personOf(store.read, store, actor.organisation, id)
  await store.tx((q) =>
    recordAudit(q, store, clock, actor, 'review.contact-show', claim.id, {
      number: `${claim.number} ${person.number}`,
    }),
  )
  return { phone: secrets.decrypt(person.phoneCipher, id), idNumber: secrets.decrypt(person.idCipher, id) }
}
