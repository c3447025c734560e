import { and, desc, eq } from 'drizzle-orm'
import type { Milliseconds } from '../../shared/record/fields'
import { type Actor, requireRole } from '../access/actor'
import { recordAudit } from '../access/audit'
import { RotatingCode } from '../access/second-factor'
import type { Deps } from '../deps'
import { Refused } from '../ledger/accept'
import { seatOfChain } from './chain-seat'
import { classOf } from './class-of'

/** A code vouches for a sign-in so near to it, by the device's clock and the server's. */
export const CONFIRM_WITHIN: Milliseconds = 600_000

/** Whether sign-ins of this class ask for a second factor, by the last word of HR. */
export async function factorRequired({ store: { t, read } }: Pick<Deps, 'store'>, classId: string): Promise<boolean> {
  const [row] = await read
    .select({ required: t.secondFactor.required })
    .from(t.secondFactor)
    .where(eq(t.secondFactor.class, classId))
    .orderBy(desc(t.secondFactor.at))
    .limit(1)
  return row?.required === 1
}

/** From now on sign-ins of a class ask for a second factor, or no longer. Earlier sign-ins are not judged again. */
export async function requireFactor(
  { store, clock }: Deps,
  actor: Actor,
  input: { class: string; required: boolean },
): Promise<void> {
  requireRole(actor, 'hr')
  await classOf(store, input.class, actor.organisation)
  await store.tx(async (q) => {
    await q
      .insert(store.t.secondFactor)
      .values({ class: input.class, required: input.required ? 1 : 0, by: actor.member, at: clock.now() })
      .onConflictDoNothing()
    await recordAudit(q, store, clock, actor, 'second-factor.require', input.class, { required: input.required })
  })
}

/**
 * A device says the code from its trainee's phone for one of its sign-ins. Where the entry has not come yet, attendance
 * looks at it later. Throws `not-allowed` for a wrong code, `bad-request` for what is no sign-in, `conflict` for an old one;
 * harmless when repeated.
 */
export async function confirmSignIn(
  { store, clock, secrets }: Deps,
  chain: string,
  { signin, code }: { signin: string; code: string },
): Promise<void> {
  const { t } = store
  const seat = await seatOfChain({ store }, chain)
  if (!seat) throw new Refused('conflict', '老师还没有确认您的加入')
  const [entry] = await store.read
    .select({ kind: t.entry.kind, at: t.entry.at })
    .from(t.entry)
    .innerJoin(t.chain, eq(t.chain.id, t.entry.chain))
    .where(and(eq(t.chain.digest, chain), eq(t.entry.hash, signin)))
  if (entry && entry.kind !== 'signin') throw new Refused('bad-request', '这条记录不是签到，不能确认')
  if (entry && Math.abs(clock.now() - entry.at) > CONFIRM_WITHIN)
    throw new Refused('conflict', '签到已超过 10 分钟，不能再确认；学习照常记录')
  const factor = new RotatingCode(secrets)
  if (!factor.confirms(seat, code, clock.now()))
    throw new Refused('not-allowed', '动态码不对或已过期，请看手机上现在显示的六位数')
  await store.tx((q) =>
    q
      .insert(t.confirmation)
      .values({ chain, entry: signin, seat, kind: factor.kind, at: clock.now() })
      .onConflictDoNothing(),
  )
}
