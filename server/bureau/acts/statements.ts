import { and, asc, eq, inArray, isNotNull, type SQL } from 'drizzle-orm'
import { type ActKind, actWords } from '../../../shared/claim/bureau-act'
import { hashOfFile } from '../../../shared/plan/signed-file'
import type { Actor } from '../../access/actor'
import { nodeCrypto } from '../../crypto'
import type { Queries, Store } from '../../db/store'
import type { Deps } from '../../deps'
import { Refused } from '../../ledger/accept'
import { receivedClaim, requireBureau } from '../bureau'

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

/** One signed statement of a bureau about a claim: of a decision its outcome, of an act its kind. */
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
export const statementsFor = (
  q: Queries,
  store: Pick<Store, 't'>,
  organisation: string,
  firm: string,
): Promise<Statement[]> => {
  const { bureauClaim: claim } = store.t
  return statements(q, store, and(eq(claim.organisation, organisation), eq(claim.firm, firm)))
}

/** The same of one claim. */
export const statementsOn = (q: Queries, store: Pick<Store, 't'>, claim: string): Promise<Statement[]> =>
  statements(q, store, eq(store.t.bureauClaim.id, claim))

async function statements(q: Queries, { t }: Pick<Store, 't'>, which: SQL | undefined): Promise<Statement[]> {
  const { bureauClaim: claim, bureauDecision: decision, bureauProposal: proposal, bureauAct: act } = t
  const decisions = await q
    .select({ kind: proposal.outcome, at: decision.at, text: decision.statement })
    .from(decision)
    .innerJoin(claim, eq(claim.id, decision.claim))
    .innerJoin(proposal, eq(proposal.id, decision.proposal))
    .where(and(which, isNotNull(decision.statement)))
    .orderBy(asc(decision.at))
  const acts = await q
    .select({ kind: act.kind, at: act.at, text: act.statement })
    .from(act)
    .innerJoin(claim, eq(claim.id, act.claim))
    .where(and(which, inArray(act.kind, [...told])))
    .orderBy(asc(act.at))
  return [...decisions, ...acts]
    .map(({ kind, at, text }) => ({ kind, at, text: text ?? '' }))
    .toSorted((a, b) => a.at - b.at)
}

/** What names a statement: `statementHash`. */
export const hashOf = ({ text }: Pick<Statement, 'text'>): string => hashOfFile(nodeCrypto, text)

/** A signed statement on a claim, or on what concerns it, as a file. Throws `not-allowed`, `not-found`. */
export async function statementFile(
  { store }: Pick<Deps, 'store'>,
  actor: Actor,
  id: string,
  hash: string,
): Promise<{ file: string; name: string }> {
  requireBureau(actor, 'auditor')
  const { t, read } = store
  const { number, organisation } = await receivedClaim(read, store, actor, id)
  const decision = (await statementsOn(read, store, id)).find((one) => hashOf(one) === hash)
  const [act] = await read
    .select({ kind: t.bureauAct.kind, text: t.bureauAct.statement })
    .from(t.bureauAct)
    .where(and(eq(t.bureauAct.organisation, organisation), eq(t.bureauAct.hash, hash)))
  const found = act ?? decision
  if (!found) throw new Refused('not-found', '没有这份签名文件')
  return { file: found.text, name: `${act ? actWords(act.kind) : '审核决定'}-${number}.json` }
}
