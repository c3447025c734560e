import type { RateTable } from '../rates'
import { fromUnknown, roundingUnknown, told, usualRounding } from './notes'

const page = 'm.jxyuer.com/baike/techan/722606.html'

export const wenzhou: RateTable = {
  id: 'wenzhou-2020',
  version: 1,
  title: '温州市企业线上职业技能培训补贴',
  kind: 'subsidy',
  region: '330300',
  fund: '职业技能提升行动专项资金',
  source: page,
  status: 'to-be-confirmed',
  from: '2020-03-01',
  standard: [{ kind: 'cost', share: 950, perHour: '20' }],
  caps: [
    { per: 'hour', amount: '25' },
    { per: 'project', amount: '800' },
  ],
  conditions: { completed: true, passed: true },
  limits: { times: [{ times: 3 }], sameLevelOnce: true, sameProjectOnce: true, oneAtATime: true },
  rounding: usualRounding,
  notes: [
    told('standard', '实际培训费用的 95% 以内；无支出凭证的，成本按人数×课时×20 元核算', page),
    told('caps', '每人每课时不超过 25 元，每人每个培训项目不超过 800 元', page),
    told('conditions', '需完成全部培训课程并通过考核测试', page),
    told('limits', '每人每年不超过 3 次；同一职业同一等级、同一项目不重复；上一个项目结束后方可参加下一个', page),
    fromUnknown,
    roundingUnknown,
  ],
}
