import { and, desc, eq } from 'drizzle-orm'
import type { Actor } from '../../access/actor'
import type { Queries, Store } from '../../db/store'
import { Refused } from '../../ledger/accept'
import { type ReceivedClaim, receivedClaim } from '../bureau'

export type Proposal = Store['t']['bureauProposal']['$inferSelect']

/** What was proposed of the current version and nobody decided on or withdrew. */
export async function openProposal(
  q: Queries,
  { t }: Pick<Store, 't'>,
  { id, version }: Pick<ReceivedClaim, 'id' | 'version'>,
): Promise<Proposal | undefined> {
  const [row] = await q
    .select({ proposal: t.bureauProposal, decided: t.bureauDecision.id })
    .from(t.bureauProposal)
    .leftJoin(t.bureauDecision, eq(t.bureauDecision.proposal, t.bureauProposal.id))
    .where(and(eq(t.bureauProposal.claim, id), eq(t.bureauProposal.version, version)))
    .orderBy(desc(t.bureauProposal.at))
    .limit(1)
  return row && row.decided === null ? row.proposal : undefined
}

/** The claim, held against everybody else until the transaction ends. Throws `not-found`. */
export async function holdClaim(
  q: Queries,
  store: Pick<Store, 't'>,
  actor: Pick<Actor, 'organisation'>,
  id: string,
  now: number,
): Promise<ReceivedClaim> {
  const { t } = store
  const claim = await receivedClaim(q, store, actor, id)
  await q
    .update(t.bureauClaim)
    .set({ updatedAt: Math.max(now, claim.updatedAt + 1) })
    .where(eq(t.bureauClaim.id, id))
  return receivedClaim(q, store, actor, id)
}

/** The same while it waits for review and nothing is proposed. Throws `conflict`. */
export async function holdOpenClaim(...args: Parameters<typeof holdClaim>): Promise<ReceivedClaim> {
  const claim = await holdClaim(...args)
  if (claim.status !== 'received') throw new Refused('conflict', '这份申请不在审核中，不能再改审核结果')
  if (await openProposal(args[0], args[1], claim))
    throw new Refused('conflict', '已经提出审核意见，等待负责人审定。要改请先撤回意见')
  return claim
}
