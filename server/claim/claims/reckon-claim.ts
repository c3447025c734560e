import { and, eq } from 'drizzle-orm'
import type { CheckItem, ClaimLine, Reckoned } from '../../../shared/api/claims'
import { rateTableKey } from '../../../shared/claim/rates'
import { type Actor, requireRole } from '../../access/actor'
import { recordAudit } from '../../access/audit'
import type { Queries } from '../../db/store'
import type { Deps } from '../../deps'
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

/**
 * Reckons every amount anew and checks the papers against each other; keeps both with the claim, for its page and its lists. A claim that was
 * handed in stays as it was. Throws `conflict` where somebody changed the claim meanwhile. Audited.
 */
export async function reckonClaim(deps: Deps, actor: Actor, id: string): Promise<void> {
  requireRole(actor, 'hr')
  const { store, clock } = deps
  const before = await claimOf(store.read, store, id, actor.organisation)
  if (before.status !== 'draft' && before.status !== 'ready')
    throw new Refused('conflict', '这份申请已经提交，金额不再重新核算')
  const reckoning = await reckoningOf(deps, actor, id)
  await store.tx(async (q) => {
    await demandUnchanged(deps, q, actor, before)
    await keepReckoning(deps, q, reckoning)
    await recordAudit(q, store, clock, actor, 'claim.reckon', id, {
      ...{ number: before.number, people: reckoning.reckoned.people, total: reckoning.reckoned.total },
      content: reckoning.data.dataHash,
    })
  })
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
