import * as v from 'valibot'
import { count, day, digest, milliseconds, text } from '../record/fields'

/** What the queue and the lottery go by. Routes: the comment at the end. */

const points = v.pipe(count, v.maxValue(100))

/**
 * Points a claim gets, added up to at most 100, and tickets a person has in the lottery. Configuration with a date and a source: the bureau states
 * its own, and every draw keeps the one it went by.
 */
export const riskFormula = v.strictObject({
  title: text(100),
  source: text(300),
  from: day,
  /** Verification came to 不一致 (as much where the claim was not compared with others yet), 有疑点. */
  disagrees: points,
  doubtful: points,
  /** Each 疑点, by how grave it is. */
  serious: points,
  check: points,
  note: points,
  /** 疑点 alone never give more than this. */
  mostOfFindings: points,
  /** 未经逐段核验 */
  manual: points,
  /** The first claim of its 单位 here. */
  newFirm: points,
  /** Each earlier claim of the 单位 that was returned, refused, reduced, or had money recovered. */
  before: points,
  mostOfBefore: points,
  /** Share of people whose amount the bureau reckons otherwise: points for each tenth begun. */
  reckoned: points,
  /** Asked for so much or more, 分. */
  large: v.strictObject({ amount: count, points }),
  lottery: v.strictObject({
    /** Of everybody in the drawing, thousandths; at least one. */
    share: v.pipe(count, v.minValue(1), v.maxValue(1000)),
    /** Tickets everybody has, and what adds to them. */
    base: v.pipe(count, v.minValue(1), v.maxValue(20)),
    serious: points,
    check: points,
    note: points,
    manual: points,
    /** One more for every so many points of the claim; 0: none. */
    perPoints: points,
    most: v.pipe(count, v.minValue(1), v.maxValue(200)),
    /** Where the public value comes from: stated before, so that nobody chooses it. */
    publicSource: text(200),
  }),
})
export type RiskFormula = v.InferOutput<typeof riskFormula>

export const risk = v.object({
  /** 0 to 100. */
  score: count,
  reasons: v.array(v.object({ label: v.string(), points: count })),
})
export type Risk = v.InferOutput<typeof risk>

export const formulaAnswer = v.object({
  formula: riskFormula,
  /** 0: the built-in one, of which nothing is confirmed. */
  version: count,
  by: v.optional(v.string()),
  at: v.optional(milliseconds),
  /** Entered, not yet begun. */
  next: v.optional(v.object({ formula: riskFormula, version: count })),
})
export type FormulaAnswer = v.InferOutput<typeof formulaAnswer>

/* ---------- the lottery ---------- */

/** The day to come whose public value the drawing goes by. */
export const announceDraw = v.strictObject({ publicDay: day })
export type AnnounceDraw = v.InferOutput<typeof announceDraw>

export const drawRequest = v.strictObject({
  /** Id of the announcement. */
  announcement: text(64),
  /** As published: digits, signs, spaces between them are taken away. */
  publicValue: text(200),
  /** The day it was published: the announced one, or a later one. */
  publicDay: day,
  /** Why a later one; else empty. */
  reason: v.pipe(v.string(), v.maxLength(300)),
})
export type DrawRequest = v.InferOutput<typeof drawRequest>

const ticketed = v.strictObject({
  /** Content id of the package, or SHA-256 of the workbook. */
  content: digest,
  class: v.string(),
  seat: text(64),
  tickets: v.pipe(count, v.minValue(1), v.maxValue(200)),
})

const inDraw = v.strictObject({ number: v.string(), title: v.string(), firm: v.string(), content: digest })

/** What an announcement fixes: kept as it is, and only added to by the public value. */
export const drawPlan = v.strictObject({
  v: v.literal(1),
  formula: riskFormula,
  formulaVersion: count,
  claims: v.array(v.strictObject({ ...inDraw.entries, claim: v.string(), version: count })),
  people: v.array(v.strictObject({ ...ticketed.entries, number: v.string(), person: v.string(), claim: v.string() })),
  /** Indexes into `people`: drawn in an earlier version and not interviewed. */
  carried: v.array(count),
})
export type DrawPlan = v.InferOutput<typeof drawPlan>

/** Everything a drawing can be done again from; no names and no ID numbers. */
export const drawBody = v.strictObject({
  v: v.literal(1),
  publicValue: text(200),
  publicSource: text(200),
  publicDay: day,
  formula: riskFormula,
  formulaVersion: count,
  share: count,
  /** SHA-256 of the public value and the content ids in order, a line each. */
  seed: digest,
  claims: v.array(inDraw),
  people: v.array(v.strictObject({ ...ticketed.entries, number: v.string(), hash: digest })),
  /** Indexes into `people`, the smallest hash first; behind them those who are carried over. */
  drawn: v.array(count),
  /** Not by lot: drawn in an earlier version of their claim and not interviewed. */
  carried: v.optional(v.array(count), []),
  /** When everything but the value was fixed, by which day's value it was to go, and why it went by a later one. Absent of drawings before this was asked. */
  announced: v.optional(v.strictObject({ at: milliseconds, publicDay: day, reason: v.string() })),
})
export type DrawBody = v.InferOutput<typeof drawBody>

export const drawRow = v.object({
  id: v.string(),
  number: v.string(),
  claims: count,
  people: count,
  drawn: count,
  interviewed: count,
  publicValue: v.string(),
  by: v.string(),
  at: milliseconds,
})
export type DrawRow = v.InferOutput<typeof drawRow>
const waiting = v.object({ id: v.string(), number: v.string(), firm: v.string(), people: count })
export const drawsAnswer = v.object({
  rows: v.array(drawRow),
  /** Claims that wait for review and were not drawn from in this version. */
  waiting: v.array(waiting),
  /** Announced, and to be drawn once the value of its day is public. */
  announced: v.optional(
    v.object({
      ...{ id: v.string(), number: v.string(), publicDay: day, by: v.string(), at: milliseconds },
      claims: v.array(waiting),
    }),
  ),
  publicSource: v.string(),
  share: count,
})
export type DrawsAnswer = v.InferOutput<typeof drawsAnswer>

export const drawAnswer = v.object({
  id: v.string(),
  number: v.string(),
  by: v.string(),
  at: milliseconds,
  body: drawBody,
  /** In the order of `body.drawn`. */
  drawn: v.array(
    v.object({
      person: v.string(),
      claim: v.string(),
      claimNumber: v.string(),
      firm: v.string(),
      number: v.string(),
      name: v.string(),
      idMasked: v.string(),
      result: v.optional(v.string()),
    }),
  ),
})
export type DrawAnswer = v.InferOutput<typeof drawAnswer>

/**
 * Behind the session of a bureau.
 *
 * GET  /api/bureau/risk-formula         -> formulaAnswer                     (auditor and up, as every GET here)
 * POST /api/bureau/risk-formula         riskFormula -> formulaAnswer         (manager)
 * GET  /api/bureau/draws                -> drawsAnswer
 * POST /api/bureau/draws/announcements  announceDraw -> drawsAnswer          (hr and up, as the next)
 * POST /api/bureau/draws                drawRequest -> drawAnswer
 * GET  /api/bureau/draws/:id            -> drawAnswer
 */
