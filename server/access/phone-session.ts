import { eq } from 'drizzle-orm'
import type { Deps } from '../deps'
import { Refused } from '../ledger/accept'

const VALID = 30 * 86_400_000

/**
 * Who opened a session: HR, handing a link to the person; a device, which may stand before anybody; or whoever typed the
 * personal code. Of a code no more is known than of a device: it was typed at the computer that joined, it stands on a slip and
 * in that computer's history, and whoever studies in somebody's place has it. So neither shows the second factor, which is to
 * show that the person is there and not their computer.
 */
const issuers = { hr: 'h', device: 'd', code: 'c' } as const
export type Issuer = keyof typeof issuers

/** Whose phone page a link opens, until when, and who made it. */
export interface PhoneSession {
  seat: string
  expiresAt: number
  by: Issuer
}

/** A seat, and when its personal code was made: another code ends the links before it. */
export interface Linked {
  seat: string
  codeIssuedAt: number
}

/** A link to the phone page of one seat. It carries its own proof, so that nothing is stored; what it opens is that seat alone. */
export function phoneLinkOf(
  { secrets, clock, publicUrl }: Pick<Deps, 'secrets' | 'clock' | 'publicUrl'>,
  linked: Linked,
  by: Issuer,
): { link: string; expiresAt: number } {
  const { token, expiresAt } = phoneTokenOf({ secrets, clock }, linked, by)
  // Behind the #: browsers send it to nobody, and no log of a proxy holds it.
  return { link: `${publicUrl}/my#${token}`, expiresAt }
}

/** What stands behind the # of a link. */
export function phoneTokenOf(
  { secrets, clock }: Pick<Deps, 'secrets' | 'clock'>,
  linked: Linked,
  by: Issuer,
): { token: string; expiresAt: number } {
  const expiresAt = clock.now() + VALID
  const until = expiresAt.toString(36)
  const proof = secrets.index('phone', signed(linked, issuers[by], until))
  return { token: `${linked.seat}.${issuers[by]}.${until}.${proof}`, expiresAt }
}

/** The session of a request's `authorization: Bearer …`. Throws `not-allowed` when it is forged, expired, ended by another personal code, or its seat is gone. */
export async function phoneSession(
  { secrets, clock, store: { t, read } }: Pick<Deps, 'secrets' | 'clock' | 'store'>,
  header: string | undefined,
): Promise<PhoneSession> {
  const [seat = '', letter = '', until = '', proof = ''] = (header ?? '').replace(/^Bearer /, '').split('.')
  const expiresAt = Number.parseInt(until, 36)
  const [row] = await read.select({ codeIssuedAt: t.seat.codeIssuedAt }).from(t.seat).where(eq(t.seat.id, seat))
  const text = row && signed({ seat, ...row }, letter, until)
  if (text === undefined || !secrets.same(proof, secrets.index('phone', text)) || !(expiresAt > clock.now()))
    throw new Refused(
      'not-allowed',
      '链接或登录已过期、已作废或不完整。请用个人加入码重新登录，或向老师要新的链接，或在扩展的“学习明细”里重新打开',
    )
  return { seat, expiresAt, by: letter === issuers.hr ? 'hr' : letter === issuers.code ? 'code' : 'device' }
}

const signed = ({ seat, codeIssuedAt }: Linked, letter: string, until: string): string =>
  [seat, letter, until, codeIssuedAt.toString(36)].join('.')
