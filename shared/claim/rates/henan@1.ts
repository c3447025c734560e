import type { RateTable } from '../rates'
import { conditionsUnknown, ours, roundingUnknown, told, usualRounding } from './notes'

/** Rules of how often only; no amount was found. */
export const henan: RateTable = {
  id: 'henan',
  version: 1,
  title: '河南省职业培训补贴（次数规则，标准待填写）',
  kind: 'subsidy',
  region: '410000',
  source: '公开网页转述：院校学生 1 次，其他人员 2 次；已享受高等级的不再享受低等级',
  status: 'to-be-confirmed',
  from: '2020-01-01',
  standard: [],
  conditions: { completed: true, passed: true },
  limits: { times: [{ times: 1, categories: ['院校学生'] }, { times: 2 }], higherBlocksLower: true },
  rounding: usualRounding,
  notes: [
    ours('standard', '数额未查到：请按当地文件填写标准'),
    told('limits', '院校学生每年 1 次，其他人员 2 次；已享受高等级的不再享受低等级', '来源地址未留存'),
    conditionsUnknown,
    ours('from', '来源未写日期，暂以 2020 年起'),
    roundingUnknown,
  ],
}
