import { and, asc, eq, isNull } from 'drizzle-orm'
import type { Queries, Store } from '../../db/store'
import type { ReceivedClaim } from '../bureau'
import type { PublicityRecord } from './publicity'

/** How a claim of a 公示 stands there. */
export interface StandingClaim {
  claim: ReceivedClaim
  firm: string
  /** As it was put up. */
  version: number
  people: number
  amount: number
  off?: { reason: string; by: string; at: number }
  /** Still up, in the version that was put up. */
  stands: boolean
  /** Was cleared here and is not on a table yet: an 异议 can still stop it. */
  payable: boolean
  /** Was cleared in this 公示: its version went on to be paid. */
  cleared: boolean
  /** 异议 without an answer: about it, or about the whole list. */
  heldUp: boolean
  objections: number
}

const CLEARED = ['cleared', 'batched', 'paid']

/** Every claim of a 公示, in the order of their numbers. */
export async function standingOf(
  q: Queries,
  { t }: Pick<Store, 't'>,
  { id }: Pick<PublicityRecord, 'id'>,
): Promise<StandingClaim[]> {
  const rows = await q
    .select({ put: t.bureauPublicityClaim, claim: t.bureauClaim, firm: t.bureauFirm.name, off: t.bureauPublicityOff })
    .from(t.bureauPublicityClaim)
    .innerJoin(t.bureauClaim, eq(t.bureauClaim.id, t.bureauPublicityClaim.claim))
    .innerJoin(t.bureauFirm, eq(t.bureauFirm.id, t.bureauClaim.firm))
    .leftJoin(
      t.bureauPublicityOff,
      and(eq(t.bureauPublicityOff.publicity, id), eq(t.bureauPublicityOff.claim, t.bureauPublicityClaim.claim)),
    )
    .where(eq(t.bureauPublicityClaim.publicity, id))
    .orderBy(asc(t.bureauClaim.number))
  const open = await q
    .select({ claim: t.bureauObjection.claim })
    .from(t.bureauObjection)
    .leftJoin(t.bureauObjectionAnswer, eq(t.bureauObjectionAnswer.objection, t.bureauObjection.id))
    .where(and(eq(t.bureauObjection.publicity, id), isNull(t.bureauObjectionAnswer.objection)))
  const ofAll = open.filter(({ claim }) => claim === null).length
  return rows.map(({ put, claim, firm, off }) => {
    const own = open.filter((one) => one.claim === claim.id).length
    const same = claim.version === put.version && off === null
    return {
      ...{ claim, firm, version: put.version, people: put.people, amount: put.amount },
      ...(off && { off: { reason: off.reason, by: off.by, at: off.at } }),
      stands: same && claim.status === 'published',
      payable: same && claim.status === 'cleared',
      cleared: same && CLEARED.includes(claim.status),
      heldUp: own + ofAll > 0,
      objections: own,
    }
  })
}
