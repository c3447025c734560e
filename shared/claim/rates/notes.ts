import type { RateTable } from '../rates'

export type Note = NonNullable<RateTable['notes']>[number]

/** A value as a public page tells it; nobody has confirmed one yet. */
export const told = (field: string, says: string, where: string): Note => ({
  field,
  status: 'to-be-confirmed',
  source: `公开网页转述，待当地人社部门确认：${says}（${where}）`,
})

/** A value that no source names: this software's own choice. */
export const ours = (field: string, says: string): Note => ({
  field,
  status: 'to-be-confirmed',
  source: `未查到当地规定；${says}，待当地人社部门确认`,
})

export const roundingUnknown = ours('rounding', '本软件默认到分、四舍五入')
export const fromUnknown = ours('from', '施行日期以来源所示年份起')
export const conditionsUnknown = ours('conditions', '本软件默认须完成培训并考核合格')

/** 到分、四舍五入: what is used until somebody says otherwise. */
export const usualRounding = { unit: '分', mode: 'half-up' } as const
