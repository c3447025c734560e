import { readIdNumber } from '../../shared/people/id-number'

/** What could not be decrypted. */
export const UNREADABLE = 'unreadable'

/** In words for who reviews, by what `readIdNumber` says; `other`: a document of another kind, of which no digit can be checked. */
export const idProblemWords: Readonly<Record<string, string>> = {
  empty: '没有填证件号码',
  'excel-number': '号码被表格软件变成了数字，后几位已丢失',
  'excel-tail': '末三位是 000 且校验码不符',
  'old-number': '15 位旧号码',
  length: '不是 18 位',
  sign: '含有不该有的字符',
  date: '出生日期不存在',
  'check-digit': '校验码不符',
  [UNREADABLE]: '存下的号码读不出',
  other: '不是居民身份证号码的格式，可能是护照等证件',
}

/** What cannot be of an ID number, as kept with the person; empty where nothing is wrong with it. */
export function idProblemOf(number: string): string {
  const read = readIdNumber(number)
  if (!('problem' in read)) return ''
  const isDigits = /^\d+X?$/.test(number)
  return (read.problem === 'length' || read.problem === 'sign') && !isDigits ? 'other' : read.problem
}

/** Whoever has no number is nobody: two of them are not the same human. */
export const isSomebody = ({ idMasked }: { idMasked: string }): boolean => idMasked !== ''
