import * as v from 'valibot'
import { count, integer } from '../record/fields'
import { exact, type Ratio, times, whole } from './ratio'

/** Money in 分, a whole number. Never yuan, never a fraction: what is below a 分 is rounded by the table that says how. */
export type Fen = number

/** 9999亿9999万9999元9角9分: what capitals can say, and well inside the whole numbers that are exact. */
export const MAX_FEN = 99_999_999_999_999

/** An amount that is paid or asked for, 分. */
export const fen = v.pipe(count, v.maxValue(MAX_FEN))
/** A line of a reckoning, 分: what is taken off is below 0. */
export const signedFen = v.pipe(integer, v.minValue(-MAX_FEN), v.maxValue(MAX_FEN))
/** A standard as a document writes it, in yuan: `30`, `7.5`, `1000.00`. */
export const yuan = v.pipe(v.string(), v.regex(/^\d{1,6}(\.\d{1,2})?$/))

/** A standard in yuan as an exact number of 分. */
export const ofYuan = (text: string): Ratio => times(exact(text), whole(100))

/** A whole number of 分. Throws RangeError outside what can be said in capitals. */
export function toFen(amount: bigint): Fen {
  if (amount > MAX_FEN || amount < -MAX_FEN) throw new RangeError(`amount out of range: ${amount}`)
  return Number(amount)
}

/** `1,234.50`, `-0.05`. */
export function plainYuan(amount: Fen): string {
  const digits = String(Math.abs(amount)).padStart(3, '0')
  const grouped = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ',')
  return `${amount < 0 ? '-' : ''}${grouped}.${digits.slice(-2)}`
}

/** `1,234.50 元`. */
export const showYuan = (amount: Fen): string => `${plainYuan(amount)} 元`

/** A standard as words show it: `30.00 元`. */
export const showStandard = (text: string): string => showYuan(toFen(ofYuan(text).n))

/** Of what somebody typed or a sheet holds: `1,234.5`, `￥1234.50`, `1234.50 元`, full-width too. Undefined where it is no amount. */
export function readYuan(raw: string): Fen | undefined {
  const text = raw
    .normalize('NFKC')
    .replace(/\s+/g, '')
    .replace(/^[¥￥]/, '')
    .replace(/元$/, '')
  const [, integer, , fraction = ''] = /^(\d{1,3}(,\d{3})+|\d{1,12})(?:\.(\d{1,2}))?$/.exec(text) ?? []
  if (integer === undefined) return undefined
  const amount = Number(integer.replaceAll(',', '') + fraction.padEnd(2, '0'))
  return amount <= MAX_FEN ? amount : undefined
}
