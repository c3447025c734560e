import { showTime } from '../calendar/beijing'
import type { Milliseconds } from '../record/fields'
import type { PackedFinding } from './findings'
import type { Keys, TrustedKey } from './keys'
import type { Checks } from './report'

/** A key is made when it is first needed, a moment after the package was begun; the rest is for clocks. */
const TOLERANCE: Milliseconds = 600_000

/** When the package says it was made, and what speaks for that beside its signer's word. */
export interface PackedWhen {
  packedAt: Milliseconds | undefined
  /** The newest receipt inside. */
  newest: Milliseconds | undefined
  /** A confirmed time stamp over the tag manifest. */
  stamped: Milliseconds | undefined
}

/**
 * The key that signed was valid when the package was made: by the signer's own statement in keys.json, and by the verifier's dates where it
 * has any. The time of packing is the signer's word, so it is held against what cannot be younger (receipts) and what cannot be older (a time
 * stamp); with a key revoked later and no such stamp a finding says what is known.
 */
export function checkValidity(
  { signer }: Pick<Keys, 'signer'>,
  trusted: TrustedKey | undefined,
  { packedAt, newest, stamped }: PackedWhen,
  checks: Checks,
): PackedFinding[] {
  if (!signer) return []
  const dated = trusted?.from !== undefined || trusted?.until !== undefined
  if (packedAt === undefined) {
    if (dated) checks.add('真实性', title, ['读不出打包时间，不能判断'])
    return []
  }
  const problems: string[] = []
  const when = showTime(packedAt)
  if (newest !== undefined && packedAt < newest - TOLERANCE)
    problems.push(`打包时间 ${when} 早于包内最新的回执（${showTime(newest)}）`)
  if (stamped !== undefined && packedAt > stamped + TOLERANCE)
    problems.push(`打包时间 ${when} 晚于时间戳（${showTime(stamped)}）`)
  for (const { whose, from, until } of [
    { whose: '单位自述', from: signer.stated?.from, until: signer.stated?.to },
    { whose: '登记', from: trusted?.from, until: trusted?.until },
  ]) {
    if (from !== undefined && packedAt < from - TOLERANCE)
      problems.push(`打包时间 ${when} 早于密钥启用时间（${whose} ${showTime(from)}）`)
    if (until !== undefined && packedAt >= until)
      problems.push(`打包时间 ${when} 密钥已作废（${whose}自 ${showTime(until)} 起）`)
  }
  checks.add('真实性', title, problems)
  const until = trusted?.until
  const proven = stamped !== undefined && until !== undefined && stamped < until
  return until === undefined || packedAt >= until || proven ? [] : [revokedSince(packedAt, until)]
}

/** The latest of these; undefined where there is none. Not spread: a claim has a hundred thousand of them. */
export const newestOf = (all: readonly (Milliseconds | undefined)[]): Milliseconds | undefined =>
  all.reduce<Milliseconds | undefined>(
    (newest, at = newest) => (newest === undefined || at === undefined ? at : Math.max(newest, at)),
    undefined,
  )

const title = '打包时签名密钥有效'

const revokedSince = (packedAt: Milliseconds, until: Milliseconds): PackedFinding => ({
  code: 'key-revoked-since',
  label: '签名密钥后来已作废',
  severity: 'check',
  numbers: [],
  detail: `包内写明 ${showTime(packedAt)} 打包，密钥自 ${showTime(until)} 起作废；没有时间戳证明作废之前已经打包`,
  cause: '作废之前正常制作的资料包，作废之后才送达',
  entries: [],
})
