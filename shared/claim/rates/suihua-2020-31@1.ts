import type { RateTable } from '../rates'
import { conditionsUnknown, ours, roundingUnknown, usualRounding } from './notes'

/** The notice names two documents for the standard; neither's amounts were found, so there is nothing to compute with. */
export const suihua: RateTable = {
  id: 'suihua-2020-31',
  version: 1,
  title: '绥化市线上职业技能培训补贴（标准待填写）',
  kind: 'subsidy',
  region: '231200',
  source: '绥人社函〔2020〕31号 三（一）：按黑财规审〔2019〕13号、绥财联发〔2018〕49号执行；两个文件的数额未查到',
  status: 'to-be-confirmed',
  from: '2020-02-20',
  standard: [],
  conditions: { completed: true, passed: true },
  rounding: usualRounding,
  notes: [
    ours('standard', '31号文未写数额，所引两个文件的数额也未查到：请按当地文件填写标准'),
    { field: 'from', status: 'to-be-confirmed', source: '31号文的日期' },
    conditionsUnknown,
    roundingUnknown,
  ],
}
