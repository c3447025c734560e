import * as v from 'valibot'
import { count, day, text } from '../record/fields'
import { levels } from './levels'
import { yuan } from './money'

/** Thousandths of a whole: 950 is 95%. */
const share = v.pipe(count, v.maxValue(1000))
const some = v.pipe(count, v.minValue(1))
const status = v.picklist(['confirmed', 'to-be-confirmed'])
const words = v.pipe(v.array(text(40)), v.minLength(1), v.maxLength(40))
/** 课时, a decimal text as `classHours` gives it. */
export const hours = v.pipe(v.string(), v.regex(/^\d{1,4}(\.\d{1,6})?$/))

const perLevel = v.pipe(
  v.record(v.picklist(levels), yuan),
  v.check((all) => Object.keys(all).length > 0, 'no level'),
)
const perTrade = v.pipe(
  v.record(text(20), yuan),
  v.check((all) => Object.keys(all).length > 0, 'no trade'),
)

/** What one person's training is worth by itself; parts of a table are added up. Amounts in yuan. */
const part = v.variant('kind', [
  v.strictObject({ kind: v.literal('head'), amount: yuan }),
  v.strictObject({ kind: v.literal('hour'), amount: yuan, of: v.picklist(['all', 'online', 'offline']) }),
  /** Days of offline training: those after the first `after`, up to the day number `upTo`. */
  v.strictObject({ kind: v.literal('day'), amount: yuan, after: v.optional(count), upTo: v.optional(some) }),
  v.strictObject({ kind: v.literal('level'), amounts: perLevel }),
  /** By the trade's class (A类, B类) where a place sorts occupations. */
  v.strictObject({ kind: v.literal('trade'), amounts: perTrade }),
  /** A share of what the training cost; without proof of cost, `perHour` yuan a class hour stand for it. */
  v.strictObject({ kind: v.literal('cost'), share, perHour: v.optional(yuan) }),
])

/** What nobody is paid more than. */
const cap = v.variant('per', [
  v.strictObject({ per: v.literal('project'), amount: yuan }),
  /** A calendar year of one person, what other claims took included. */
  v.strictObject({ per: v.literal('year'), amount: yuan }),
  v.strictObject({ per: v.literal('person'), amount: yuan }),
  v.strictObject({ per: v.literal('hour'), amount: yuan }),
  /** A share of the lowest monthly wage, over a year; while `wage` is not filled in nothing can be reckoned. */
  v.strictObject({ per: v.literal('wage'), share, wage: v.optional(yuan) }),
])

/** The first of the list that fits is paid; nobody whom none fits is paid anything. Every member that is given must hold. */
const paidShare = v.strictObject({
  share,
  title: text(60),
  /** Employed no later than so many months after the end of the training. */
  employedWithin: v.optional(some),
  levels: v.optional(v.pipe(v.array(v.picklist(levels)), v.minLength(1))),
  types: v.optional(words),
})

/** Who is paid at all; absent members ask nothing. Whether somebody completed is judged by the policy, not here. */
const conditions = v.strictObject({
  completed: v.optional(v.literal(true)),
  passed: v.optional(v.literal(true)),
  certificate: v.optional(v.literal(true)),
  leastHours: v.optional(hours),
  leastHoursByLevel: v.optional(v.record(v.picklist(levels), hours)),
  /** 人员类别: one of them. */
  categories: v.optional(words),
})

/** How often, looking at what a person has been paid for already. */
const limits = v.strictObject({
  /** In a calendar year; the first that names one of the person's categories, or none. `sameType`: of one kind of training. */
  times: v.optional(
    v.array(v.strictObject({ times: count, categories: v.optional(words), sameType: v.optional(v.literal(true)) })),
  ),
  sameLevelOnce: v.optional(v.literal(true)),
  higherBlocksLower: v.optional(v.literal(true)),
  sameProjectOnce: v.optional(v.literal(true)),
  /** The next training opens only after the last has closed. */
  oneAtATime: v.optional(v.literal(true)),
})

/**
 * A rate table is a dated set of rules for what is paid for one person's training: data with a source and a status, as a
 * policy is for hours. It is in force for the trainings whose day (`datedBy`, otherwise the opening) lies in [from, to].
 * An organisation's own table is entered by this same schema. A table without a `standard` computes nothing and says so.
 */
export const rateTable = v.pipe(
  v.strictObject({
    id: text(64),
    version: some,
    title: text(100),
    /** 培训补贴, or 生活费补贴 paid beside it. They never count against each other. */
    kind: v.picklist(['subsidy', 'allowance']),
    /** GB/T 2260; absent where the source does not name its place. */
    region: v.optional(v.pipe(v.string(), v.regex(/^\d{6}$/))),
    /** 资金渠道 */
    fund: v.optional(text(60)),
    source: text(300),
    status,
    from: day,
    /** The last day; absent: still in force. */
    to: v.optional(day),
    datedBy: v.optional(v.picklist(['opening', 'closing', 'certificate', 'claim'])),
    standard: v.pipe(v.array(part), v.maxLength(10)),
    /** The standard is split by the share of online hours; the online part is worth `factor` thousandths. */
    online: v.optional(v.strictObject({ factor: v.pipe(count, v.maxValue(5000)) })),
    shares: v.optional(v.pipe(v.array(paidShare), v.minLength(1), v.maxLength(20))),
    caps: v.optional(v.pipe(v.array(cap), v.minLength(1), v.maxLength(10))),
    conditions,
    limits: v.optional(limits),
    /** Paid before the end: `share` of the expected amount, which is `perHour` yuan an online class hour where that is given. */
    advance: v.optional(v.strictObject({ share, perHour: v.optional(yuan) })),
    /** Every line, to a whole `unit`. What a cap or a share of cost leaves is always cut off, never rounded up. */
    rounding: v.strictObject({ unit: v.picklist(['分', '角', '元']), mode: v.picklist(['half-up', 'down', 'up']) }),
    /** Where single values come from and whether they are confirmed; a value that is not listed has the table's own. */
    notes: v.optional(v.array(v.strictObject({ field: text(40), status, source: text(300) }))),
  }),
  v.check(({ from, to }) => to === undefined || from <= to, 'ends before it begins'),
)

export type RateTable = v.InferOutput<typeof rateTable>
export type StandardPart = RateTable['standard'][number]
export type Cap = NonNullable<RateTable['caps']>[number]

/** A table's name where one is chosen or frozen: `wenzhou-2020@1`. */
export const rateTableKey = ({ id, version }: Pick<RateTable, 'id' | 'version'>): string => `${id}@${version}`
