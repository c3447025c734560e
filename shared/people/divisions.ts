import * as v from 'valibot'
import table from './codes/divisions.json'

const { items } = v.parse(
  v.object({ items: v.array(v.strictObject({ code: v.pipe(v.string(), v.regex(/^\d{6}$/)), name: v.string() })) }),
  table,
)
const names: ReadonlyMap<string, string> = new Map(items.map(({ code, name }) => [code, name]))

export const ELSEWHERE = '其他地区'
export const UNKNOWN_PLACE = '未注明'

/**
 * The county that registered an organisation, by the third to eighth sign of its 统一社会信用代码 (GB 32100-2015 §4). Of another
 * city: `其他地区`; without a code: `未注明`.
 */
export function countyOf(creditCode: string): string {
  if (creditCode === '') return UNKNOWN_PLACE
  return names.get(creditCode.slice(2, 8)) ?? ELSEWHERE
}
