import { and, eq, exists, gte, isNull, type SQL, sql } from 'drizzle-orm'
import type { Queries, Store } from '../../db/store'

/**
 * Whether a row of `bureauDecision`, joined with its proposal, agreed to a claim that was then reviewed again without anything signed saying so: as it was
 * done before acts were signed. Its statement by itself would be read as if it held.
 */
export const takenBackUnsigned = (q: Queries, { t }: Pick<Store, 't'>): SQL => {
  const { bureauDecision: decision, bureauProposal: proposal, bureauEvent: event, bureauAct: act } = t
  const reopened = q
    .select({ id: event.id })
    .from(event)
    .leftJoin(act, eq(act.event, event.id))
    .where(
      and(
        ...[eq(event.claim, decision.claim), eq(event.kind, 'reopened')],
        ...[gte(event.at, decision.at), isNull(act.id)],
      ),
    )
  return sql`(${eq(proposal.outcome, 'agreed')} and ${exists(reopened)})`
}
