import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { eq } from 'drizzle-orm'
import type { Deps } from '../deps'
import { type Actor, type Role, roles } from './actor'

const ABSOLUTE = 12 * 3_600_000
const IDLE = 2 * 3_600_000
/** A session's last use is written at most this often. */
const TOUCH = 60_000

const hashed = (secret: string) => createHash('sha256').update(secret).digest('hex')

/** A token `id.secret`; only the secret's hash is stored. */
export async function openSession({ store, clock }: Deps, member: string): Promise<string> {
  const [id, secret] = [randomBytes(12).toString('base64url'), randomBytes(24).toString('base64url')]
  const now = clock.now()
  await store.tx(async (q) => {
    await q
      .insert(store.t.session)
      .values({ id, secretHash: hashed(secret), member, createdAt: now, seenAt: now, expiresAt: now + ABSOLUTE })
  })
  return `${id}.${secret}`
}

/** Whose session this token is; undefined when it is unknown, forged, idle too long or expired. */
export async function actorOf({ store, clock }: Deps, token: string | undefined): Promise<Actor | undefined> {
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
    row.session.seenAt + IDLE <= now
  )
    return undefined
  if (row.session.seenAt + TOUCH <= now)
    await store.tx(async (q) => void (await q.update(t.session).set({ seenAt: now }).where(eq(t.session.id, id))))
  return {
    member: row.member.id,
    login: row.member.login,
    name: row.member.name,
    role: roleOf(row.member.role),
    organisation: row.organisation.id,
    kind: kindOf(row.organisation.kind),
    organisationName: row.organisation.name,
  }
}

export async function closeSession({ store }: Deps, token: string): Promise<void> {
  await store.tx(
    async (q) => void (await q.delete(store.t.session).where(eq(store.t.session.id, token.split('.')[0] ?? ''))),
  )
}

const same = (a: string, b: string) => timingSafeEqual(Buffer.from(a), Buffer.from(b))
/** A role this version does not know may do least. */
const roleOf = (text: string): Role => roles.find((role) => role === text) ?? 'finance'
const kindOf = (text: string): Actor['kind'] => (text === 'bureau' || text === 'enterprise' ? text : 'institution')
