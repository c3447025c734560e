import type { RateTable } from '../rates'
import { fromUnknown, roundingUnknown, told, usualRounding } from './notes'

const page = 'm.senbk.com/news/f47b8ae07e0de23266c01fe665f3bdd7.html'

/** The page names no place. The second training for 特种作业 (复审, 300 yuan) is no first certificate and not in here. */
export const graduatesLevel: RateTable = {
  id: 'graduates-level-2020',
  version: 1,
  title: '高校毕业生职业技能培训补贴（按证书，来源未写明地区）',
  kind: 'subsidy',
  source: page,
  status: 'to-be-confirmed',
  from: '2020-01-01',
  standard: [
    {
      kind: 'level',
      amounts: {
        五级: '1200',
        四级: '1600',
        三级: '2000',
        二级: '4000',
        一级: '5000',
        专项职业能力: '800',
        特种作业: '800',
      },
    },
  ],
  conditions: { completed: true, certificate: true, categories: ['毕业学年高校毕业生', '离校未就业高校毕业生'] },
  rounding: usualRounding,
  notes: [
    told('standard', '五级 1200、四级 1600、三级 2000、二级 4000、一级 5000；专项、初次特种作业 800', page),
    told('conditions', '完成培训后取得证书的高校毕业生', page),
    fromUnknown,
    roundingUnknown,
  ],
}
