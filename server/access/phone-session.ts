import { eq } from 'drizzle-orm'
import type { Deps } from '../deps'
import { Refused } from '../ledger/accept'

const VALID = 30 * 86_400_000

/** Whose phone page a link opens, and until when. */
export interface PhoneSession {
  seat: string
  expiresAt: number
}

/** A link to the phone page of one seat. It carries its own proof, so that nothing is stored; what it opens is that seat alone. */
export function phoneLinkOf(
  { secrets, clock, publicUrl }: Pick<Deps, 'secrets' | 'clock' | 'publicUrl'>,
  seat: string,
): { link: string; expiresAt: number } {
  const expiresAt = clock.now() + VALID
  const until = expiresAt.toString(36)
  const proof = secrets.index('phone', `${seat}.${until}`)
  // Behind the #: browsers send it to nobody, and no log of a proxy holds it.
  return { link: `${publicUrl}/my#${seat}.${until}.${proof}`, expiresAt }
}

/** The session of a request's `authorization: Bearer …`. Throws `not-allowed` when it is forged, expired, or its seat is gone. */
export async function phoneSession(
  { secrets, clock, store }: Pick<Deps, 'secrets' | 'clock' | 'store'>,
  header: string | undefined,
): Promise<PhoneSession> {
  const [seat = '', until = '', proof = ''] = (header ?? '').replace(/^Bearer /, '').split('.')
  const expiresAt = Number.parseInt(until, 36)
  const sound = secrets.same(proof, secrets.index('phone', `${seat}.${until}`))
  if (!sound || !(expiresAt > clock.now()))
    throw new Refused('not-allowed', '链接已过期或不完整，请向老师要新的链接，或在扩展的“学习明细”里重新打开')
  const { t, read } = store
  if ((await read.select({ id: t.seat.id }).from(t.seat).where(eq(t.seat.id, seat))).length === 0)
    throw new Refused('not-found', '没有这个人')
  return { seat, expiresAt }
}
