import * as v from 'valibot'
import { fen } from '../claim/money'
import { count, day } from '../record/fields'

/** The contract of 统计. Amounts are 分. */

/** county 县（市、区）, by where the 单位 is registered; group 人员类别. */
export const dimensions = ['county', 'occupation', 'level', 'group', 'month'] as const
export type Dimension = (typeof dimensions)[number]
export const dimensionWords: Readonly<Record<Dimension, string>> = {
  county: '县（市、区）',
  occupation: '职业（工种）',
  level: '等级',
  group: '人员类别',
  month: '月份',
}

/** People are 人次: somebody in two trainings counts twice. `hours`: two decimals. */
export const statisticsRow = v.object({
  key: v.string(),
  /** By the day a claim came in. */
  asked: v.object({ people: count, amount: fen }),
  /** 公示无异议, by the day it was put up; hours as accepted. */
  cleared: v.object({ people: count, amount: fen, hours: v.string() }),
  /** By the day of payment. */
  paid: v.object({ people: count, amount: fen }),
  /** 追回 that came back, by the day it came; of a claim as a whole it is of no occupation, level or group. */
  recovered: fen,
})
export type StatisticsRow = v.InferOutput<typeof statisticsRow>

const rows = v.array(statisticsRow)
export const statisticsAnswer = v.object({
  from: day,
  to: day,
  total: statisticsRow,
  by: v.object({ county: rows, occupation: rows, level: rows, group: rows, month: rows }),
})
export type StatisticsAnswer = v.InferOutput<typeof statisticsAnswer>

/** Days of Beijing, both counted; this year where they are left out. */
export const statisticsQuery = v.object({ from: v.optional(day), to: v.optional(day) })
export type StatisticsQuery = v.InferOutput<typeof statisticsQuery>

/**
 * Console routes (below /api), behind the session; of bureaus alone.
 *
 * GET /bureau/statistics       statisticsQuery -> statisticsAnswer  finance
 * GET /bureau/statistics.xlsx  statisticsQuery -> a sheet each      finance
 */
