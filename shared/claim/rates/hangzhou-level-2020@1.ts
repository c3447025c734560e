import type { RateTable } from '../rates'
import { fromUnknown, roundingUnknown, told, usualRounding } from './notes'

const page = 'hhtz.gov.cn/art/2022/6/29/art_1229506796_4060074.html'

export const hangzhouLevel: RateTable = {
  id: 'hangzhou-level-2020',
  version: 1,
  title: '杭州市职业资格（技能等级）证书培训补贴',
  kind: 'subsidy',
  region: '330100',
  source: `杭人社发〔2020〕43号；${page}`,
  status: 'to-be-confirmed',
  from: '2020-01-01',
  standard: [{ kind: 'level', amounts: { 五级: '1000', 四级: '1500', 三级: '2000', 二级: '2500', 一级: '3000' } }],
  conditions: { completed: true, certificate: true },
  rounding: usualRounding,
  notes: [
    told('standard', '五级 1000、四级 1500、三级 2000、二级 2500、一级 3000 元', page),
    told('conditions', '证书培训补贴；完成培训为本软件默认', page),
    fromUnknown,
    roundingUnknown,
  ],
}
