import { type CodeTable, category, education, household, nationality } from '../../../shared/people/codes'
import { readDay, readMonth } from '../../../shared/people/days'
import { employments, idTypes, type RosterDetails } from '../../../shared/people/roster'
import { normaliseNumber } from '../../../shared/people/text'

/** What a cell says; a problem blocks, a warning does not. Both say why and what to do. */
export type FieldReading = { value?: string; warning?: string } | { problem: string }

type DetailField = keyof RosterDetails

/** How each column is read. Text comes trimmed and is never empty. */
export const readers: Record<DetailField, (text: string) => FieldReading> = {
  idType: (text) => {
    const known = idTypes.find((type) => type === text) ?? idTypeAliases[text.replace(/\s/g, '')]
    return known ? { value: known } : { problem: `证件类型“${text}”认不出来，请填 ${idTypes.join('、')} 之一` }
  },
  sex: (text) => {
    const value = { 男: '男', 女: '女', 男性: '男', 女性: '女', '1': '男', '2': '女', M: '男', F: '女' }[
      text.toUpperCase()
    ]
    return value ? { value } : { problem: `性别“${text}”认不出来，请填男或女` }
  },
  nationality: coded(nationality),
  household: coded(household),
  education: coded(education),
  category: coded(category),
  born: dated('出生日期'),
  categoryUntil: (text) => (/长期|永久/.test(text) ? {} : dated('证明有效期')(text)),
  graduatedOn: (text) => {
    const day = readDay(text) ?? lastDayOf(readMonth(text))
    if (day) return { value: day }
    return { problem: `毕业日期“${text}”认不出来，请写成 2025-06-30 这样的年月日` }
  },
  insuredSince: (text) => {
    if (/^\d{4}\.1$/.test(text))
      return {
        problem: `“${text}”看不出是 1 月还是 10 月，请把单元格设为文本，写成 ${text.slice(0, 4)}-01 或 ${text.slice(0, 4)}-10`,
      }
    const value = readMonth(text)
    return value ? { value } : { problem: `参保起始月“${text}”认不出来，请写成 2020-01 这样的年月` }
  },
  phone: (text) => {
    const value = normaliseNumber(text)
    if (/^\d(\.\d+)?E\+?\d+$/.test(value))
      return { problem: '电话被 Excel 变成了科学计数，后几位已丢失。请把该列设为文本格式，再重填' }
    const mobile = value.replaceAll('-', '').replace(/^\+?86(?=1\d{10}$)/, '')
    if (/^1\d{10}$/.test(mobile)) return { value: mobile }
    return /^(0\d{2,3}-?)?[2-9]\d{6,7}(-\d{1,6})?$/.test(value)
      ? { value }
      : { ...short(text, 40), warning: '电话号码位数不对，请核对；电话抽查时要能打通' }
  },
  employment: (text) => {
    const known = employments.find((one) => one === text)
    if (known) return { value: known }
    if (/派遣/.test(text)) return { value: '劳务派遣' }
    if (/合同|正式|全日制/.test(text)) return { value: '劳动合同' }
    return { value: '其他', warning: `用工形式“${text}”不在 ${employments.join('、')} 之中，按“其他”登记` }
  },
  categoryProof: (text) => short(text, 200),
  address: (text) => short(text, 300),
  post: (text) => short(text, 100),
  dispatcher: (text) => short(text, 100),
  employer: (text) => short(text, 100),
  voucher: (text) => short(text, 100),
  remark: (text) => short(text, 500),
}

const idTypeAliases: Readonly<Record<string, (typeof idTypes)[number]>> = {
  身份证: '居民身份证',
  居民身份证件: '居民身份证',
  二代身份证: '居民身份证',
  '01': '居民身份证',
  港澳台居民居住证: '港澳居民居住证',
  回乡证: '港澳居民来往内地通行证',
  港澳通行证: '港澳居民来往内地通行证',
  台胞证: '台湾居民来往大陆通行证',
  外国人永久居留证: '外国人永久居留身份证',
  普通护照: '护照',
}

function coded(table: CodeTable): (text: string) => FieldReading {
  return (text) => {
    const known = table.find(text)
    if (known) return { value: known.name }
    return {
      ...short(text, 40),
      warning: `“${text}”不在${table.title}表里，按原文登记。请核对；本系统所列${table.title}：${table.names.slice(0, 6).join('、')}等`,
    }
  }
}

function dated(what: string): (text: string) => FieldReading {
  return (text) => {
    const value = readDay(text)
    return value ? { value } : { problem: `${what}“${text}”认不出来或这一天不存在，请写成 1990-01-31 这样的年月日` }
  }
}

const lastDayOf = (month: string | undefined): string | undefined =>
  month && new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).toISOString().slice(0, 10)

const short = (text: string, most: number): FieldReading =>
  text.length > most ? { problem: `写得太长（${text.length} 字），最多 ${most} 字，请缩短` } : { value: text }

/** What people write for nothing. */
export const isBlank = (text: string): boolean => /^[-—–/\\.。]*$|^无$|^暂无$|^没有$/.test(text)
