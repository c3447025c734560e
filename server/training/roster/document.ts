import { readIdNumber } from '../../../shared/people/id-number'
import type { IdType } from '../../../shared/people/roster'
import { normaliseNumber } from '../../../shared/people/text'

export type DocumentReading =
  | { id: string; warnings: string[] /** Of numbers by GB 11643. */; born?: string; sex?: '男' | '女' }
  | { problem: string }

/** Those whose numbers follow GB 11643. */
const byStandard: readonly IdType[] = ['居民身份证', '港澳居民居住证', '台湾居民居住证', '外国人永久居留身份证']

/** A document's number, by what kind of document it is. `number`: the cell holds a number, which keeps 15 digits. */
export function readDocument(type: IdType, text: string, number: boolean): DocumentReading {
  if (byStandard.includes(type) && !isOldPermit(type, text)) return readStandard(text, number)
  const id = normaliseNumber(text)
  if (id === '') return { problem: '没有填证件号码，请按证件填写' }
  if (!/^[A-Z0-9]{5,20}$/.test(id)) return { problem: `${type}号码只能是字母和数字，5 到 20 位，请对照证件核对` }
  const warnings = [`${type}号码没有校验位，系统核对不了，请对照证件再看一遍；本人只能用个人加入码加入`]
  if (/^\d{17}[\dX]$/.test(id)) warnings.push('这个号码像居民身份证号，请核对证件类型')
  return { id, warnings }
}

/** Before 2023 the foreigner's permit had three letters and twelve digits. */
const isOldPermit = (type: IdType, text: string) =>
  type === '外国人永久居留身份证' && /^[A-Z]{3}\d{12}$/.test(normaliseNumber(text))

function readStandard(text: string, number: boolean): DocumentReading {
  const reading = readIdNumber(text)
  // Whatever its check digit says: of 18 digits a number cell keeps the first 15.
  if (number && /^\d{16,}$/.test(text))
    return {
      problem: '身份证号码是数字格式的单元格，Excel 只保留前 15 位，后几位已丢失：请把该列设为文本格式，再按证件重填',
    }
  if ('problem' in reading) return { problem: reading.message }
  const { id, born, warnings } = reading
  return { id, born, warnings, sex: Number(id[16]) % 2 === 1 ? '男' : '女' }
}
