import type { RateTable } from '../rates'
import { fromUnknown, roundingUnknown, told, usualRounding } from './notes'

const page = 'wodeyuanxiao.com/Educationandtraining/sluxkwjrgw.html'

export const wuhan: RateTable = {
  id: 'wuhan-2020',
  version: 1,
  title: '武汉市线上技能培训补贴',
  kind: 'subsidy',
  region: '420100',
  source: `《武汉市线上技能培训补贴申报指南》第六条；${page}`,
  status: 'to-be-confirmed',
  from: '2020-03-01',
  standard: [{ kind: 'cost', share: 950 }],
  caps: [{ per: 'project', amount: '1000' }],
  conditions: { completed: true, passed: true, leastHours: '42' },
  rounding: usualRounding,
  notes: [
    told('standard', '实际培训费用的 95%', page),
    told('caps', '原则上每人每个培训项目不超过 1000 元', page),
    told('conditions', '每个项目不少于 42 课时；完成并合格为本软件默认', page),
    fromUnknown,
    roundingUnknown,
  ],
}
