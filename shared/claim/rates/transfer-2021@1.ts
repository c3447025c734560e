import type { RateTable } from '../rates'
import { conditionsUnknown, fromUnknown, roundingUnknown, told, usualRounding } from './notes'

const page = 'm.hunanyuer.com/baike/techan/955983.html'

/** The page names no place. */
export const transfer: RateTable = {
  id: 'transfer-2021',
  version: 1,
  title: '企业职工转岗转业培训补贴（来源未写明地区）',
  kind: 'subsidy',
  source: page,
  status: 'to-be-confirmed',
  from: '2020-01-01',
  to: '2021-12-31',
  standard: [{ kind: 'hour', amount: '10', of: 'all' }],
  caps: [{ per: 'project', amount: '1000' }],
  conditions: { completed: true, passed: true },
  rounding: usualRounding,
  notes: [
    told('standard', '每人每学时 10 元', page),
    told('caps', '补贴总额不超过 1000 元；按每个项目理解', page),
    told('to', '截止至 2021 年 12 月 31 日', page),
    conditionsUnknown,
    fromUnknown,
    roundingUnknown,
  ],
}
