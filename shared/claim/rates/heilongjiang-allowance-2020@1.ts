import type { RateTable } from '../rates'
import { fromUnknown, roundingUnknown, told, usualRounding } from './notes'

const page = 'heetzguy.com/2020/1230/c322a38483/page.html'

export const heilongjiangAllowance: RateTable = {
  id: 'heilongjiang-allowance-2020',
  version: 1,
  title: '黑龙江省贫困劳动力培训生活费补贴',
  kind: 'allowance',
  region: '230000',
  fund: '就业补助资金',
  source: page,
  status: 'to-be-confirmed',
  from: '2020-01-01',
  standard: [
    { kind: 'hour', amount: '1', of: 'online' },
    { kind: 'day', amount: '25' },
  ],
  conditions: { categories: ['贫困劳动力'] },
  rounding: usualRounding,
  notes: [
    told('standard', '线上培训期间 1 元/课时；线下培训期间 25 元/天（含交通费）', page),
    told('conditions', '参加培训期间的贫困劳动力；未写须完成或合格', page),
    fromUnknown,
    roundingUnknown,
  ],
}
