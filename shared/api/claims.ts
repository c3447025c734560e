import * as v from 'valibot'
import { fen, signedFen } from '../claim/money'
import { rateTable } from '../claim/rates'
import { count, day, digest, milliseconds, text } from '../record/fields'
import { turns } from './home'
import { listPage, listQuery } from './lists'
import { filePlace } from './roster'

/** The contract of 补贴申请. Routes: the end of this file. Amounts are 分. */

const typed = (max: number) => v.pipe(v.string(), v.maxLength(max))

/** draft 草稿, ready 已定稿, handed-in 已提交, then paid 已拨付 or refused 不予补贴. A claim that was returned is a draft again, of the next version. */
export const claimStatuses = ['draft', 'ready', 'handed-in', 'paid', 'refused'] as const
export type ClaimStatus = (typeof claimStatuses)[number]
export const claimEvents = [
  ...(['ready', 'reopened', 'handed-in', 'agreed', 'returned', 'paid', 'refused'] as const),
  /** What a bureau said of it: its decision taken back 重新审核, 公示, a payment that failed or came back, 追回. */
  ...(['taken-back', 'published', 'cleared', 'pay-failed', 'pay-returned'] as const),
  ...(['recovery-demanded', 'recovery-received'] as const),
  /** What it said of a version that another one has taken the place of: without effect. */
  'earlier-version',
] as const
export type ClaimEventKind = (typeof claimEvents)[number]

/** Papers that come back stamped or signed: `agreement` 代为申请协议 of one trainee or of all, `declaration` 承诺书. */
export const scanForms = ['application', 'people', 'declaration', 'agreement', 'other'] as const
export type ScanForm = (typeof scanForms)[number]

/* ---------- what the check finds ---------- */

export const checkCodes = [
  ...(['nobody', 'no-standard', 'standard-unconfirmed', 'refused', 'profile', 'account', 'filing', 'consent'] as const),
  ...([
    'out-of-period',
    'class-open',
    'no-hours',
    'hours-differ',
    'score-differs',
    'exam-early',
    'certificate-early',
  ] as const),
  ...(['sums', 'id-number', 'double-training', 'other-claim', 'overlap', 'columns', 'video', 'teaching-log'] as const),
  ...([
    'teaching-hours',
    'findings',
    'appeals',
    'notices',
    'unsealed',
    'package-key',
    'agreement',
    'declaration',
  ] as const),
  ...(['scan-stale', 'scan-missing'] as const),
] as const
export type CheckCode = (typeof checkCodes)[number]

/** `stop`: the claim cannot be made ready; `look`: somebody has to look, and may go on. */
export const checkItem = v.object({
  code: v.picklist(checkCodes),
  severity: v.picklist(['stop', 'look']),
  turn: v.picklist(turns),
  /** In plain Chinese: what does not agree, of whom, and what to do. */
  text: v.string(),
  /** Where it is put right: an address of the console. */
  link: v.optional(v.string()),
  class: v.optional(v.string()),
  /** Seats it is about, with what their row says; the first fifty. */
  people: v.array(v.object({ seat: v.string(), number: v.string(), name: v.string(), note: v.optional(v.string()) })),
  count,
})
export type CheckItem = v.InferOutput<typeof checkItem>

/* ---------- a claim ---------- */

const amountLine = v.object({ label: v.string(), formula: v.string(), amount: signedFen })
const claimHours = v.object({
  ...{ own: v.string(), platform: v.string(), byHand: v.string(), offline: v.string(), total: v.string() },
})

/** What was reckoned of one person; kept with the claim. */
export const claimLine = v.object({
  hours: claimHours,
  scoreText: v.string(),
  passed: v.boolean(),
  certificate: v.optional(v.string()),
  /** `wenzhou-2020@1` as it is kept, the table's name in lists; absent where no table was in force. */
  table: v.optional(v.string()),
  lines: v.array(amountLine),
  total: fen,
  /** Why nothing is paid. */
  refused: v.optional(v.string()),
})
export type ClaimLine = v.InferOutput<typeof claimLine>

/** The last reckoning of a claim. */
export const reckoned = v.object({
  at: milliseconds,
  people: count,
  /** Of whom something is paid. */
  paid: count,
  total: fen,
  capitals: v.string(),
  dataHash: digest,
  tables: v.array(v.string()),
  items: v.array(checkItem),
})
export type Reckoned = v.InferOutput<typeof reckoned>

export const claimListRow = v.object({
  ...{ id: v.string(), number: v.string(), title: v.string(), version: count, status: v.picklist(claimStatuses) },
  classes: v.array(v.object({ id: v.string(), name: v.string() })),
  people: count,
  /** Absent while nothing was reckoned. */
  total: v.optional(fen),
  /** How many things the check stops at. */
  stops: v.optional(count),
  savedAt: milliseconds,
  createdAt: milliseconds,
})
export type ClaimListRow = v.InferOutput<typeof claimListRow>

export const claimScan = v.object({
  ...{ id: v.string(), form: v.picklist(scanForms), file: digest, by: v.string(), at: milliseconds },
  seat: v.optional(v.object({ seat: v.string(), number: v.string(), name: v.string() })),
  /** The short code of the data it was printed from. */
  code: v.string(),
  /** 已盖章版本与数据不一致，请重新打印. Absent while nothing is reckoned. */
  stale: v.optional(v.boolean()),
})

export const claimEvent = v.object({
  ...{ kind: v.picklist(claimEvents), version: count, day, number: v.string(), remark: v.string() },
  amount: v.optional(fen),
  code: v.optional(v.string()),
  document: v.optional(digest),
  ...{ by: v.string(), at: milliseconds },
})

export const claimClass = v.object({
  ...{ id: v.string(), name: v.string(), occupation: v.string(), level: v.string() },
  period: v.object({ from: day, to: day }),
  /** On the roster now, of them those who can be claimed for, and those whom this claim asks for. */
  ...{ enrolled: count, ready: count, chosen: count },
  cost: v.optional(v.object({ total: fen, heads: count })),
  proof: v.optional(digest),
  trade: v.string(),
})
export type ClaimClassRow = v.InferOutput<typeof claimClass>

export const claimAnswer = v.object({
  ...{ id: v.string(), number: v.string(), title: v.string(), version: count, status: v.picklist(claimStatuses) },
  onBehalf: v.boolean(),
  /** 申请日期 */
  day,
  rateTable: v.string(),
  /** What can be chosen: ids with the title of the newest version. */
  tables: v.array(v.object({ id: v.string(), title: v.string(), own: v.boolean(), standard: v.string() })),
  /** Whether the table needs them: the class's cost, the occupation's class, the day of employment. */
  needs: v.object({ cost: v.boolean(), trades: v.array(v.string()), employment: v.boolean() }),
  classes: v.array(claimClass),
  /** The last reckoning, of this state of the claim; absent after a change. */
  reckoned: v.optional(reckoned),
  scans: v.array(claimScan),
  events: v.array(claimEvent),
  savedAt: milliseconds,
})
export type ClaimAnswer = v.InferOutput<typeof claimAnswer>

const chosen = v.pipe(v.array(text(64)), v.minLength(1), v.maxLength(50))

export const createClaim = v.strictObject({ classes: chosen, title: v.optional(text(100)) })
export type CreateClaim = v.InferOutput<typeof createClaim>

export const saveClaim = v.strictObject({
  /** Of what was loaded: refused as `conflict` where somebody saved since. */
  savedAt: milliseconds,
  title: text(100),
  onBehalf: v.boolean(),
  day,
  rateTable: text(64),
  classes: v.pipe(
    v.array(
      v.strictObject({
        id: text(64),
        cost: v.optional(v.strictObject({ total: fen, heads: v.pipe(count, v.minValue(1)) })),
        proof: v.optional(digest),
        trade: typed(20),
      }),
    ),
    v.minLength(1),
    v.maxLength(50),
  ),
})
export type SaveClaim = v.InferOutput<typeof saveClaim>

const seats = v.pipe(v.array(text(64)), v.maxLength(5000))
/** `ready`: everybody who can be claimed for and is not in the claim yet, of one class or of all. */
export const chooseClaimPeople = v.strictObject({
  add: v.optional(seats, []),
  remove: v.optional(seats, []),
  ready: v.optional(v.literal(true)),
})
export type ChooseClaimPeople = v.InferOutput<typeof chooseClaimPeople>

/** Since when these people of the claim are employed; without a day it is taken back. */
export const noteEmployment = v.strictObject({
  seats: v.pipe(v.array(text(64)), v.minLength(1), v.maxLength(500)),
  day: v.optional(day),
})
export type NoteEmployment = v.InferOutput<typeof noteEmployment>

export const handInClaim = v.strictObject({ day, number: typed(60), remark: typed(500) })
export type HandInClaim = v.InferOutput<typeof handInClaim>

/** What became of a handed-in claim, with its paper. `amount`: what was paid. */
export const decideClaim = v.strictObject({
  outcome: v.picklist(['paid', 'refused', 'returned']),
  day,
  number: typed(60),
  remark: typed(500),
  amount: v.optional(fen),
  document: v.optional(digest),
})
export type DecideClaim = v.InferOutput<typeof decideClaim>

/**
 * Of what a bureau signed about a claim: a key nobody compared yet is answered with its fingerprint, and nothing was done; what was taken before is
 * `known`; `earlier`: it is about an earlier version, and kept without effect. `kind`: of a decision its outcome, of an act its kind.
 */
export const importedStatement = v.object({
  state: v.picklist(['taken', 'earlier', 'known', 'unknown-key']),
  key: digest,
  ...{ bureau: v.string(), claim: v.string(), kind: v.string() },
})
export type ImportedStatement = v.InferOutput<typeof importedStatement>

export const addScan = v.strictObject({
  form: v.picklist(scanForms),
  seat: v.optional(text(64)),
  file: digest,
  /** The short code printed on it; where it is left out, it is taken to be of the data as they are. */
  code: v.optional(v.pipe(v.string(), v.regex(/^[0-9a-fA-F]{10}$/))),
})
export type AddScan = v.InferOutput<typeof addScan>

/* ---------- people of a claim ---------- */

/** `ready` 可先报, `lacking` 未完成, `elsewhere` 已在另一份申请, `left` 已离开. */
export const claimPersonStates = ['ready', 'lacking', 'elsewhere', 'left'] as const

export const claimPersonRow = v.object({
  ...{ seat: v.string(), class: v.string(), className: v.string(), number: v.string(), name: v.string() },
  idMasked: v.string(),
  /** Whether the claim asks for them. */
  chosen: v.boolean(),
  state: v.picklist(claimPersonStates),
  /** What is missing to complete, in sentences. */
  missing: v.array(v.string()),
  /** Number of the other claim. */
  claim: v.optional(v.string()),
  /** Class hours of our own entries; those of all sources stand in `line`. */
  hours: v.string(),
  /** Of the last reckoning. */
  line: v.optional(claimLine),
})
export type ClaimPersonRow = v.InferOutput<typeof claimPersonRow>
export const claimPeopleFilters = ['chosen', 'not-chosen', 'ready', 'lacking', 'refused'] as const
export const claimPeopleQuery = v.object({
  ...listQuery(['number', 'name', 'total', 'hours'], claimPeopleFilters).entries,
  class: v.optional(text(64)),
})
export const claimPeoplePage = listPage(claimPersonRow)

export const claimsQuery = listQuery(['created', 'number', 'title', 'status', 'total'], claimStatuses)
export const claimsPage = listPage(claimListRow)

/** A class of which people can be claimed for. */
export const claimableClass = v.object({
  ...{ id: v.string(), name: v.string(), occupation: v.string(), level: v.string() },
  period: v.object({ from: day, to: day }),
  open: v.boolean(),
  /** On the roster now; completed and in no other claim; in another claim. */
  ...{ enrolled: count, ready: count, claimed: count },
})
export type ClaimableClass = v.InferOutput<typeof claimableClass>

/* ---------- rate tables ---------- */

export const knownRateTable = v.object({
  table: rateTable,
  key: v.string(),
  /** In words, a sentence each. */
  rules: v.array(v.string()),
  /** Of the organisation's own. */
  own: v.optional(v.object({ by: v.string(), at: milliseconds })),
})
export type KnownRateTable = v.InferOutput<typeof knownRateTable>
export const rateTablesAnswer = v.array(knownRateTable)

/** Absent `id`: a table of its own. The server gives id and version; a version is never changed, the next one says something else. */
const { id: _, version: __, ...ofTable } = rateTable.pipe[0].entries
export const enterRateTable = v.strictObject({ ...ofTable, id: v.optional(text(64)) })
export type EnterRateTable = v.InferOutput<typeof enterRateTable>

/* ---------- lists of what was paid before ---------- */

export const benefitList = v.object({
  ...{ id: v.string(), name: v.string(), source: v.string(), day, rows: count, by: v.string(), at: milliseconds },
  /** People of the organisation that stand in it. */
  matches: count,
  removedAt: v.optional(milliseconds),
})
export type BenefitList = v.InferOutput<typeof benefitList>
export const benefitListRequest = v.strictObject({ name: text(100), source: text(200), day })
/** What was read of an uploaded list; what was left out by its place, the first five hundred. */
export const benefitListReport = v.object({ rows: count, matches: count, skipped: v.array(filePlace) })
export type BenefitListReport = v.InferOutput<typeof benefitListReport>
export type BenefitListRequest = v.InferOutput<typeof benefitListRequest>

/**
 * Console routes (below /api), behind the session.
 *
 * GET    /claims                       (list)            -> claimsPage          finance
 * GET    /claimable-classes                              -> claimableClass[]    finance
 * POST   /claims                       createClaim       -> claimAnswer         hr; with everybody who can be claimed for
 * GET    /claims/:id                                     -> claimAnswer         finance
 * POST   /claims/:id                   saveClaim         -> claimAnswer         hr; drafts (`conflict` where somebody saved since)
 * DELETE /claims/:id                                     -> {}                  hr; drafts that were never handed in
 * GET    /claims/:id/people            claimPeopleQuery  -> claimPeoplePage     finance
 * POST   /claims/:id/people            chooseClaimPeople -> claimAnswer         hr; drafts
 * POST   /claims/:id/employment        noteEmployment    -> claimAnswer         hr; drafts
 * POST   /claims/:id/reckon                              -> jobStarted          hr; amounts and the check, anew; makes no file
 * POST   /claims/:id/ready                               -> claimAnswer         hr; `conflict` while the check stops
 * POST   /claims/:id/reopen                              -> claimAnswer         hr; ready -> draft
 * POST   /claims/:id/hand-in           handInClaim       -> claimAnswer         hr; what it holds is fixed from then on
 * POST   /claims/:id/decision          decideClaim       -> claimAnswer         hr
 * POST   /claims/:id/decision-file     the file; ?key=   -> importedStatement   hr; what the bureau signed, a decision or an act; `key`: the fingerprint, once compared
 * POST   /claims/:id/scans             addScan           -> claimAnswer         hr
 * GET    /rate-tables                                    -> rateTablesAnswer    finance
 * POST   /rate-tables                  enterRateTable    -> rateTablesAnswer    hr
 * GET    /benefit-lists                                  -> benefitList[]       auditor
 * POST   /benefit-lists?name&source&day (octet-stream)   -> { rows, matches, skipped }  hr
 * DELETE /benefit-lists/:id                              -> {}                  hr
 */
