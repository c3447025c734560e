import type { RateTable } from '../rates'
import { conditionsUnknown, fromUnknown, roundingUnknown, told, usualRounding } from './notes'

const page = 'chacewang.com/newsdetail/news342226.html'

export const taian: RateTable = {
  id: 'taian-2022',
  version: 1,
  title: '泰安市职业技能培训补贴（按课时）',
  kind: 'subsidy',
  region: '370900',
  source: `鲁人社字〔2022〕72号的市级落实通知；${page}`,
  status: 'to-be-confirmed',
  from: '2022-01-01',
  standard: [{ kind: 'hour', amount: '10', of: 'all' }],
  caps: [{ per: 'project', amount: '500' }],
  conditions: { completed: true, passed: true },
  rounding: usualRounding,
  notes: [
    told('standard', '每人 10 元/课时；取得证书的按另一文件，其数额未查到', page),
    told('caps', '最高不超过 500 元/人；按每个项目理解', page),
    conditionsUnknown,
    fromUnknown,
    roundingUnknown,
  ],
}
