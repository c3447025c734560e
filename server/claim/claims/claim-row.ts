import { and, asc, eq, sql } from 'drizzle-orm'
import * as v from 'valibot'
import { type ClaimStatus, claimStatuses, type Reckoned, reckoned } from '../../../shared/api/claims'
import type { Queries, Store } from '../../db/store'
import { Refused } from '../../ledger/accept'

/** A class of a claim with what its amounts need beside the records. */
export interface ClaimedClass {
  class: string
  /** What the training cost as proved, 分, and for how many people. */
  cost?: { total: number; heads: number }
  /** SHA-256 of the proof of cost. */
  proof?: string
  /** 专业类别, '' where a place sorts no occupations. */
  trade: string
}

/** 补贴申请 as it stands in the database. */
export interface ClaimRow {
  id: string
  organisation: string
  number: string
  title: string
  version: number
  status: ClaimStatus
  onBehalf: boolean
  /** Id of the rate table; its versions apply by their days. */
  rateTable: string
  /** 申请日期 */
  day: string
  /** The last reckoning; absent before the first and after a change. */
  reckoned?: Reckoned
  savedAt: number
  createdAt: number
  by: string
}

/** A claim of the organisation. Throws `not-found`. */
export async function claimOf(
  q: Queries,
  { t }: Pick<Store, 't'>,
  id: string,
  organisation: string,
): Promise<ClaimRow> {
  const [row] = await q
    .select()
    .from(t.subsidyClaim)
    .where(and(eq(t.subsidyClaim.id, id), eq(t.subsidyClaim.organisation, organisation)))
  if (!row) throw new Refused('not-found', '没有这份补贴申请，可能已被删除')
  const { onBehalf, status, reckoned: kept, ...rest } = row
  return {
    ...rest,
    onBehalf: onBehalf === 1,
    status: v.parse(v.picklist(claimStatuses), status),
    ...(kept !== null && { reckoned: v.parse(reckoned, JSON.parse(kept)) }),
  }
}

/** The same while it may still be changed. Throws `conflict`. */
export async function openClaimOf(
  q: Queries,
  store: Pick<Store, 't'>,
  id: string,
  organisation: string,
): Promise<ClaimRow> {
  const claim = await claimOf(q, store, id, organisation)
  if (claim.status !== 'draft')
    throw new Refused('conflict', '这份申请已经定稿或提交，不能再改。需要改动时请先退回草稿')
  return claim
}

/** The classes of a claim in its order. */
export async function classesOfClaim(q: Queries, { t }: Pick<Store, 't'>, claim: string): Promise<ClaimedClass[]> {
  const rows = await q
    .select()
    .from(t.claimClass)
    .where(eq(t.claimClass.claim, claim))
    .orderBy(asc(t.claimClass.position))
  return rows.map(({ class: id, cost, heads, proof, trade }) => ({
    class: id,
    ...(cost !== null && heads !== null && { cost: { total: cost, heads } }),
    ...(proof !== null && { proof }),
    trade,
  }))
}

/** Whom a claim asks for, with the day of employment where it is known. */
export async function seatsOfClaim(
  q: Queries,
  { t }: Pick<Store, 't'>,
  claim: string,
): Promise<Map<string, { employedOn?: string }>> {
  const rows = await q.select().from(t.claimSeat).where(eq(t.claimSeat.claim, claim))
  return new Map(rows.map(({ seat, employedOn }) => [seat, employedOn === null ? {} : { employedOn }]))
}

/** Claims whose people are taken: nobody stands in two of them with one training. */
export const living: readonly ClaimStatus[] = ['draft', 'ready', 'handed-in', 'paid']
/** What was reckoned no longer says what the claim asks for. Within the transaction of the change. */
export async function unsettle(
  q: Queries,
  { t }: Pick<Store, 't'>,
  { id, savedAt }: Pick<ClaimRow, 'id' | 'savedAt'>,
  now: number,
): Promise<void> {
  await q
    .update(t.subsidyClaim)
    .set({ reckoned: null, savedAt: Math.max(now, savedAt + 1) })
    .where(eq(t.subsidyClaim.id, id))
  await q.update(t.claimSeat).set({ line: null, total: null }).where(eq(t.claimSeat.claim, id))
}

/** `2026-003`: the organisation's next of a year. */
export async function nextNumber(
  q: Queries,
  { t }: Pick<Store, 't'>,
  organisation: string,
  year: string,
): Promise<string> {
  const rows = await q
    .select({ number: t.subsidyClaim.number })
    .from(t.subsidyClaim)
    .where(and(eq(t.subsidyClaim.organisation, organisation), sql`${t.subsidyClaim.number} LIKE ${`${year}-%`}`))
  const last = Math.max(0, ...rows.map(({ number }) => Number(number.slice(5)) || 0))
  return `${year}-${String(last + 1).padStart(3, '0')}`
}
