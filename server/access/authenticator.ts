import { randomBytes } from 'node:crypto'
import { and, eq, isNull } from 'drizzle-orm'
import type { Queries } from '../db/store'
import type { Deps } from '../deps'
import { makePersonalCode, normaliseCode, showCode } from '../training/codes'
import { matchingStep } from './second-factor'

/** 160 bits, as RFC 4226 section 4 recommends. */
export const makeSecret = (): Uint8Array => randomBytes(20)

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
/** RFC 4648 section 6, without padding: what people type who cannot scan. */
export function base32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  return (bits.match(/.{1,5}/g) ?? []).map((five) => BASE32[Number.parseInt(five.padEnd(5, '0'), 2)]).join('')
}

/** What authenticator programs read from a QR code: SHA-1, six digits, 30 s are what all of them take for granted. */
export const otpauth = (secret: Uint8Array, login: string): string =>
  `otpauth://totp/${encodeURIComponent(`学迹:${login}`)}?secret=${base32(secret)}&issuer=${encodeURIComponent('学迹')}`

/** Bound to the member and the column. */
export const totpRow = (member: string): string => `${member}/totp`

/** Ten codes in place of those before; shown this once. */
export async function makeRecoveryCodes(
  q: Queries,
  { store: { t }, secrets, clock }: Pick<Deps, 'store' | 'secrets' | 'clock'>,
  member: string,
): Promise<string[]> {
  const codes = Array.from({ length: 10 }, makePersonalCode)
  const createdAt = clock.now()
  await q.delete(t.recoveryCode).where(eq(t.recoveryCode.member, member))
  await q
    .insert(t.recoveryCode)
    .values(codes.map((code) => ({ member, codeIndex: recoveryIndex(secrets, member, code), createdAt })))
  return codes.map(showCode)
}

/**
 * Whether this is the code of the member's authenticator now, or a recovery code, in the transaction that uses it up: neither is
 * good twice.
 */
export async function takeCode(
  q: Queries,
  { store: { t }, secrets, clock }: Pick<Deps, 'store' | 'secrets' | 'clock'>,
  member: { id: string; totpCipher: string; totpStep: number },
  typed: string,
): Promise<'authenticator' | 'recovery' | undefined> {
  const code = normaliseCode(typed)
  if (/^\d{6}$/.test(code)) {
    const secret = Buffer.from(secrets.decrypt(member.totpCipher, totpRow(member.id)), 'base64url')
    const step = matchingStep(secret, code, clock.now())
    if (step === undefined || step <= member.totpStep) return undefined
    await q.update(t.member).set({ totpStep: step }).where(eq(t.member.id, member.id))
    return 'authenticator'
  }
  const unused = and(
    eq(t.recoveryCode.member, member.id),
    eq(t.recoveryCode.codeIndex, recoveryIndex(secrets, member.id, code)),
    isNull(t.recoveryCode.usedAt),
  )
  const [known] = await q.select({ at: t.recoveryCode.createdAt }).from(t.recoveryCode).where(unused)
  if (!known) return undefined
  await q.update(t.recoveryCode).set({ usedAt: clock.now() }).where(unused)
  return 'recovery'
}

const recoveryIndex = (secrets: Deps['secrets'], member: string, code: string): string =>
  secrets.index('recovery', `${member}/${code}`)
