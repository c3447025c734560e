import type { RateTable } from '../rates'
import { conditionsUnknown, fromUnknown, roundingUnknown, told, usualRounding } from './notes'

const page = 'yzzsnet.com/techan/43043.html；handmsg.com/page/2020/0527/6707182.shtml'

export const guangdong: RateTable = {
  id: 'guangdong-2020',
  version: 1,
  title: '广东省企业职工线上培训补贴',
  kind: 'subsidy',
  region: '440000',
  source: page,
  status: 'to-be-confirmed',
  from: '2020-03-01',
  standard: [{ kind: 'hour', amount: '30', of: 'all' }],
  caps: [{ per: 'year', amount: '1000' }],
  conditions: { completed: true, passed: true },
  rounding: usualRounding,
  notes: [
    told('standard', '每人每课时 30 元', page),
    told('caps', '企业最高可获得 1000 元/人/年', page),
    conditionsUnknown,
    fromUnknown,
    roundingUnknown,
  ],
}
