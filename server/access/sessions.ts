import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { and, eq, lte } from 'drizzle-orm'
import type { Queries } from '../db/store'
import type { Deps } from '../deps'
import { type Actor, type Role, roles } from './actor'
import { recordAudit } from './audit'

const ABSOLUTE = 12 * 3_600_000
const IDLE = 2 * 3_600_000
/** A session's last use is written at most this often. */
const TOUCH = 60_000

/** Where a session is opened from, for its member to recognise. */
export interface Origin {
  agent: string
  address: string
}

export interface Session {
  id: string
  actor: Actor
  /** The organisation asks for an authenticator and the member has none: it opens nothing but the setting up of one. */
  limited: boolean
}

const hashed = (secret: string) => createHash('sha256').update(secret).digest('hex')

/** A token `id.secret`; only the secret's hash is stored. */
export async function openSession(
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
  member: string,
  { agent, address }: Origin = { agent: '', address: '' },
): Promise<string> {
  const [id, secret] = [randomBytes(12).toString('base64url'), randomBytes(24).toString('base64url')]
  const { t } = store
  const now = clock.now()
  await store.tx(async (q) => {
    const [row] = await q
      .select({
        organisation: t.member.organisation,
        totpCipher: t.member.totpCipher,
        required: t.organisation.totpRequired,
      })
      .from(t.member)
      .innerJoin(t.organisation, eq(t.organisation.id, t.member.organisation))
      .where(eq(t.member.id, member))
    if (!row) throw new Error('a session for a member who is not there')
    await q.delete(t.session).where(and(eq(t.session.member, member), lte(t.session.expiresAt, now)))
    await q.insert(t.session).values({
      id,
      secretHash: hashed(secret),
      member,
      agent: agent.slice(0, 200),
      address,
      limited: row.required === 1 && row.totpCipher === null ? 1 : 0,
      createdAt: now,
      seenAt: now,
      expiresAt: now + ABSOLUTE,
    })
    const actor = { member, organisation: row.organisation }
    await recordAudit(q, store, clock, actor, 'session.open', member, { address, factor: row.totpCipher !== null })
  })
  return `${id}.${secret}`
}

/** Whose session this token is; undefined when it is unknown, forged, idle too long, expired, or its member or organisation was stopped. */
export async function sessionOf(
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
  token: string | undefined,
): Promise<Session | undefined> {
  const [id = '', secret = ''] = (token ?? '').split('.')
  const { t, read } = store
  const [row] = await read
    .select({ session: t.session, member: t.member, organisation: t.organisation })
    .from(t.session)
    .innerJoin(t.member, eq(t.member.id, t.session.member))
    .innerJoin(t.organisation, eq(t.organisation.id, t.member.organisation))
    .where(eq(t.session.id, id))
  const now = clock.now()
  if (
    !row ||
    !same(row.session.secretHash, hashed(secret)) ||
    row.session.expiresAt <= now ||
    row.session.seenAt + IDLE <= now ||
    row.member.stoppedAt !== null ||
    row.organisation.stoppedAt !== null
  )
    return undefined
  if (row.session.seenAt + TOUCH <= now)
    await store.tx(async (q) => void (await q.update(t.session).set({ seenAt: now }).where(eq(t.session.id, id))))
  return {
    id,
    limited: row.session.limited === 1,
    actor: {
      member: row.member.id,
      login: row.member.login,
      name: row.member.name,
      role: roleOf(row.member.role),
      organisation: row.organisation.id,
      kind: kindOf(row.organisation.kind),
      organisationName: row.organisation.name,
    },
  }
}

export async function closeSession({ store, clock }: Deps, { id, actor }: Session): Promise<void> {
  await store.tx(async (q) => {
    await q.delete(store.t.session).where(eq(store.t.session.id, id))
    await recordAudit(q, store, clock, actor, 'session.close', actor.member)
  })
}

/** Ends every session of a member at once, in the transaction of whatever ends them. */
export async function endSessions(q: Queries, { t }: Deps['store'], member: string): Promise<void> {
  await q.delete(t.session).where(eq(t.session.member, member))
}

const same = (a: string, b: string) => timingSafeEqual(Buffer.from(a), Buffer.from(b))
/** A role this version does not know may do least. */
export const roleOf = (text: string): Role => roles.find((role) => role === text) ?? 'finance'
export const kindOf = (text: string): Actor['kind'] =>
  text === 'bureau' || text === 'enterprise' ? text : 'institution'
