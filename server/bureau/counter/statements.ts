import { and, asc, eq, gt, inArray, isNotNull, ne, not, or } from 'drizzle-orm'
import type { Queries, Store } from '../../db/store'
import { told } from '../acts/statements'
import { takenBackUnsigned } from '../acts/taken-back'
import type { Cursor, Statement } from './cursor'

/**
 * What the bureau signed about a 单位 after a place in the order of time, the oldest first, at most so many. Not of claims by hand, which its software does
 * not have; nor decisions that were taken back before that was signed.
 */
export async function statementsAfter(
  q: Queries,
  { t }: Pick<Store, 't'>,
  { organisation, firm }: { organisation: string; firm: string },
  after: Cursor,
  most: number,
): Promise<Statement[]> {
  const {
    bureauFiling: filing,
    bureauFilingDecision: decision,
    bureauDecision: claimed,
    bureauClaim,
    bureauProposal: proposal,
    bureauAct: act,
  } = t
  const receipts = await q
    .select({ id: filing.id, at: filing.receivedAt, text: filing.receipt })
    .from(filing)
    .where(
      and(
        ...[eq(filing.organisation, organisation), eq(filing.firm, firm)],
        behind(filing.receivedAt, filing.id, after),
      ),
    )
    .orderBy(asc(filing.receivedAt), asc(filing.id))
    .limit(most)
  const decisions = await q
    .select({ id: decision.id, at: decision.at, text: decision.statement })
    .from(decision)
    .innerJoin(filing, eq(filing.id, decision.filing))
    .where(
      and(...[eq(filing.organisation, organisation), eq(filing.firm, firm)], behind(decision.at, decision.id, after)),
    )
    .orderBy(asc(decision.at), asc(decision.id))
    .limit(most)
  const claims = await q
    .select({ id: claimed.id, at: claimed.at, text: claimed.statement })
    .from(claimed)
    .innerJoin(bureauClaim, eq(bureauClaim.id, claimed.claim))
    .innerJoin(proposal, eq(proposal.id, claimed.proposal))
    .where(
      and(
        ...[eq(bureauClaim.organisation, organisation), eq(bureauClaim.firm, firm), ne(bureauClaim.source, 'manual')],
        ...[isNotNull(claimed.statement), not(takenBackUnsigned(q, { t }))],
        behind(claimed.at, claimed.id, after),
      ),
    )
    .orderBy(asc(claimed.at), asc(claimed.id))
    .limit(most)
  const acts = await q
    .select({ id: act.id, at: act.at, text: act.statement })
    .from(act)
    .innerJoin(bureauClaim, eq(bureauClaim.id, act.claim))
    .where(
      and(
        ...[eq(act.organisation, organisation), eq(act.firm, firm), inArray(act.kind, [...told])],
        ne(bureauClaim.source, 'manual'),
        behind(act.at, act.id, after),
      ),
    )
    .orderBy(asc(act.at), asc(act.id))
    .limit(most)
  return [
    ...receipts.map((row) => ({ kind: 'filing-receipt' as const, ...row })),
    ...decisions.map((row) => ({ kind: 'decision' as const, ...row })),
    ...claims.map(({ text, ...row }) => ({ kind: 'claim-decision' as const, ...row, text: text ?? '' })),
    ...acts.map((row) => ({ kind: 'bureau-act' as const, ...row })),
  ]
    .sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
    .slice(0, most)
}

type Column = Parameters<typeof eq>[0]
const behind = (at: Column, id: Column, after: Cursor) => or(gt(at, after.at), and(eq(at, after.at), gt(id, after.id)))
