import { and, eq } from 'drizzle-orm'
import type { Role } from '../../shared/api/access'
import { type Actor, requireRole } from '../access/actor'
import type { Queries, Store } from '../db/store'
import { Refused } from '../ledger/accept'

/**
 * Throws `not-allowed` unless the actor is of a bureau and may do what at least one of these roles may do. At a bureau `hr` is 经办 (takes in and reviews),
 * `manager` 负责人 (decides), `finance` 财政复核, `auditor` 审计.
 */
export function requireBureau(actor: Actor, ...any: readonly [Role, ...Role[]]): void {
  if (actor.kind !== 'bureau') throw new Refused('not-allowed', '这项功能只有人社局账号能用')
  requireRole(actor, ...any)
}

export type ReceivedClaim = Store['t']['bureauClaim']['$inferSelect']
export type ReceivedPerson = Store['t']['bureauPerson']['$inferSelect']

/** A claim as received by the actor's bureau. Throws `not-found`, also for another bureau's. */
export async function receivedClaim(
  q: Queries,
  { t }: Pick<Store, 't'>,
  { organisation }: Pick<Actor, 'organisation'>,
  id: string,
): Promise<ReceivedClaim> {
  const [row] = await q
    .select()
    .from(t.bureauClaim)
    .where(and(eq(t.bureauClaim.id, id), eq(t.bureauClaim.organisation, organisation)))
  if (!row) throw new Refused('not-found', '没有这份补贴申请')
  return row
}

/** Whom the claim's current version asks for, in its order. */
export const peopleOfClaim = (
  q: Queries,
  { t }: Pick<Store, 't'>,
  { id, version }: Pick<ReceivedClaim, 'id' | 'version'>,
): Promise<ReceivedPerson[]> =>
  q
    .select()
    .from(t.bureauPerson)
    .where(and(eq(t.bureauPerson.claim, id), eq(t.bureauPerson.version, version)))
    .orderBy(t.bureauPerson.position)
