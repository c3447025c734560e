import { eq } from 'drizzle-orm'
import * as v from 'valibot'
import type { confirmFactor as confirmRequest, FactorOffer } from '../../shared/api/access'
import type { Milliseconds } from '../../shared/record/fields'
import type { Deps } from '../deps'
import { Refused } from '../ledger/accept'
import type { Actor } from './actor'
import { recordAudit } from './audit'
import { base32, makeRecoveryCodes, makeSecret, otpauth, totpRow } from './authenticator'
import { demandPassword } from './lock'
import { matchingStep } from './second-factor'

/** How long a set-up may take. */
const PATIENCE: Milliseconds = 15 * 60_000
const offered = v.strictObject({ secret: v.string(), until: v.number() })

/** A secret for the member's authenticator, for the password. Nothing is stored until a code of it comes back. Throws `not-allowed`. */
export async function offerFactor(deps: Deps, actor: Actor, current: string): Promise<FactorOffer> {
  await demandPassword(deps, actor, current)
  const secret = makeSecret()
  const kept = { secret: Buffer.from(secret).toString('base64url'), until: deps.clock.now() + PATIENCE }
  return {
    secret: base32(secret),
    uri: otpauth(secret, actor.login),
    sealed: deps.secrets.encrypt(JSON.stringify(kept), offerRow(actor)),
  }
}

/**
 * Takes the secret into use when the authenticator shows its code, in place of an earlier one. Returns ten recovery codes, shown
 * this once. The session under way is limited no more. Throws `bad-request` and `not-allowed`.
 */
export async function confirmFactor(
  deps: Deps,
  actor: Actor,
  { sealed, code }: v.InferOutput<typeof confirmRequest>,
): Promise<string[]> {
  const { store, clock, secrets } = deps
  const { t } = store
  const { secret, until } = opened(deps, actor, sealed)
  if (until < clock.now()) throw new Refused('bad-request', '设置用时超过 15 分钟，请重新开始')
  const step = matchingStep(Buffer.from(secret, 'base64url'), code.replace(/\s/g, ''), clock.now())
  if (step === undefined)
    throw new Refused('bad-request', '动态码不对，请看验证器程序上现在显示的六位数；并核对手机的时间是否准确')
  return store.tx(async (q) => {
    await q
      .update(t.member)
      .set({ totpCipher: secrets.encrypt(secret, totpRow(actor.member)), totpStep: step })
      .where(eq(t.member.id, actor.member))
    await q.update(t.session).set({ limited: 0 }).where(eq(t.session.member, actor.member))
    await recordAudit(q, store, clock, actor, 'factor.set-up', actor.member)
    return makeRecoveryCodes(q, deps, actor.member)
  })
}

/** Signs in by password alone from now on. Throws `conflict` where the organisation asks everybody for an authenticator. */
export async function removeFactor(deps: Deps, actor: Actor, current: string): Promise<void> {
  await demandPassword(deps, actor, current)
  const { store, clock } = deps
  const { t } = store
  await store.tx(async (q) => {
    const [own] = await q
      .select({ required: t.organisation.totpRequired })
      .from(t.organisation)
      .where(eq(t.organisation.id, actor.organisation))
    if (own?.required === 1)
      throw new Refused('conflict', '本单位要求全体成员使用动态码，不能关闭。换手机请点“重新设置”')
    await q.update(t.member).set({ totpCipher: null }).where(eq(t.member.id, actor.member))
    await q.delete(t.recoveryCode).where(eq(t.recoveryCode.member, actor.member))
    await recordAudit(q, store, clock, actor, 'factor.remove', actor.member)
  })
}

/** Ten other recovery codes; those before are good for nothing. */
export async function renewRecoveryCodes(deps: Deps, actor: Actor, current: string): Promise<string[]> {
  await demandPassword(deps, actor, current)
  const { store, clock } = deps
  const { t } = store
  return store.tx(async (q) => {
    const [own] = await q.select({ cipher: t.member.totpCipher }).from(t.member).where(eq(t.member.id, actor.member))
    if ((own?.cipher ?? null) === null) throw new Refused('conflict', '还没有设置动态码，不需要恢复码')
    await recordAudit(q, store, clock, actor, 'factor.recovery-codes', actor.member)
    return makeRecoveryCodes(q, deps, actor.member)
  })
}

const offerRow = ({ member }: Actor) => `${member}/totp-offer`

function opened({ secrets }: Deps, actor: Actor, sealed: string): v.InferOutput<typeof offered> {
  try {
    return v.parse(offered, JSON.parse(secrets.decrypt(sealed, offerRow(actor))))
  } catch {
    throw new Refused('bad-request', '这次设置不完整，请重新开始')
  }
}
