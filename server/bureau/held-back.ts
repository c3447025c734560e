import { and, desc, eq, isNull, or } from 'drizzle-orm'
import type { Queries, Store } from '../db/store'
import { Refused } from '../ledger/accept'
import type { ReceivedClaim } from './bureau'

export type ReopeningRecord = Store['t']['bureauReopening']['$inferSelect']

/** That somebody asked to have the claim's current version reviewed again, which nobody answered yet. */
export async function openReopening(
  q: Queries,
  { t }: Pick<Store, 't'>,
  { id, version }: Pick<ReceivedClaim, 'id' | 'version'>,
): Promise<ReopeningRecord | undefined> {
  const [row] = await q
    .select({ one: t.bureauReopening })
    .from(t.bureauReopening)
    .leftJoin(t.bureauReopeningAnswer, eq(t.bureauReopeningAnswer.reopening, t.bureauReopening.id))
    .where(
      and(
        ...[eq(t.bureauReopening.claim, id), eq(t.bureauReopening.version, version)],
        isNull(t.bureauReopeningAnswer.reopening),
      ),
    )
    .limit(1)
  return row?.one
}

/** The 公示 of the claim's current version that it was not taken off. */
export async function publicityOfClaim(
  q: Queries,
  { t }: Pick<Store, 't'>,
  { id, version }: Pick<ReceivedClaim, 'id' | 'version'>,
): Promise<Store['t']['bureauPublicity']['$inferSelect'] | undefined> {
  const [row] = await q
    .select({ publicity: t.bureauPublicity })
    .from(t.bureauPublicityClaim)
    .innerJoin(t.bureauPublicity, eq(t.bureauPublicity.id, t.bureauPublicityClaim.publicity))
    .leftJoin(
      t.bureauPublicityOff,
      and(
        eq(t.bureauPublicityOff.publicity, t.bureauPublicityClaim.publicity),
        eq(t.bureauPublicityOff.claim, t.bureauPublicityClaim.claim),
      ),
    )
    .where(
      and(
        ...[eq(t.bureauPublicityClaim.claim, id), eq(t.bureauPublicityClaim.version, version)],
        isNull(t.bureauPublicityOff.claim),
      ),
    )
    .orderBy(desc(t.bureauPublicity.at))
    .limit(1)
  return row?.publicity
}

/** Throws `conflict` while somebody wants the claim reviewed again, or an 异议 about it or its whole list waits for an answer. */
export async function demandFree(q: Queries, store: Pick<Store, 't'>, claim: ReceivedClaim): Promise<void> {
  const { t } = store
  if (await openReopening(q, store, claim))
    throw new Refused('conflict', `${claim.number} 有人申请重新审核，负责人决定以前不能往下办理`)
  const publicity = await publicityOfClaim(q, store, claim)
  if (!publicity) return
  const [objection] = await q
    .select({ number: t.bureauObjection.number })
    .from(t.bureauObjection)
    .leftJoin(t.bureauObjectionAnswer, eq(t.bureauObjectionAnswer.objection, t.bureauObjection.id))
    .where(
      and(
        ...[eq(t.bureauObjection.publicity, publicity.id), isNull(t.bureauObjectionAnswer.objection)],
        or(isNull(t.bureauObjection.claim), eq(t.bureauObjection.claim, claim.id)),
      ),
    )
    .limit(1)
  if (objection)
    throw new Refused('conflict', `${claim.number} 有没处理的异议（${objection.number}），处理以后才能拨付`)
}
