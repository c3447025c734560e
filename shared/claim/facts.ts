import * as v from 'valibot'
import { day, text } from '../record/fields'
import { fen } from './money'
import { hours } from './rates'

const dates = v.strictObject({
  /** 开班 */
  opening: day,
  /** 结业 */
  closing: v.optional(day),
  /** 发证 */
  certificate: v.optional(day),
  /** 申请 */
  claim: v.optional(day),
})

/** A training that the same person was paid for already, or that another claim asks for. */
const taken = v.strictObject({
  kind: v.picklist(['subsidy', 'allowance']),
  /** The day it counts by: its calendar year is the year it belongs to. */
  on: day,
  amount: fen,
  occupation: text(100),
  level: text(40),
  project: text(100),
  type: text(40),
  opening: day,
  closing: v.optional(day),
})

/** Class hours that count, after review, as decimal texts. */
const both = v.strictObject({ online: hours, offline: hours })

/** Everything that an amount may depend on, of one person in one training: closed and serialisable. */
export const personFacts = v.strictObject({
  /** Who it is, the same in every training of a claim. Never a name or an ID number. */
  person: text(64),
  /** 职业（工种）: its name or its code, the same way everywhere. */
  occupation: text(100),
  /** As the plan says it: `五级/初级工`. */
  level: text(40),
  /** 培训项目 */
  project: text(100),
  /** 培训类型: 岗前培训, 岗位技能提升培训 … */
  type: text(40),
  /** 专业类别, where a place sorts occupations: A类. */
  trade: v.optional(text(20)),
  /** 人员类别 */
  categories: v.array(text(40)),
  hours: both,
  /** As filed: more than this is never paid by the hour. Absent: no limit. */
  planned: v.optional(both),
  /** Days of offline training attended. */
  offlineDays: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(9999)),
  /** What the training cost as proved, and for how many people. Absent: there is no proof. */
  cost: v.optional(v.strictObject({ total: fen, heads: v.pipe(v.number(), v.integer(), v.minValue(1)) })),
  /** By the policy's completion. */
  completed: v.boolean(),
  passed: v.boolean(),
  certificate: v.boolean(),
  employedOn: v.optional(day),
  dates,
  /** Trainings in other claims; those of this claim are added by `claimAmount`. */
  taken: v.array(taken),
})

export type PersonFacts = v.InferOutput<typeof personFacts>
export type Taken = v.InferOutput<typeof taken>
