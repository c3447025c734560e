import { and, eq } from 'drizzle-orm'
import type { CheckItem, ClaimLine, Reckoned } from '../../../shared/api/claims'
import { rateTableKey } from '../../../shared/claim/rates'
import { type Actor, requireRole } from '../../access/actor'
import { recordAudit } from '../../access/audit'
import type { Queries } from '../../db/store'
import type { Deps } from '../../deps'
import type { Say } from '../../jobs'
import { Refused } from '../../ledger/accept'
import type { ClaimData, ClaimPerson } from '../claim-data'
import { checkClaim } from './check/check-claim'
import { gatherAround } from './check/gather'
import { claimOf } from './claim-row'
import { claimData } from './data'

export interface Reckoning {
  data: ClaimData
  reckoned: Reckoned
}

/** Amounts and the check of a claim as its records are now. Nothing is written. */
export async function reckoningOf(
  deps: Deps,
  actor: Actor,
  id: string,
  onPerson?: (done: number, all: number) => void,
): Promise<Reckoning> {
  const data = await claimData(deps, actor, id, onPerson ? { onPerson } : {})
  return { data, reckoned: reckonedOf(data, checkClaim(data, await gatherAround(deps, actor, data))) }
}

export const reckonedOf = (data: ClaimData, items: CheckItem[]): Reckoned => ({
  at: data.madeAt,
  people: data.people.length,
  paid: data.people.filter(({ amount }) => amount.total > 0).length,
  ...{ total: data.total, capitals: data.capitals, dataHash: data.dataHash },
  tables: data.tables.map(rateTableKey),
  items,
})

export const lineOf = ({ hours, scoreText, passed, certificate, table, amount }: ClaimPerson): ClaimLine => ({
  ...{ hours, scoreText, passed, lines: amount.lines, total: amount.total },
  ...(certificate && { certificate: certificate.number }),
  ...(table !== undefined && { table }),
  ...(amount.refused && { refused: amount.refused.message }),
})

/** Begins `reckonClaim` as long work and answers with its job. Throws `not-found` and `conflict` at once, as that does. */
export async function startReckoning(deps: Deps, actor: Actor, id: string): Promise<string> {
  await reckonable(deps, actor, id)
  return deps.jobs.start(actor, '准备', async (say) => {
    await reckonClaim(deps, actor, id, say)
    return undefined
  })
}

/**
 * Reckons every amount anew and checks the papers against each other; keeps both with the claim, for its page and its lists. A claim that was
 * handed in stays as it was. Throws `conflict` where somebody changed the claim meanwhile. Audited.
 */
export async function reckonClaim(deps: Deps, actor: Actor, id: string, say: Say = () => undefined): Promise<void> {
  const { store, clock } = deps
  const before = await reckonable(deps, actor, id)
  const reckoning = await reckoningOf(deps, actor, id, (done, all) => say('核算学时（人）', done, all))
  say('保存结果', 0, 0)
  await store.tx(async (q) => {
    await demandUnchanged(deps, q, actor, before)
    await keepReckoning(deps, q, reckoning)
    await recordAudit(q, store, clock, actor, 'claim.reckon', id, {
      ...{ number: before.number, people: reckoning.reckoned.people, total: reckoning.reckoned.total },
      content: reckoning.data.dataHash,
    })
  })
}

async function reckonable({ store }: Deps, actor: Actor, id: string) {
  requireRole(actor, 'hr')
  const claim = await claimOf(store.read, store, id, actor.organisation)
  if (claim.status !== 'draft' && claim.status !== 'ready')
    throw new Refused('conflict', '这份申请已经提交，金额不再重新核算')
  return claim
}

/** Throws `conflict` where the claim is not as it was before it was reckoned. */
export async function demandUnchanged(
  { store }: Deps,
  q: Queries,
  actor: Actor,
  { id, savedAt, status }: { id: string; savedAt: number; status: string },
): Promise<void> {
  const now = await claimOf(q, store, id, actor.organisation)
  if (now.savedAt !== savedAt || now.status !== status)
    throw new Refused('conflict', '核算时这份申请被别人改过，请重新核算')
}

export async function keepReckoning({ store: { t } }: Deps, q: Queries, { data, reckoned }: Reckoning): Promise<void> {
  await q
    .update(t.subsidyClaim)
    .set({ reckoned: JSON.stringify(reckoned) })
    .where(eq(t.subsidyClaim.id, data.id))
  for (const person of data.people)
    await q
      .update(t.claimSeat)
      .set({ line: JSON.stringify(lineOf(person)), total: person.amount.total })
      .where(and(eq(t.claimSeat.claim, data.id), eq(t.claimSeat.seat, person.seat)))
}
