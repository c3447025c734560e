import { and, eq, isNull } from 'drizzle-orm'
import type { OnceLink } from '../../shared/api/access'
import type { Deps } from '../deps'
import { Refused } from '../ledger/accept'
import { recordAudit } from './audit'
import { makeInvitation } from './invitations'
import { forgetFailures } from './lock'
import { endSessions, roleOf } from './sessions'

/** Who acts where nobody is signed in: whoever works at the server's own machine. */
export const AT_THE_MACHINE = 'server'

/**
 * A link to a new password for whoever has nobody to ask: an organisation's only administrator. Made at the machine itself, where
 * whoever sits holds the database and its keys anyway; the organisation sees it in its audit. `factor`: the authenticator and its
 * recovery codes are lost too, and end. Throws `not-found`.
 */
export async function rescueLink(
  deps: Pick<Deps, 'store' | 'secrets' | 'clock' | 'publicUrl'>,
  login: string,
  factor: boolean,
): Promise<OnceLink> {
  const { store, clock } = deps
  const { t } = store
  return store.tx(async (q) => {
    const [row] = await q.select().from(t.member).where(eq(t.member.login, login))
    if (!row) throw new Refused('not-found', `没有账号 ${login}，请核对`)
    const { id: member, organisation, role } = row
    const actor = { member: AT_THE_MACHINE, organisation }
    const earlier = and(eq(t.invitation.member, member), isNull(t.invitation.usedAt), isNull(t.invitation.withdrawnAt))
    await q.update(t.invitation).set({ withdrawnAt: clock.now() }).where(earlier)
    await forgetFailures(q, store, member)
    await recordAudit(q, store, clock, actor, 'member.password-link', member, { login })
    if (factor) {
      await q.update(t.member).set({ totpCipher: null }).where(eq(t.member.id, member))
      await q.delete(t.recoveryCode).where(eq(t.recoveryCode.member, member))
      await endSessions(q, store, member)
      await recordAudit(q, store, clock, actor, 'member.factor-reset', member, { login })
    }
    return makeInvitation(q, deps, { organisation, role: roleOf(role), note: '', by: member, member })
  })
}
