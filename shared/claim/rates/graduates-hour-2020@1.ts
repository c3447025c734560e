import type { RateTable } from '../rates'
import { fromUnknown, roundingUnknown, told, usualRounding } from './notes'

const page = 'm.senbk.com/news/f47b8ae07e0de23266c01fe665f3bdd7.html'

/** The page names no place. */
export const graduatesHour: RateTable = {
  id: 'graduates-hour-2020',
  version: 1,
  title: '高校毕业生就业技能培训补贴（培训合格证，来源未写明地区）',
  kind: 'subsidy',
  source: page,
  status: 'to-be-confirmed',
  from: '2020-01-01',
  standard: [{ kind: 'hour', amount: '10', of: 'all' }],
  caps: [{ per: 'project', amount: '700' }],
  conditions: {
    completed: true,
    certificate: true,
    leastHours: '40',
    categories: ['毕业学年高校毕业生', '离校未就业高校毕业生'],
  },
  rounding: usualRounding,
  notes: [
    told('standard', '每学时 10 元', page),
    told('caps', '最多不超过 700 元；按每个项目理解', page),
    told('conditions', '完成 40 个学时以上并取得培训合格证书的高校毕业生', page),
    fromUnknown,
    roundingUnknown,
  ],
}
