import * as v from 'valibot'
import { calendarYear, day } from '../calendar/year'
import { outcomes } from '../plan/decision'
import { planDetails } from '../plan/plan'
import { deadlineOverride, institutionPapers } from '../plan/profile'
import { count, digest, milliseconds, text } from '../record/fields'

/** The contract of plans, the organisation's own papers, and the calendar. Routes: the end of this file. */

const typed = (max: number) => v.pipe(v.string(), v.maxLength(max))

/* ---------- organisation ---------- */

const profileText = {
  address: typed(200),
  legalRepresentative: typed(50),
  contact: typed(50),
  phone: typed(30),
  about: typed(3000),
  business: typed(3000),
  bureau: typed(100),
}

export const saveOrganisation = v.strictObject({
  name: text(100),
  creditCode: typed(30),
  ...profileText,
  licence: v.optional(digest),
  institution: v.optional(institutionPapers),
  deadlines: v.record(v.pipe(v.string(), v.regex(/^[a-z-]{1,20}$/)), deadlineOverride),
})
export type SaveOrganisation = v.InferOutput<typeof saveOrganisation>

export const saveAccount = v.strictObject({
  holder: text(100),
  bank: text(100),
  number: v.pipe(v.string(), v.regex(/^[\d\s-]{6,40}$/)),
  /** 开户许可证 or 银行出具的账户证明. */
  proof: digest,
})
export type SaveAccount = v.InferOutput<typeof saveAccount>

export const organisationAnswer = v.object({
  kind: v.picklist(['enterprise', 'institution', 'bureau']),
  name: v.string(),
  creditCode: v.string(),
  /** The code looks wrong; filed it may be all the same. */
  creditCodeWarning: v.optional(v.string()),
  ...profileText,
  licence: v.optional(digest),
  institution: v.optional(institutionPapers),
  deadlines: v.record(v.string(), deadlineOverride),
  /** The number masked; the whole one by POST /organisation/account/show. */
  account: v.optional(
    v.object({ holder: v.string(), bank: v.string(), masked: v.string(), proof: v.optional(digest) }),
  ),
})
export type OrganisationAnswer = v.InferOutput<typeof organisationAnswer>

/* ---------- calendar ---------- */

export const calendarAnswer = v.array(
  v.object({
    ...calendarYear.pipe[0].entries,
    /** Who imported it and when; absent where it is built in. */
    imported: v.optional(v.object({ by: v.string(), at: milliseconds })),
  }),
)
export type CalendarAnswer = v.InferOutput<typeof calendarAnswer>

/* ---------- plans ---------- */

export const planStatus = v.picklist(['draft', 'filed', 'approved', 'returned', 'superseded'])
export type PlanStatus = v.InferOutput<typeof planStatus>

export const deadlineRow = v.object({
  id: v.string(),
  title: v.string(),
  whose: v.picklist(['organisation', 'bureau']),
  due: v.string(),
  tentative: v.boolean(),
  /** Working days; negative when it has passed. */
  left: v.optional(v.number()),
  state: v.picklist(['done', 'late', 'open', 'overdue']),
  confirmed: v.boolean(),
  source: v.string(),
})

/** The newest version of a plan. */
export const planRow = v.object({
  id: v.string(),
  title: v.string(),
  type: v.string(),
  occupation: v.string(),
  level: v.string(),
  version: count,
  status: planStatus,
  /** The version that is agreed, where the newest one is not. */
  agreed: v.optional(v.object({ id: v.string(), version: count })),
  period: v.object({ from: v.string(), to: v.string() }),
  classes: count,
  savedAt: milliseconds,
  /** What is missing before it can be filed; of drafts. */
  missing: v.optional(count),
  next: v.optional(deadlineRow),
})
export type PlanRow = v.InferOutput<typeof planRow>

/** What a class can be opened of: the version of each plan that is agreed, the one saved last first. */
export const agreedPlans = v.object({
  plans: v.array(
    v.object({
      ...{ id: v.string(), title: v.string(), occupation: v.string(), level: v.string() },
      period: v.object({ from: v.string(), to: v.string() }),
    }),
  ),
  /** Whether there is any plan, agreed or not. */
  any: v.boolean(),
})
export type AgreedPlans = v.InferOutput<typeof agreedPlans>

const missingRow = v.object({
  section: v.picklist([
    ...['basis', 'people', 'time', 'platforms', 'courses', 'teachers'],
    ...['timetable', 'teaching', 'policy', 'attachments', 'roster', 'organisation'],
  ] as const),
  field: v.string(),
  message: v.string(),
  warning: v.optional(v.literal(true)),
})

const difference = v.object({ touches: v.picklist(['hours', 'papers']), text: v.string() })

export const planAnswer = v.object({
  id: v.string(),
  version: count,
  status: planStatus,
  type: v.string(),
  details: planDetails,
  /** The frozen set of rules, or what would be frozen now. */
  policy: v.object({ key: v.string(), title: v.string(), confirmed: v.boolean() }),
  savedAt: milliseconds,
  filedAt: v.optional(milliseconds),
  /** The day of the bureau's consent. */
  consentDate: v.optional(v.string()),
  /** Fingerprint of what was filed, for the bureau's decision. */
  filing: v.optional(digest),
  missing: v.array(missingRow),
  /** People of the attached roster. */
  people: count,
  classes: v.array(v.object({ id: v.string(), name: v.string(), status: v.picklist(['open', 'closed']) })),
  /** The bureau's signed 受理回执, once it was imported. */
  receipt: v.optional(
    v.object({
      number: v.string(),
      received: day,
      due: day,
      tentative: v.boolean(),
      bureau: v.string(),
      by: v.string(),
      at: milliseconds,
    }),
  ),
  decisions: v.array(
    v.object({
      how: v.picklist(['file', 'hand']),
      outcome: v.picklist(outcomes),
      number: v.string(),
      date: v.string(),
      remarks: v.string(),
      document: v.optional(digest),
      by: v.string(),
      at: milliseconds,
    }),
  ),
  versions: v.array(
    v.object({ id: v.string(), version: count, status: planStatus, filedAt: v.optional(milliseconds) }),
  ),
  /** How it differs from the version before; absent of a first one. */
  differences: v.optional(v.array(difference)),
  deadlines: v.array(deadlineRow),
})
export type PlanAnswer = v.InferOutput<typeof planAnswer>

export const createPlan = v.strictObject({ type: text(40) })

export const savePlan = v.strictObject({
  /** Of what was loaded: refused as `conflict` where somebody saved since. */
  savedAt: milliseconds,
  details: planDetails,
  /** Newly typed ID numbers, by the teacher's row; '' takes one away. */
  teacherIds: v.optional(v.record(v.pipe(v.string(), v.regex(/^[a-z0-9]{1,32}$/)), typed(18)), {}),
})
export type SavePlan = v.InferOutput<typeof savePlan>

export const enterDecision = v.strictObject({
  outcome: v.picklist(outcomes),
  number: typed(100),
  date: day,
  remarks: typed(2000),
  /** The paper: 备案表 or 批复, photographed or as PDF. */
  document: digest,
})
export type EnterDecision = v.InferOutput<typeof enterDecision>

/** 备案号 or 批复文号 of a class that was filed elsewhere, with its day and paper. */
export const recordFiling = v.strictObject({
  number: v.pipe(v.string(), v.trim(), v.nonEmpty('请填写编号'), v.maxLength(100)),
  date: day,
  document: digest,
})

/** 409 of a decision file whose key was not compared yet says the fingerprint; sent again with it, the key is kept. */
export const importedDecision = v.object({
  state: v.picklist(['taken', 'unknown-key']),
  key: digest,
  bureau: v.string(),
})
export type ImportedDecision = v.InferOutput<typeof importedDecision>

/** Open classes that follow an earlier version, with what would change for them. */
export const planMoves = v.array(
  v.object({
    version: count,
    differences: v.array(difference),
    classes: v.array(v.object({ id: v.string(), name: v.string() })),
  }),
)
export type PlanMoves = v.InferOutput<typeof planMoves>

export const openClassOfPlan = v.strictObject({ name: v.optional(text(100)), plan: text(64) })
export type OpenClassOfPlan = v.InferOutput<typeof openClassOfPlan>

const paper = v.variant('kind', [
  v.object({ kind: v.literal('letter'), title: v.string(), to: v.string(), paragraphs: v.array(v.string()) }),
  v.object({
    kind: v.literal('form'),
    title: v.string(),
    rows: v.array(v.tuple([v.string(), v.string()])),
    opinions: v.array(v.string()),
  }),
  v.object({
    kind: v.literal('table'),
    title: v.string(),
    columns: v.array(v.object({ title: v.string(), width: v.number(), text: v.optional(v.literal(true)) })),
    rows: v.array(v.array(v.string())),
    footing: v.array(v.string()),
  }),
])
export const planPapers = v.object({ organisation: v.string(), papers: v.array(paper) })
export type PlanPapers = v.InferOutput<typeof planPapers>

/**
 * Console routes (below /api).
 *
 * GET  /organisation                        -> organisationAnswer
 * POST /organisation          saveOrganisation -> organisationAnswer  (hr; audited)
 * POST /organisation/account  saveAccount   -> organisationAnswer     (manager; audited)
 * POST /organisation/account/show           -> { number }             (hr; audited)
 * GET  /calendar                            -> calendarAnswer
 * POST /calendar              calendarYear  -> calendarAnswer         (administrator; audited)
 * GET  /plans                               (a list: shared/api/lists.ts)
 * GET  /agreed-plans                        -> agreedPlans
 * POST /plans                 createPlan    -> planAnswer
 * GET  /plans/:id                           -> planAnswer
 * POST /plans/:id             savePlan      -> planAnswer             (drafts; `conflict` where somebody saved since)
 * DELETE /plans/:id                         -> {}                     (drafts that were never filed)
 * POST /plans/:id/roster      (octet-stream) -> { people, warnings }  (drafts; 422 roster-refused with places)
 * POST /plans/:id/file                      -> planAnswer             (422 plan-incomplete; audited)
 * GET  /plans/:id/filing.json               -> the signed filing file (audited: it holds ID numbers and the account)
 * GET  /plans/:id/filing.zip                -> the same with papers and attachments (audited)
 * GET  /plans/:id/papers                    -> planPapers             (masked; ?full=1 whole and audited)
 * GET  /plans/:id/papers.xlsx               -> XLSX                   (audited)
 * GET  /plans/:id/timetable.xlsx            -> XLSX of the nine columns alone, for a bureau's import (audited)
 * POST /plans/:id/decision    enterDecision -> planAnswer             (hr; audited; of a draft: 'agreed' on paper)
 * POST /plans/:id/decision-file ?key=FINGERPRINT (octet-stream) -> importedDecision (audited)
 * POST /plans/:id/receipt-file ?key=FINGERPRINT (octet-stream) -> importedDecision (the bureau's 受理回执; audited)
 * POST /plans/:id/change                    -> planAnswer of the next version, a draft
 * GET  /plans/:id/moves                     -> planMoves
 * POST /plans/:id/moves       { classes: id[] } -> planAnswer         (audited: what changed for which class)
 * POST /plans/:id/deadlines/:deadline { day } -> planAnswer           (what it asks for was done; audited)
 * POST /classes               openClassOfPlan | openClassRequest -> classSummary (409 plan-not-approved)
 * GET  /classes/:id/plan                      -> planAnswer             (404 of a class whose plan was not filed here)
 * POST /classes/:id/filing    recordFiling   -> {}                     (audited; 409 where the plan's own decision has a number)
 * POST /classes/:id/copy      { from: day } -> planAnswer of the new draft (audited)
 * POST /classes/:id/plan-roster             -> rosterReport           (the roster that was filed with the plan; audited)
 */
export const plansApi = 1
