import * as v from 'valibot'
import { count, day } from '../record/fields'
import { cameStatement } from './sending'

/** The start page: 离申报还差 N 项 of every open class, and the way in of a new organisation. */

export const missingCodes = [
  'plan-not-filed',
  'plan-returned',
  'plan-waiting',
  'consent-missing',
  'roster-empty',
  'notice-open',
  'not-joined',
  'pending',
  'silent',
  'hours',
  'tests',
  'findings',
  'appeals',
  'deadline',
  'stage',
  'package',
  'backup',
] as const

/** Whose turn it is: 人事（教务）, 学员, 人社局, 管理员. */
export const turns = ['clerk', 'trainees', 'bureau', 'administrator'] as const

export const missingItem = v.object({
  code: v.picklist(missingCodes),
  turn: v.picklist(turns),
  /** How many people or things. */
  count: v.optional(count),
  /** Of `deadline`: what is due, in Chinese, and until when. Of `backup`: what is wrong. */
  title: v.optional(v.string()),
  due: v.optional(day),
  /** Working days left until it is due; negative when that has passed. */
  left: v.optional(v.number()),
  /** Some of these days lie in a year without a notice of holidays. */
  tentative: v.optional(v.literal(true)),
})
export type MissingItem = v.InferOutput<typeof missingItem>

export const homeClass = v.object({
  id: v.string(),
  name: v.string(),
  /** Of a plan that was filed here. */
  plan: v.optional(v.string()),
  period: v.object({ from: day, to: day }),
  missing: v.array(missingItem),
})
export type HomeClass = v.InferOutput<typeof homeClass>

/** A plan without a class of its own yet: what it waits for, whose turn it is, and what is due. */
export const homePlan = v.object({ id: v.string(), title: v.string(), missing: v.array(missingItem) })
export type HomePlan = v.InferOutput<typeof homePlan>

export const home = v.object({
  /** The way in: what is done already. */
  steps: v.object({
    profile: v.boolean(),
    plan: v.boolean(),
    class: v.boolean(),
    roster: v.boolean(),
    told: v.boolean(),
  }),
  /** What is wrong with the server, on the first page alone, for members of its own organisation. */
  server: v.array(missingItem),
  /** What the bureau signed and came by address, until somebody has seen it; on the first page alone. */
  news: v.array(cameStatement),
  /** Why that is not fetched by itself any more, with what to do; '' where it is, and on further pages. */
  fetching: v.string(),
  /** The most urgent first, twenty at most; on the first page alone. */
  plans: v.array(homePlan),
  rows: v.array(homeClass),
  total: count,
  page: count,
})
export type Home = v.InferOutput<typeof home>

/**
 * GET /api/home?page=N -> home   (open classes, those that end first first; ten a page)
 */
