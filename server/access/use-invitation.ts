import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import type { InferOutput } from 'valibot'
import type { acceptInvitation as acceptRequest, resetPassword as resetRequest } from '../../shared/api/access'
import type { Queries } from '../db/store'
import type { Deps } from '../deps'
import { Refused } from '../ledger/accept'
import { recordAudit } from './audit'
import { findInvitation } from './invitations'
import { forgetFailures } from './lock'
import { hashPassword } from './password'
import { endSessions } from './sessions'

/** Becomes a member by a link. Returns the member's id. Throws `not-allowed`, and `conflict` where somebody has this login. */
export async function acceptInvitation(deps: Deps, input: InferOutput<typeof acceptRequest>): Promise<string> {
  const { store, clock } = deps
  const { t } = store
  // Before anything is hashed: whoever has no link costs nothing.
  await findInvitation(store.read, deps, input.token)
  const password = await hashPassword(input.password)
  const id = randomUUID()
  return store.tx(async (q) => {
    const { invitation, organisation } = await findInvitation(q, deps, input.token)
    if (invitation.member !== null) throw new Refused('bad-request', '这个链接是设新密码用的，请刷新页面')
    const taken = await q.select({ id: t.member.id }).from(t.member).where(eq(t.member.login, input.login))
    if (taken.length > 0) throw new Refused('conflict', '这个账号已有人用，请换一个，例如加上工号')
    const { role } = invitation
    await q.insert(t.member).values({
      id,
      organisation: organisation.id,
      login: input.login,
      name: input.name,
      role,
      password,
      createdAt: clock.now(),
    })
    await use(q, deps, invitation.id)
    await recordAudit(q, store, clock, { member: id, organisation: organisation.id }, 'member.join', id, { role })
    return id
  })
}

/** Sets a member's password by a link from their administrator, and ends all their sessions. The authenticator stays asked for. */
export async function resetPassword(deps: Deps, input: InferOutput<typeof resetRequest>): Promise<void> {
  const { store, clock } = deps
  const { t } = store
  await findInvitation(store.read, deps, input.token)
  const password = await hashPassword(input.password)
  await store.tx(async (q) => {
    const { invitation, organisation, member } = await findInvitation(q, deps, input.token)
    if (!member) throw new Refused('bad-request', '这个链接是邀请新成员用的，请刷新页面')
    await q.update(t.member).set({ password }).where(eq(t.member.id, member.id))
    await forgetFailures(q, store, member.id)
    await endSessions(q, store, member.id)
    await use(q, deps, invitation.id)
    const actor = { member: member.id, organisation: organisation.id }
    await recordAudit(q, store, clock, actor, 'member.password-reset', member.id)
  })
}

async function use(q: Queries, { store: { t }, clock }: Deps, id: string): Promise<void> {
  await q.update(t.invitation).set({ usedAt: clock.now() }).where(eq(t.invitation.id, id))
}
