import { and, asc, eq, isNull, max, ne } from 'drizzle-orm'
import type { MemberChange, MemberList, OnceLink } from '../../shared/api/access'
import type { AuditAction } from '../../shared/api/audit-actions'
import type { Queries } from '../db/store'
import type { Deps } from '../deps'
import { Refused } from '../ledger/accept'
import { type Actor, requireRole } from './actor'
import { recordAudit } from './audit'
import { makeInvitation, openInvitations } from './invitations'
import { forgetFailures, isLocked } from './lock'
import { endSessions, roleOf } from './sessions'

/** Who may sign in for the actor's organisation, in the order they came, and the links that are out. */
export async function listMembers(deps: Deps, actor: Actor): Promise<MemberList> {
  requireRole(actor, 'administrator')
  const { t, read } = deps.store
  const { organisation } = actor
  const rows = await read
    .select()
    .from(t.member)
    .where(eq(t.member.organisation, organisation))
    .orderBy(asc(t.member.createdAt), asc(t.member.login))
  const seen = await read
    .select({ member: t.session.member, at: max(t.session.seenAt) })
    .from(t.session)
    .innerJoin(t.member, eq(t.member.id, t.session.member))
    .where(eq(t.member.organisation, organisation))
    .groupBy(t.session.member)
  const seenAt = new Map(seen.map(({ member, at }) => [member, Number(at)]))
  const [own] = await read
    .select({ required: t.organisation.totpRequired })
    .from(t.organisation)
    .where(eq(t.organisation.id, organisation))
  return {
    members: rows.map((row) => {
      const at = seenAt.get(row.id)
      return {
        id: row.id,
        login: row.login,
        name: row.name,
        role: roleOf(row.role),
        createdAt: row.createdAt,
        ...(at !== undefined && { seenAt: at }),
        ...(row.stoppedAt !== null && { stoppedAt: row.stoppedAt }),
        ...(isLocked(row, deps.clock.now()) && { lockedUntil: row.lockedUntil ?? 0 }),
        factor: row.totpCipher !== null,
      }
    }),
    invitations: await openInvitations(deps, organisation),
    factorRequired: own?.required === 1,
  }
}

/**
 * Changes a member's role, stops or lets in, unlocks, or takes the authenticator off. Stopping and resetting end the member's
 * sessions at once. Audited. Throws `not-found`, and `conflict` where nobody would be left to administer.
 */
export async function changeMember(deps: Deps, actor: Actor, id: string, change: MemberChange): Promise<void> {
  requireRole(actor, 'administrator')
  const { store, clock } = deps
  const { t } = store
  await store.tx(async (q) => {
    const member = await memberOf(q, deps, actor, id)
    const put = (set: Partial<typeof t.member.$inferInsert>) => q.update(t.member).set(set).where(eq(t.member.id, id))
    const note = (action: AuditAction, detail = {}) =>
      recordAudit(q, store, clock, actor, action, id, { login: member.login, ...detail })
    switch (change.change) {
      case 'role':
        if (change.role !== 'administrator') await demandAnother(q, deps, actor, id)
        await put({ role: change.role })
        return note('member.role', { from: member.role, to: change.role })
      case 'stop':
        await demandAnother(q, deps, actor, id)
        await put({ stoppedAt: clock.now() })
        await endSessions(q, store, id)
        return note('member.stop')
      case 'let-in':
        await put({ stoppedAt: null })
        return note('member.let-in')
      case 'unlock':
        await forgetFailures(q, store, id)
        return note('member.unlock')
      case 'reset-factor':
        await put({ totpCipher: null })
        await q.delete(t.recoveryCode).where(eq(t.recoveryCode.member, id))
        await endSessions(q, store, id)
        return note('member.factor-reset')
    }
  })
}

/** A link by which a member sets a new password; earlier ones for the same member end. Audited. */
export async function passwordLink(deps: Deps, actor: Actor, id: string): Promise<OnceLink> {
  requireRole(actor, 'administrator')
  const { store, clock } = deps
  const { t } = store
  return store.tx(async (q) => {
    const { organisation, role, login } = await memberOf(q, deps, actor, id)
    const earlier = and(eq(t.invitation.member, id), isNull(t.invitation.usedAt), isNull(t.invitation.withdrawnAt))
    await q.update(t.invitation).set({ withdrawnAt: clock.now() }).where(earlier)
    await recordAudit(q, store, clock, actor, 'member.password-link', id, { login })
    return makeInvitation(q, deps, { organisation, role: roleOf(role), note: '', by: actor.member, member: id })
  })
}

/** Whether every member has to sign in with an authenticator. Who asks it of others has one already. Audited. Throws `conflict`. */
export async function requireFactorOfAll(deps: Deps, actor: Actor, required: boolean): Promise<void> {
  requireRole(actor, 'administrator')
  const { store, clock } = deps
  const { t } = store
  await store.tx(async (q) => {
    const own = await memberOf(q, deps, actor, actor.member)
    if (required && own.totpCipher === null)
      throw new Refused('conflict', '请先在“登录与安全”里给自己设置动态码，再要求全体成员使用')
    await q
      .update(t.organisation)
      .set({ totpRequired: required ? 1 : 0 })
      .where(eq(t.organisation.id, actor.organisation))
    await recordAudit(q, store, clock, actor, 'factor.require', actor.organisation, { required })
  })
}

async function memberOf(q: Queries, { store: { t } }: Deps, actor: Actor, id: string) {
  const [row] = await q
    .select()
    .from(t.member)
    .where(and(eq(t.member.id, id), eq(t.member.organisation, actor.organisation)))
  if (!row) throw new Refused('not-found', '没有这位成员')
  return row
}

/** An organisation never loses its last administrator who can sign in. */
async function demandAnother(q: Queries, { store: { t } }: Deps, actor: Actor, id: string): Promise<void> {
  const others = await q
    .select({ id: t.member.id })
    .from(t.member)
    .where(
      and(
        eq(t.member.organisation, actor.organisation),
        eq(t.member.role, 'administrator'),
        isNull(t.member.stoppedAt),
        ne(t.member.id, id),
      ),
    )
    .limit(1)
  if (others.length === 0)
    throw new Refused('conflict', '这是本单位最后一位管理员，不能停用或改为其他角色。请先把另一位成员设为管理员')
}
