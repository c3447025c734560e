import type { RateTable } from '../rates'
import { conditionsUnknown, ours, roundingUnknown, told, usualRounding } from './notes'

const page = 'cycms.chengan.gov.cn/zfxxgk/bmView.jsp?id=19171'

/** A share and rules of how often only; no amount was found. */
export const hebei: RateTable = {
  id: 'hebei',
  version: 1,
  title: '河北省职业培训补贴（标准待填写）',
  kind: 'subsidy',
  region: '130000',
  source: page,
  status: 'to-be-confirmed',
  from: '2020-01-01',
  standard: [],
  shares: [
    { share: 500, title: '岗前培训', types: ['岗前培训'] },
    { share: 1000, title: '其他培训' },
  ],
  conditions: { completed: true, passed: true },
  limits: { times: [{ times: 3 }], sameLevelOnce: true },
  rounding: usualRounding,
  notes: [
    ours('standard', '数额未查到：请按当地文件填写标准'),
    told('shares', '岗前培训 50%', page),
    told('limits', '每人每年不超过 3 次，同一职业同一等级不重复', page),
    conditionsUnknown,
    ours('from', '来源未写日期，暂以 2020 年起'),
    roundingUnknown,
  ],
}
