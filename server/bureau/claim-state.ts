import { and, eq } from 'drizzle-orm'
import { type ClaimState, claimStateWords } from '../../shared/api/bureau'
import type { Clock } from '../clock'
import type { Queries, Store } from '../db/store'
import { Refused } from '../ledger/accept'
import type { ReceivedClaim } from './bureau'

/** Moves a claim from one state to the next. Throws `conflict` where somebody moved it before. */
export async function moveClaim(
  q: Queries,
  { t }: Pick<Store, 't'>,
  clock: Clock,
  { id, number, status }: Pick<ReceivedClaim, 'id' | 'number' | 'status'>,
  from: ClaimState,
  to: ClaimState,
): Promise<void> {
  if (status !== from) throw new Refused('conflict', `${number} 不是“${claimStateWords[from]}”，请刷新后再看`)
  const moved = await q
    .update(t.bureauClaim)
    .set({ status: to, updatedAt: clock.now() })
    .where(and(eq(t.bureauClaim.id, id), eq(t.bureauClaim.status, from)))
    .returning({ id: t.bureauClaim.id })
  if (moved.length === 0) throw new Refused('conflict', `${number} 刚由别人办理过，请刷新后再看`)
}
