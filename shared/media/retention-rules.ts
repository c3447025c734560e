import * as v from 'valibot'
import { day, text } from '../record/fields'

/** How long lecture videos are kept by one document: data with a source and a date, so that a new document is a new row. */
export const retentionRule = v.strictObject({
  id: text(64),
  title: text(100),
  /** The document and the place in it. */
  source: text(300),
  /** Administrative division (GB/T 2260), as policies name it; `000000` is everywhere. A province's rule holds in its cities. */
  region: v.pipe(v.string(), v.regex(/^\d{6}$/)),
  /** The first day it was in force. */
  from: day,
  /** At least so many years after the day on which the last subsidy was paid or finally refused. */
  years: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(50)),
})
export type RetentionRule = v.InferOutput<typeof retentionRule>

/**
 * What is known to us. The notice of Suihua says “不少于3年” and not from when: we count from the latest day it can mean, the payment
 * or the final refusal. Rules of single trades stand in documents of their own and are entered by the organisation they bind.
 */
export const builtInRetention: readonly RetentionRule[] = [
  {
    id: 'suihua-2020-31',
    title: '绥化市线上培训资料留存（不少于3年）',
    source: '绥人社函〔2020〕31号 三（一）：线上培训考勤、考核记录和线上授课全程视频等数据资料，留存时间不少于3年',
    region: '231200',
    from: '2020-02-20',
    years: 3,
  },
  {
    id: 'xueji-least',
    title: '本系统最短留存期（3年）',
    source: '没有当地规定时，按绥人社函〔2020〕31号的年限执行',
    region: '000000',
    from: '2020-02-20',
    years: 3,
  },
  {
    id: 'yichang-5',
    title: '宜昌市授课视频留存（不少于5年）',
    source: '宜昌市线上职业技能培训通知（公开报道转述，文号待核实）',
    region: '420500',
    from: '2020-02-20',
    years: 5,
  },
]
