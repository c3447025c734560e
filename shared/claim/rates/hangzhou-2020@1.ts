import type { RateTable } from '../rates'
import { conditionsUnknown, fromUnknown, roundingUnknown, told, usualRounding } from './notes'

const page = 'hhtz.gov.cn/art/2022/6/29/art_1229506796_4060074.html'

export const hangzhou: RateTable = {
  id: 'hangzhou-2020',
  version: 1,
  title: '杭州市企业线上职业技能培训补贴',
  kind: 'subsidy',
  region: '330100',
  source: `杭人社发〔2020〕10号；${page}`,
  status: 'to-be-confirmed',
  from: '2020-01-01',
  standard: [{ kind: 'cost', share: 950 }],
  caps: [{ per: 'project', amount: '800' }],
  conditions: { completed: true, passed: true },
  rounding: usualRounding,
  notes: [
    told('standard', '企业实际培训费用的 95%', page),
    told('caps', '每人每个培训项目不超过 800 元', page),
    conditionsUnknown,
    fromUnknown,
    roundingUnknown,
  ],
}
