import { and, asc, eq, inArray, isNotNull } from 'drizzle-orm'
import type { ActKind } from '../../../shared/claim/bureau-act'
import type { Queries, Store } from '../../db/store'

/** Acts that its 单位 gets to know of; the others are between the bureau's own people, and with the auditors. */
export const told = [
  'reopened',
  'published',
  'cleared',
  'paid',
  'pay-failed',
  'pay-returned',
  'recovered',
] as const satisfies readonly ActKind[]

/** One signed statement of a bureau: of a decision on a claim its outcome, of an act its kind. */
export interface Statement {
  kind: string
  at: number
  /** The file as it is given out. */
  text: string
}

/**
 * Everything that a bureau signed about the claims of one 单位 of its register, and that is for it to know, in the order in which it was said: decisions on
 * claims, and acts on them (`told`). Each is what `importClaimStatement` of the other side takes.
 */
export async function statementsFor(
  q: Queries,
  { t }: Pick<Store, 't'>,
  organisation: string,
  firm: string,
): Promise<Statement[]> {
  const { bureauClaim: claim, bureauDecision: decision, bureauProposal: proposal, bureauAct: act } = t
  const decisions = await q
    .select({ kind: proposal.outcome, at: decision.at, text: decision.statement })
    .from(decision)
    .innerJoin(claim, eq(claim.id, decision.claim))
    .innerJoin(proposal, eq(proposal.id, decision.proposal))
    .where(and(eq(claim.organisation, organisation), eq(claim.firm, firm), isNotNull(decision.statement)))
    .orderBy(asc(decision.at))
  const acts = await q
    .select({ kind: act.kind, at: act.at, text: act.statement })
    .from(act)
    .where(
      and(
        ...[eq(act.organisation, organisation), eq(act.firm, firm)],
        ...[isNotNull(act.claim), inArray(act.kind, [...told])],
      ),
    )
    .orderBy(asc(act.at))
  return [...decisions, ...acts]
    .map(({ kind, at, text }) => ({ kind, at, text: text ?? '' }))
    .toSorted((a, b) => a.at - b.at)
}
