import { normaliseNumber } from './text'

/** GB 11643-1999: weights of the first 17 digits; the check digit by their sum modulo 11. */
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const checkDigits = '10X98765432'

/** First two digits by GB/T 2260; 81, 82, 83 = residence permits of Hong Kong, Macao and Taiwan, 9x = foreign permanent residents. */
const provinces = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83'.split(' '),
)

export type IdProblem =
  | 'empty'
  | 'excel-number'
  | 'excel-tail'
  | 'old-number'
  | 'length'
  | 'sign'
  | 'date'
  | 'check-digit'

export type IdReading =
  | { id: string /** `1990-01-31` */; born: string; warnings: string[] }
  | { problem: IdProblem /** Plain Chinese: what is wrong and what to do. */; message: string }

const messages: Record<IdProblem, string> = {
  empty: '没有填身份证号码，请按证件填写；不参加的请删去本行',
  'excel-number': '身份证号码被 Excel 变成了数字（如 1.1E+17），后几位已丢失：请把该列设为文本格式，再按证件重填',
  'excel-tail': '身份证号码末三位是 000 且校验码不符，多半被 Excel 当成数字改动：请把该列设为文本格式，再按证件重填',
  'old-number': '这是 15 位旧号码，请填 18 位身份证号码',
  length: '身份证号码应为 18 位，请对照证件改正',
  sign: '身份证号码只能是数字，末位可为 X，请对照证件改正',
  date: '身份证号码中的出生日期不存在，请对照证件改正',
  'check-digit': '身份证号码校验码不符，请对照证件核对是否有一位填错',
}

/**
 * Reads a citizen's ID number (GB 11643) in any of the ways people write it. Judged are form, date of birth and check
 * digit. The region never refuses: people registered before 2000 carry codes that no current table holds (2323xx is the
 * old Suihua prefecture), so an unknown province is only a warning.
 */
export function readIdNumber(raw: string): IdReading {
  const id = normaliseNumber(raw)
  const refused = (problem: IdProblem): IdReading => ({ problem, message: messages[problem] })
  if (id === '') return refused('empty')
  if (/^\d([.]\d+)?E[+]?\d+$/.test(id) || /^\d{17,19}[.]0+$/.test(id)) return refused('excel-number')
  if (/^\d{15}$/.test(id)) return refused('old-number')
  if (id.length !== 18) return refused('length')
  if (!/^[1-9]\d{16}[\dX]$/.test(id)) return refused('sign')
  const born = `${id.slice(6, 10)}-${id.slice(10, 12)}-${id.slice(12, 14)}`
  if (!isDay(born) || born < '1900-01-01') return refused('date')
  const damaged = id.endsWith('000')
  if (checkDigit(id) !== id[17]) return refused(damaged ? 'excel-tail' : 'check-digit')
  const warnings: string[] = []
  if (damaged) warnings.push('身份证号码末三位是 000，可能被 Excel 改动过，请对照证件核对')
  if (!provinces.has(id.slice(0, 2)) && id[0] !== '9')
    warnings.push(`身份证号码开头 ${id.slice(0, 2)} 不是现行省级代码，请核对`)
  return { id, born, warnings }
}

function checkDigit(id: string): string | undefined {
  return checkDigits[weights.reduce((sum, weight, i) => sum + weight * Number(id[i]), 0) % 11]
}

function isDay(day: string): boolean {
  const time = Date.parse(`${day}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day)
}
