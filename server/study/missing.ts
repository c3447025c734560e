import { fieldWords, isField } from '../../shared/site/words'

/** What a `field-missing` entry says: `id@version field field …`. */
export function readMissing(detail: string): { rule: string; fields: string[] } {
  const [rule = '', ...fields] = detail.split(' ')
  return { rule, fields: fields.map((field) => (isField(field) ? fieldWords[field] : field)) }
}

/** The same for HR: what can't be read, and what to do. */
export function missingText(detail: string): string {
  const { rule, fields } = readMissing(detail)
  return `页面上读不到：${fields.join('、')}（网站规则 ${rule}）。学习时长照常记录；可能是网站改版，请更新扩展或联系管理员更新网站规则`
}
