import { eq } from 'drizzle-orm'
import { recordAudit } from '../access/audit'
import { phoneTokenOf } from '../access/phone-session'
import type { Deps } from '../deps'
import { Refused } from '../ledger/accept'
import { seatByCode } from './join'

/**
 * Signs a trainee in to their own phone page by the personal code, which goes on working here after it was used for joining:
 * 30 days, that seat alone, ended by another code. One answer for every code that is none. Audited. Throws `not-allowed`.
 */
export async function mySession(deps: Deps, code: string): Promise<{ token: string; expiresAt: number }> {
  const { store, clock } = deps
  const { t } = store
  const found = await seatByCode(deps, code)
  if (found?.seat === undefined)
    throw new Refused('not-allowed', '加入码不对或已作废。请照纸条核对，或请老师重发个人加入码')
  const { class: classId, seat, issuedAt } = found
  await store.tx(async (q) => {
    const [trained] = await q
      .select({ organisation: t.class.organisation })
      .from(t.class)
      .where(eq(t.class.id, classId))
    const actor = { member: `seat:${seat}`, organisation: trained?.organisation ?? '' }
    await recordAudit(q, store, clock, actor, 'phone-session.open', seat)
  })
  return phoneTokenOf(deps, { seat, codeIssuedAt: issuedAt }, 'code')
}
