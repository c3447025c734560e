import { and, count, desc, eq, gt, isNull, ne } from 'drizzle-orm'
import type { InferOutput } from 'valibot'
import type { OwnSecurity, changePassword as passwordRequest } from '../../shared/api/access'
import type { Deps } from '../deps'
import type { Actor } from './actor'
import { recordAudit } from './audit'
import { demandPassword } from './lock'
import { hashPassword } from './password'
import { endSessions, type Session } from './sessions'

/** What somebody sees of their own sign-in: the authenticator, and every session that is open. */
export async function ownSecurity({ store, clock }: Deps, { id, actor }: Session): Promise<OwnSecurity> {
  const { t, read } = store
  const [own] = await read
    .select({ totpCipher: t.member.totpCipher, required: t.organisation.totpRequired })
    .from(t.member)
    .innerJoin(t.organisation, eq(t.organisation.id, t.member.organisation))
    .where(eq(t.member.id, actor.member))
  const [codes] = await read
    .select({ left: count() })
    .from(t.recoveryCode)
    .where(and(eq(t.recoveryCode.member, actor.member), isNull(t.recoveryCode.usedAt)))
  const sessions = await read
    .select()
    .from(t.session)
    .where(and(eq(t.session.member, actor.member), gt(t.session.expiresAt, clock.now())))
    .orderBy(desc(t.session.seenAt))
  return {
    factor: (own?.totpCipher ?? null) !== null,
    factorRequired: own?.required === 1,
    recoveryLeft: Number(codes?.left ?? 0),
    sessions: sessions.map((row) => ({
      current: row.id === id,
      createdAt: row.createdAt,
      seenAt: row.seenAt,
      agent: row.agent,
      address: row.address,
    })),
  }
}

/** Another password, and the end of every session, this one too: the caller opens a new one. Throws `not-allowed` for a wrong one. */
export async function changePassword(
  deps: Deps,
  actor: Actor,
  { current, password }: InferOutput<typeof passwordRequest>,
): Promise<void> {
  await demandPassword(deps, actor, current)
  const { store, clock } = deps
  const hashed = await hashPassword(password)
  await store.tx(async (q) => {
    await q.update(store.t.member).set({ password: hashed }).where(eq(store.t.member.id, actor.member))
    await endSessions(q, store, actor.member)
    await recordAudit(q, store, clock, actor, 'member.password', actor.member)
  })
}

/** One's own name, as notes and decisions show it. */
export async function changeName({ store, clock }: Deps, actor: Actor, name: string): Promise<void> {
  await store.tx(async (q) => {
    await q.update(store.t.member).set({ name }).where(eq(store.t.member.id, actor.member))
    await recordAudit(q, store, clock, actor, 'member.rename', actor.member, { from: actor.name, to: name })
  })
}

/** Signs out everywhere but here. */
export async function closeOtherSessions({ store, clock }: Deps, { id, actor }: Session): Promise<void> {
  const { t } = store
  await store.tx(async (q) => {
    await q.delete(t.session).where(and(eq(t.session.member, actor.member), ne(t.session.id, id)))
    await recordAudit(q, store, clock, actor, 'session.close-others', actor.member)
  })
}
