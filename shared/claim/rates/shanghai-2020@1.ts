import type { RateTable } from '../rates'
import { roundingUnknown, told, usualRounding } from './notes'

const page = 'sh.bendibao.com/zffw/2020331/220269.shtm'

export const shanghai: RateTable = {
  id: 'shanghai-2020',
  version: 1,
  title: '上海市受疫情影响企业职工线上职业培训补贴',
  kind: 'subsidy',
  region: '310000',
  fund: '地方教育附加专项资金',
  source: `沪人社职〔2020〕49号；${page}`,
  status: 'to-be-confirmed',
  from: '2020-02-06',
  standard: [{ kind: 'cost', share: 950 }],
  caps: [
    { per: 'project', amount: '600' },
    { per: 'year', amount: '1800' },
  ],
  conditions: { completed: true, passed: true },
  limits: { times: [{ times: 3 }], sameProjectOnce: true, oneAtATime: true },
  rounding: usualRounding,
  notes: [
    told('standard', '经备案认可的培训成本的 95%', page),
    told('caps', '每人每个培训项目最高不超过 600 元；3 次合 1800 元/人', `${page}；sh.aicloudedu.cn/article/17`),
    told('conditions', '对完成线上培训的职工；考核合格为本软件默认', page),
    told('limits', '原则上每人不超过 3 次；上一个项目结束后方可参加下一个；同一项目不得重复享受', page),
    told('from', '沪人社职〔2020〕49号发布日期', 'rsj.sh.gov.cn/tjypx_17728/20201023/t0035_1395001.html'),
    roundingUnknown,
  ],
}
