import type { RateTable } from '../rates'
import { ours, roundingUnknown, told, usualRounding } from './notes'

const page = 'qiuxuejun.com/zhzdxx/993kvr.html'

export const zhengzhou: RateTable = {
  id: 'zhengzhou',
  version: 1,
  title: '郑州市就业技能培训补贴（与就业挂钩）',
  kind: 'subsidy',
  region: '410100',
  source: page,
  status: 'to-be-confirmed',
  from: '2020-01-01',
  standard: [{ kind: 'trade', amounts: { A类: '800', B类: '700', C类: '600' } }],
  shares: [
    { share: 1000, title: '结业后 6 个月内实现就业', employedWithin: 6 },
    { share: 600, title: '取得专项职业能力证书，6 个月内未就业', levels: ['专项职业能力'] },
    {
      share: 800,
      title: '取得初级及以上证书，6 个月内未就业',
      levels: ['五级', '四级', '三级', '二级', '一级'],
    },
  ],
  conditions: {
    completed: true,
    passed: true,
    certificate: true,
    categories: ['城镇登记失业人员', '农村转移就业劳动者', '毕业年度高校毕业生', '城乡未继续升学初高中毕业生'],
  },
  rounding: usualRounding,
  notes: [
    told('standard', 'A 类专业 800、B 类 700、C 类 600 元', page),
    told('shares', '6 个月内就业 100%；未就业，有等级证书 80%，专项职业能力证书 60%', page),
    told('conditions', '四类人员，培训合格并取得证书', page),
    ours('from', '来源未写日期，暂以 2020 年起'),
    roundingUnknown,
  ],
}
