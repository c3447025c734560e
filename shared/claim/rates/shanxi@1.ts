import type { RateTable } from '../rates'
import { ours, roundingUnknown, told, usualRounding } from './notes'

const page = 'dzlps.cn/129520.html'

export const shanxi: RateTable = {
  id: 'shanxi',
  version: 1,
  title: '山西省职业技能培训补贴（按天）',
  kind: 'subsidy',
  region: '140000',
  fund: '就业补助资金',
  source: `山西省《就业补助资金管理办法》；${page}`,
  status: 'to-be-confirmed',
  from: '2020-01-01',
  standard: [
    { kind: 'day', amount: '150', upTo: 10 },
    { kind: 'day', amount: '100', after: 10, upTo: 15 },
  ],
  conditions: {
    completed: true,
    passed: true,
    categories: [
      '贫困家庭子女',
      '毕业年度高校毕业生',
      '城乡未继续升学初高中毕业生',
      '农村转移就业劳动者',
      '城镇登记失业人员',
    ],
  },
  limits: { times: [{ times: 1, sameType: true }] },
  rounding: usualRounding,
  notes: [
    told('standard', '10 天以内每人每天 150 元，以后每天 100 元，不超过 15 天', page),
    told('conditions', '五类人员；完成并合格为本软件默认', page),
    told('limits', '每人每年只能享受一次同一类型的培训补贴', page),
    ours('from', '来源未写年份，暂以 2020 年起'),
    roundingUnknown,
  ],
}
