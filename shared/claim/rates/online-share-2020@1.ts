import type { RateTable } from '../rates'
import { fromUnknown, ours, roundingUnknown, told, usualRounding } from './notes'

const page = 'm.qebk.com/techan/31183.html'

/**
 * 线上 = 现行标准 × 线上课时 ÷ 总课时 × 130%; 总 = 线上 + 现行标准 ×（1 − 线上课时 ÷ 总课时）. The page names no city, and the
 * 现行标准 is whatever the place pays for the occupation: an own table fills it in. 130% is for what opened during the epidemic.
 */
export const onlineShare: RateTable = {
  id: 'online-share-2020',
  version: 1,
  title: '按线上课时占比计算的培训补贴（来源未写明城市，现行标准待填写）',
  kind: 'subsidy',
  source: page,
  status: 'to-be-confirmed',
  from: '2020-02-01',
  standard: [],
  online: { factor: 1300 },
  conditions: { completed: true, passed: true, certificate: true },
  advance: { share: 500, perHour: '7.5' },
  rounding: usualRounding,
  notes: [
    ours('standard', '现行标准为当地该工种的补贴标准：请按当地文件填写标准'),
    told('online', '疫情期间线上培训补贴标准＝现行补贴标准×线上课时÷总课时×130%', page),
    told('conditions', '按参训人员取得的证书类型确定标准；完成并合格为本软件默认', page),
    told('advance', '开班审核后 5 天内先行拨付 50%，按每人每课时 7.5 元预算；按预算的 50% 理解', page),
    fromUnknown,
    roundingUnknown,
  ],
}
