import type { RateTable } from '../rates'
import { conditionsUnknown, fromUnknown, roundingUnknown, told, usualRounding } from './notes'

const page = 'ccschy.com/techan/4515.html'

export const qingdaoAllowance: RateTable = {
  id: 'qingdao-allowance-2020',
  version: 1,
  title: '青岛市线上职业技能培训生活费补贴（最低月工资待填写）',
  kind: 'allowance',
  region: '370200',
  source: page,
  status: 'to-be-confirmed',
  from: '2020-02-01',
  standard: [{ kind: 'hour', amount: '5', of: 'online' }],
  caps: [{ per: 'wage', share: 600 }],
  conditions: { completed: true, passed: true },
  limits: { times: [{ times: 3 }], sameLevelOnce: true },
  rounding: usualRounding,
  notes: [
    told('standard', '按实际在线培训学时，每学时 5 元', page),
    told('caps', '总额不超过本人户籍所在地最低月工资标准的 60%；按每年理解，最低月工资请按当地标准填写', page),
    told('limits', '每人每年不超过 3 次；同一职业（工种）等级不能重复享受', page),
    conditionsUnknown,
    fromUnknown,
    roundingUnknown,
  ],
}
