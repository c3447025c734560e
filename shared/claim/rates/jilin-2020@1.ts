import type { RateTable } from '../rates'
import { roundingUnknown, told, usualRounding } from './notes'

const page = 'hrss.jl.gov.cn/gg/202010/t20201015_7614157.html'

export const jilin: RateTable = {
  id: 'jilin-2020',
  version: 1,
  title: '吉林省职业技能提升行动培训补贴（初、中、高级定额）',
  kind: 'subsidy',
  region: '220000',
  fund: '职业技能提升行动专账资金',
  source: `吉人社联〔2020〕59号；${page}`,
  status: 'to-be-confirmed',
  from: '2020-08-31',
  to: '2021-12-31',
  standard: [{ kind: 'level', amounts: { 五级: '800', 四级: '1500', 三级: '2000' } }],
  conditions: {
    completed: true,
    certificate: true,
    leastHoursByLevel: { 五级: '60', 四级: '110', 三级: '150' },
  },
  rounding: usualRounding,
  notes: [
    told('standard', '初级 800、中级 1500、高级 2000 元/人', page),
    told('conditions', '以取得相应等级的证书为准；不少于 60、110、150 学时', page),
    told('from', '自公布之日起施行；落款 2020-08-31，网站发布 2020-10-15', page),
    told('to', '有效期至 2021 年 12 月 31 日', page),
    roundingUnknown,
  ],
}
