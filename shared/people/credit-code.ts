import { normaliseNumber } from './text'

/** GB 32100-2015: 31 signs, without I, O, S, V, Z; weights are 3^i modulo 31. */
const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'

/**
 * Reads a unified social credit code. It is never refused: firms with a code that fails the check do exist, so what looks
 * wrong is a warning in plain Chinese for the clerk to compare with the licence.
 */
export function readCreditCode(raw: string): { code: string; warning?: string } {
  const code = normaliseNumber(raw)
  if (code.length !== 18) return { code, warning: '统一社会信用代码应为 18 位，请对照营业执照核对' }
  const values = [...code].map((sign) => alphabet.indexOf(sign))
  if (values.includes(-1)) return { code, warning: '统一社会信用代码不含 I、O、S、V、Z，请对照营业执照核对' }
  let weight = 1
  let sum = 0
  for (const value of values.slice(0, 17)) {
    sum += value * weight
    weight = (weight * 3) % 31
  }
  // A remainder of 0 gives 31 - 0 = 31, which is the sign for 0, not a sign past the end.
  return values[17] === (31 - (sum % 31)) % 31
    ? { code }
    : { code, warning: '统一社会信用代码校验码不符，请对照营业执照核对' }
}
