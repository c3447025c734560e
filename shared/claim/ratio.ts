/** An exact number: `n / d` in lowest terms, d > 0. Amounts are reckoned in these and rounded once, at the end of a line. */
export interface Ratio {
  readonly n: bigint
  readonly d: bigint
}

/** `down` cuts off, `up` goes up, `half-up` is 四舍五入. */
export type RoundingMode = 'half-up' | 'down' | 'up'

function ratio(n: bigint, d: bigint): Ratio {
  let [a, b] = [n < 0n ? -n : n, d]
  while (b !== 0n) [a, b] = [b, a % b]
  return a > 1n ? { n: n / a, d: d / a } : { n, d }
}

export const whole = (n: number | bigint): Ratio => ({ n: BigInt(n), d: 1n })
export const zero = whole(0)

/** Of a decimal text such as `7.5` or `-0.25`. Throws RangeError on anything else. */
export function exact(text: string): Ratio {
  const [, sign, integer, fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? []
  if (integer === undefined) throw new RangeError(`not a decimal: ${text}`)
  return ratio(BigInt(`${sign}${integer}${fraction}`), 10n ** BigInt(fraction.length))
}

/** Thousandths of a whole, as tables hold shares. */
export const thousandths = (share: number): Ratio => ratio(BigInt(share), 1000n)

export const plus = (a: Ratio, b: Ratio): Ratio => ratio(a.n * b.d + b.n * a.d, a.d * b.d)
export const minus = (a: Ratio, b: Ratio): Ratio => ratio(a.n * b.d - b.n * a.d, a.d * b.d)
export const times = (a: Ratio, b: Ratio): Ratio => ratio(a.n * b.n, a.d * b.d)
/** a / b. Throws RangeError where b is not above 0. */
export function over(a: Ratio, b: Ratio): Ratio {
  if (b.n <= 0n) throw new RangeError('not divisible')
  return ratio(a.n * b.d, a.d * b.n)
}
export const isLess = (a: Ratio, b: Ratio): boolean => a.n * b.d < b.n * a.d
export const lesser = (a: Ratio, b: Ratio): Ratio => (isLess(b, a) ? b : a)
export const sum = (all: readonly Ratio[]): Ratio => all.reduce(plus, zero)

/** To a multiple of `unit`, of a number that is not negative. */
export function rounded({ n, d }: Ratio, mode: RoundingMode, unit = 1n): bigint {
  const step = d * unit
  const [below, rest] = [n / step, n % step]
  const goesUp = mode === 'up' ? rest > 0n : mode === 'half-up' && rest * 2n >= step
  return (goesUp ? below + 1n : below) * unit
}

/** As a decimal, where it is one: hours, days, percentages. */
export function decimalText({ n, d }: Ratio): string {
  const places = d.toString(2).length
  const scaled = (n < 0n ? -n : n) * (10n ** BigInt(places) / d)
  const digits = scaled.toString().padStart(places + 1, '0')
  const text = `${digits.slice(0, -places)}.${digits.slice(-places)}`.replace(/\.?0+$/, '')
  return n < 0n ? `-${text}` : text
}

/** `95%` of 950 thousandths. */
export const percent = (share: number): string => `${decimalText(ratio(BigInt(share), 10n))}%`
