import { randomUUID } from 'node:crypto'
import { and, count, desc, eq, gt, isNull } from 'drizzle-orm'
import type { InferOutput } from 'valibot'
import type { HostedRow, hostRequest, OnceLink } from '../../shared/api/access'
import type { AuditAction } from '../../shared/api/audit-actions'
import type { Queries } from '../db/store'
import type { Deps } from '../deps'
import { Refused } from '../ledger/accept'
import type { Actor } from './actor'
import { recordAudit } from './audit'
import { requireHost } from './host'
import { makeInvitation } from './invitations'
import { kindOf } from './sessions'

/** The organisations this server hosts for others, the newest first: what they are called and how many sign in, and nothing they do. */
export async function listHosted(deps: Deps, actor: Actor): Promise<HostedRow[]> {
  await requireHost(deps, actor)
  const { t, read } = deps.store
  const { id, kind, name, createdAt, stoppedAt } = t.organisation
  const shown = { id, kind, name, createdAt, stoppedAt }
  const rows = await read
    .select({ ...shown, members: count(t.member.id) })
    .from(t.organisation)
    .leftJoin(t.member, eq(t.member.organisation, t.organisation.id))
    .where(eq(t.organisation.hostedBy, actor.organisation))
    .groupBy(shown.id, shown.kind, shown.name, shown.createdAt, shown.stoppedAt)
    .orderBy(desc(t.organisation.createdAt))
  const invited = await read
    .select({ organisation: t.invitation.organisation, until: t.invitation.expiresAt })
    .from(t.invitation)
    .innerJoin(t.organisation, eq(t.organisation.id, t.invitation.organisation))
    .where(and(eq(t.organisation.hostedBy, actor.organisation), open(deps), isNull(t.invitation.member)))
  return rows.map(({ id, kind, name, createdAt, stoppedAt, members }) => {
    const until = members === 0 ? invited.find((one) => one.organisation === id)?.until : undefined
    return {
      id,
      kind: kindOf(kind),
      name,
      members,
      createdAt,
      ...(stoppedAt !== null && { stoppedAt }),
      ...(until !== undefined && { invitedUntil: until }),
    }
  })
}

/** Opens another organisation on this server; the link makes its first administrator, who alone invites the others. Audited. */
export async function hostOrganisation(
  deps: Deps,
  actor: Actor,
  { kind, name, creditCode }: InferOutput<typeof hostRequest>,
): Promise<OnceLink> {
  await requireHost(deps, actor)
  const { store, clock } = deps
  const { t } = store
  const id = randomUUID()
  return store.tx(async (q) => {
    const same = and(eq(t.organisation.hostedBy, actor.organisation), eq(t.organisation.name, name))
    if ((await q.select({ id: t.organisation.id }).from(t.organisation).where(same)).length > 0)
      throw new Refused('conflict', '已经开设过同名的单位，请核对，或在名称里加以区别')
    const row = { id, kind, name, creditCode: creditCode ?? null, hostedBy: actor.organisation, createdAt: clock.now() }
    await q.insert(t.organisation).values(row)
    await noteBoth(q, deps, actor, 'organisation.host', id, { name, kind })
    return firstLink(q, deps, actor, id)
  })
}

/** Another link for the first administrator, in place of the one before. Only while nobody is in: who hosts lets nobody into others' records. */
export async function inviteFirst(deps: Deps, actor: Actor, id: string): Promise<OnceLink> {
  await requireHost(deps, actor)
  const { t } = deps.store
  return deps.store.tx(async (q) => {
    const { name } = await hostedOf(q, deps, actor, id)
    const members = await q.select({ id: t.member.id }).from(t.member).where(eq(t.member.organisation, id)).limit(1)
    if (members.length > 0)
      throw new Refused('conflict', '这个单位已有管理员，其他成员由他们自己邀请，忘记密码也由他们处理')
    const earlier = and(eq(t.invitation.organisation, id), open(deps))
    await q.update(t.invitation).set({ withdrawnAt: deps.clock.now() }).where(earlier)
    await noteBoth(q, deps, actor, 'organisation.invite', id, { name })
    return firstLink(q, deps, actor, id)
  })
}

/** Shuts a hosted organisation out or lets it in again: nobody of it signs in, sessions end at once. What devices hand in is still taken. Audited on both sides. */
export async function stopHosted(deps: Deps, actor: Actor, id: string, stopped: boolean): Promise<void> {
  await requireHost(deps, actor)
  const { store, clock } = deps
  const { t } = store
  await store.tx(async (q) => {
    const { name } = await hostedOf(q, deps, actor, id)
    await q
      .update(t.organisation)
      .set({ stoppedAt: stopped ? clock.now() : null })
      .where(eq(t.organisation.id, id))
    if (stopped)
      for (const { id: member } of await q
        .select({ id: t.member.id })
        .from(t.member)
        .where(eq(t.member.organisation, id)))
        await q.delete(t.session).where(eq(t.session.member, member))
    await noteBoth(q, deps, actor, stopped ? 'organisation.stop' : 'organisation.let-in', id, { name })
  })
}

const open = ({ store: { t }, clock }: Deps) =>
  and(isNull(t.invitation.usedAt), isNull(t.invitation.withdrawnAt), gt(t.invitation.expiresAt, clock.now()))

const firstLink = (q: Queries, deps: Deps, actor: Actor, organisation: string) =>
  makeInvitation(q, deps, { organisation, role: 'administrator', note: '', by: actor.member })

async function hostedOf(q: Queries, { store: { t } }: Deps, actor: Actor, id: string): Promise<{ name: string }> {
  const mine = and(eq(t.organisation.id, id), eq(t.organisation.hostedBy, actor.organisation))
  const [row] = await q.select({ name: t.organisation.name }).from(t.organisation).where(mine)
  if (!row) throw new Refused('not-found', '没有这个托管单位')
  return row
}

/** In the audit of the host, and in that of the hosted organisation, which sees who hosts it and no name of a member there. */
async function noteBoth(
  q: Queries,
  { store, clock }: Deps,
  actor: Actor,
  action: AuditAction,
  id: string,
  detail: Record<string, string>,
): Promise<void> {
  await recordAudit(q, store, clock, actor, action, id, detail)
  await recordAudit(q, store, clock, { member: `host:${actor.organisation}`, organisation: id }, action, id, detail)
}
