import { and, eq, inArray, isNotNull } from 'drizzle-orm'
import { type ActKind, actWords } from '../../../shared/claim/bureau-act'
import { hashOfFile } from '../../../shared/plan/signed-file'
import type { Actor } from '../../access/actor'
import { nodeCrypto } from '../../crypto'
import type { Queries, Store } from '../../db/store'
import type { Deps } from '../../deps'
import { Refused } from '../../ledger/accept'
import { receivedClaim, requireBureau } from '../bureau'
import { takenBackUnsigned } from './taken-back'

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

/** One signed statement on a claim: of a decision its outcome, of an act its kind. */
export interface Statement {
  kind: string
  at: number
  /** The file as it is given out. */
  text: string
  /** Of a decision: it was taken back before that was signed, and is given to no 单位 any more. */
  takenBack?: true
}

/** What a bureau signed about a claim and its 单位 gets to know (`told`), in the order in which it was said; each is what `importClaimStatement` takes. */
export async function statementsOn(q: Queries, { t }: Pick<Store, 't'>, claim: string): Promise<Statement[]> {
  const { bureauDecision: decision, bureauProposal: proposal, bureauAct: act } = t
  const signed = and(eq(decision.claim, claim), isNotNull(decision.statement))
  const decisions = await q
    .select({ id: decision.id, kind: proposal.outcome, at: decision.at, text: decision.statement })
    .from(decision)
    .innerJoin(proposal, eq(proposal.id, decision.proposal))
    .where(signed)
  const gone = await q
    .select({ id: decision.id })
    .from(decision)
    .innerJoin(proposal, eq(proposal.id, decision.proposal))
    .where(and(signed, takenBackUnsigned(q, { t })))
  const isGone = new Set(gone.map((one) => one.id))
  const acts = await q
    .select({ kind: act.kind, at: act.at, text: act.statement })
    .from(act)
    .where(and(eq(act.claim, claim), inArray(act.kind, [...told])))
  return [
    ...decisions.map(({ id: of, text, ...one }) => ({
      ...{ ...one, text: text ?? '' },
      ...(isGone.has(of) && { takenBack: true as const }),
    })),
    ...acts,
  ].toSorted((a, b) => a.at - b.at)
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
  const stated = (await statementsOn(read, store, id)).find((one) => hashOf(one) === hash)
  const [act] = await read
    .select({ kind: t.bureauAct.kind, text: t.bureauAct.statement })
    .from(t.bureauAct)
    .where(and(eq(t.bureauAct.organisation, organisation), eq(t.bureauAct.hash, hash)))
  const found = act ?? stated
  if (!found) throw new Refused('not-found', '没有这份签名文件')
  const what = act ? actWords(act.kind) : `审核决定${stated?.takenBack ? '（已撤销）' : ''}`
  return { file: found.text, name: `${what}-${number}.json` }
}
