import { randomBytes, randomUUID } from 'node:crypto'
import { and, desc, eq, gt, isNull } from 'drizzle-orm'
import type { InferOutput } from 'valibot'
import type { InvitationShown, inviteRequest, MemberList, OnceLink } from '../../shared/api/access'
import type { Milliseconds } from '../../shared/record/fields'
import type { Queries } from '../db/store'
import type { Deps } from '../deps'
import { Refused } from '../ledger/accept'
import { type Actor, type Role, requireRole } from './actor'
import { recordAudit } from './audit'
import { kindOf, roleOf } from './sessions'

const VALID: Milliseconds = 7 * 86_400_000

interface Made {
  organisation: string
  role: Role
  note: string
  by: string
  /** Whose password it sets; a new member without. */
  member?: string
}

/** A link that is good once, for seven days; only the keyed hash of its token is stored, so it is shown this once. */
export async function makeInvitation(
  q: Queries,
  { store: { t }, secrets, clock, publicUrl }: Pick<Deps, 'store' | 'secrets' | 'clock' | 'publicUrl'>,
  { member, ...made }: Made,
): Promise<OnceLink> {
  const token = randomBytes(24).toString('base64url')
  const createdAt = clock.now()
  const expiresAt = createdAt + VALID
  await q.insert(t.invitation).values({
    id: randomUUID(),
    ...made,
    member: member ?? null,
    tokenIndex: secrets.index('invitation', token),
    createdAt,
    expiresAt,
  })
  // Behind the #: browsers send it to nobody, and no log of a proxy holds it.
  return { link: `${publicUrl}/invitation#${token}`, expiresAt }
}

/** Links nobody has used or withdrawn, and that still hold. */
const holds = ({ store: { t }, clock }: Pick<Deps, 'store' | 'clock'>) =>
  and(isNull(t.invitation.usedAt), isNull(t.invitation.withdrawnAt), gt(t.invitation.expiresAt, clock.now()))

/** Invites somebody into the actor's organisation. Audited. */
export async function inviteMember(
  deps: Deps,
  actor: Actor,
  { role, note = '' }: InferOutput<typeof inviteRequest>,
): Promise<OnceLink> {
  requireRole(actor, 'administrator')
  return deps.store.tx(async (q) => {
    const { organisation, member: by } = actor
    await recordAudit(q, deps.store, deps.clock, actor, 'member.invite', organisation, { role, note })
    return makeInvitation(q, deps, { organisation, role, note, by })
  })
}

export async function openInvitations(deps: Deps, organisation: string): Promise<MemberList['invitations']> {
  const { t, read } = deps.store
  const rows = await read
    .select({ invitation: t.invitation, by: t.member.name, byOrganisation: t.member.organisation })
    .from(t.invitation)
    .innerJoin(t.member, eq(t.member.id, t.invitation.by))
    .where(and(eq(t.invitation.organisation, organisation), holds(deps)))
    .orderBy(desc(t.invitation.createdAt))
  return rows.map(({ invitation: { id, role, note, member, createdAt, expiresAt }, by, byOrganisation }) => ({
    id,
    role: roleOf(role),
    note,
    ...(member !== null && { forMember: member }),
    by: byOrganisation === organisation ? by : '',
    createdAt,
    expiresAt,
  }))
}

/** Makes a link good for nothing. Audited. Throws `not-found` where it is used, withdrawn or another organisation's. */
export async function withdrawInvitation(deps: Deps, actor: Actor, id: string): Promise<void> {
  requireRole(actor, 'administrator')
  const { store, clock } = deps
  const { t } = store
  await store.tx(async (q) => {
    const mine = and(eq(t.invitation.id, id), eq(t.invitation.organisation, actor.organisation), holds(deps))
    const [row] = await q.select({ role: t.invitation.role }).from(t.invitation).where(mine)
    if (!row) throw new Refused('not-found', '这个链接已经用过、撤回或过期')
    await q.update(t.invitation).set({ withdrawnAt: clock.now() }).where(mine)
    await recordAudit(q, store, clock, actor, 'invitation.withdraw', id, { role: row.role })
  })
}

/** Of an invitation that holds, its organisation and the member it is for. Throws `not-allowed`, with one answer for whatever is wrong. */
export async function findInvitation(q: Queries, deps: Deps, token: string) {
  const { t } = deps.store
  const [row] = await q
    .select({ invitation: t.invitation, organisation: t.organisation, member: t.member })
    .from(t.invitation)
    .innerJoin(t.organisation, eq(t.organisation.id, t.invitation.organisation))
    .leftJoin(t.member, eq(t.member.id, t.invitation.member))
    .where(and(eq(t.invitation.tokenIndex, deps.secrets.index('invitation', token)), holds(deps)))
  if (!row || row.organisation.stoppedAt !== null)
    throw new Refused('not-allowed', '这个链接不完整，或已经用过、撤回、过期。请向发链接的人要新的链接')
  return row
}

/** What whoever holds the link sees before using it. Nothing is written. */
export async function lookAtInvitation(deps: Deps, token: string): Promise<InvitationShown> {
  const { invitation, organisation, member } = await findInvitation(deps.store.read, deps, token)
  return {
    organisation: organisation.name,
    kind: kindOf(organisation.kind),
    role: roleOf(invitation.role),
    ...(member && { login: member.login, name: member.name }),
    expiresAt: invitation.expiresAt,
  }
}
