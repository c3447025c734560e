import * as v from 'valibot'
import { claimOutcomes } from '../claim/claim-decision'
import { fen, signedFen } from '../claim/money'
import { hours } from '../claim/rates'
import { count, day, digest, milliseconds, text } from '../record/fields'
import { claimState, claimStates, verdicts } from './bureau'
import { reopening } from './bureau-reopening'
import { risk } from './bureau-risk'
import { listPage, listQuery } from './lists'

/** The HTTP contract of review at a bureau. Routes: the comment at the end. */

const words = (max: number) => v.pipe(v.string(), v.maxLength(max))
const lines = v.array(v.object({ label: v.string(), formula: v.string(), amount: signedFen }))

/* ---------- the queue ---------- */

/** waiting: nobody proposed anything yet; proposed: waits for the one who decides; drawn: with somebody drawn for a spot check; key-ended: agreed to and not
 * paid, though its package was signed with a key that had ended by then. */
export const reviewFilters = ['waiting', 'proposed', 'drawn', 'manual', 'stuck', 'key-ended', ...claimStates] as const
export const reviewsQuery = listQuery(['risk', 'received', 'number', 'people', 'asked', 'status'], reviewFilters)
export const reviewRow = v.object({
  id: v.string(),
  number: v.string(),
  title: v.string(),
  version: count,
  firm: v.string(),
  source: v.picklist(['package', 'manual']),
  status: claimState,
  /** Proposed and not decided. */
  proposed: v.optional(v.picklist(claimOutcomes)),
  /** Of the package's verification; absent of a claim by hand. */
  verdict: v.optional(v.picklist(verdicts)),
  risk,
  people: count,
  drawn: count,
  /** Drawn and interviewed. */
  interviewed: count,
  asked: fen,
  receivedAt: milliseconds,
})
export type ReviewRow = v.InferOutput<typeof reviewRow>
export const reviewsPage = listPage(reviewRow)

/* ---------- one claim ---------- */

export const interviewResults = ['agrees', 'differs', 'not-reached', 'declined'] as const
export type InterviewResult = (typeof interviewResults)[number]
export const interviewWords: Readonly<Record<InterviewResult, string>> = {
  agrees: '与记录相符',
  differs: '与记录不符',
  'not-reached': '联系不上',
  declined: '本人拒绝',
}

/** Off one person: class hours that are not accepted, a training not completed, money beyond, or the whole of it. */
export const rulingInput = v.strictObject({
  /** 不予认定, class hours; as two decimals. */
  online: hours,
  offline: hours,
  /** With the hours taken off, the training was not completed. */
  incomplete: v.boolean(),
  /** 不予补贴: nothing is paid at all. */
  whole: v.boolean(),
  /** 核减 beyond what the hours take off, 分. */
  money: fen,
  /** Why. Empty only where all of it is accepted again. */
  reason: words(500),
})
export type RulingInput = v.InferOutput<typeof rulingInput>
export const rulingRequest = v.strictObject({
  ...rulingInput.entries,
  people: v.pipe(v.array(text(64)), v.minLength(1), v.maxLength(500)),
})
export type RulingRequest = v.InferOutput<typeof rulingRequest>

/** What a ruling comes to, reckoned by the bureau's table. */
export const keptRuling = v.object({
  ...rulingInput.entries,
  accepted: hours,
  amount: fen,
  lines,
  refused: v.optional(v.string()),
  /** The table it was reckoned by; absent where the bureau has none of that name: money alone was taken off. */
  table: v.optional(v.string()),
  /** Made of this earlier version and taken over to a newer one that came before the decision: nobody looked at it again yet. */
  carried: v.optional(count),
  /** Of whom it was made, where the seat that it stayed with has another ID number since. */
  madeOf: v.optional(v.string()),
})
export type KeptRuling = v.InferOutput<typeof keptRuling>

export const reviewPersonFilters = ['doubtful', 'drawn', 'ruled', 'unpaid'] as const
export const reviewPeopleQuery = listQuery(['number', 'name', 'asked', 'amount', 'findings'], reviewPersonFilters)
export const reviewPersonRow = v.object({
  id: v.string(),
  className: v.string(),
  seat: v.string(),
  number: v.string(),
  name: v.string(),
  idMasked: v.string(),
  category: v.string(),
  occupation: v.string(),
  level: v.string(),
  opening: v.string(),
  closing: v.string(),
  hours: v.string(),
  asked: fen,
  /** Of what was asked. */
  lines,
  refused: v.optional(v.string()),
  accepted: hours,
  amount: fen,
  ruling: v.optional(v.object({ ...keptRuling.entries, by: v.string(), at: milliseconds })),
  /** The bureau's own reckoning of the unchanged facts, where it comes to something else. */
  reckoned: v.optional(fen),
  findings: v.array(v.object({ label: v.string(), severity: v.picklist(['note', 'check', 'serious']) })),
  drawn: v.boolean(),
  interview: v.optional(v.picklist(interviewResults)),
})
export type ReviewPersonRow = v.InferOutput<typeof reviewPersonRow>
export const reviewPeoplePage = listPage(reviewPersonRow)

export const proposeRequest = v.pipe(
  v.strictObject({
    outcome: v.picklist(claimOutcomes),
    remark: words(2000),
    /** Of a return: everything at once. */
    items: v.pipe(v.array(text(500)), v.maxLength(100)),
  }),
  v.check(({ outcome, items }) => outcome !== 'returned' || items.length > 0, 'a return says what to put right'),
  v.check(({ outcome, remark }) => outcome !== 'refused' || remark.trim() !== '', 'a refusal has its reason'),
)
export type ProposeRequest = v.InferOutput<typeof proposeRequest>

/** `proposal`: the one that was read; another one came meanwhile is a conflict. */
export const decideRequest = v.strictObject({
  proposal: text(64),
  confirm: v.boolean(),
  /** 审核意见文号 */
  number: words(60),
  remark: words(2000),
})
export type DecideReview = v.InferOutput<typeof decideRequest>
export const withdrawRequest = v.strictObject({ proposal: text(64) })
export const commentRequest = v.strictObject({ text: text(1000) })

export const recoveryRequest = v.strictObject({
  /** Empty: of the claim as a whole. */
  person: words(64),
  /** 责令退回, 已退回 */
  kind: v.picklist(['demanded', 'received']),
  amount: v.pipe(fen, v.minValue(1)),
  day,
  number: words(60),
  reason: text(500),
  document: v.optional(digest),
})
export type RecoveryRequest = v.InferOutput<typeof recoveryRequest>

/** What became of a proposal; `replaced`: a newer version of the claim came before anybody decided. */
export const proposalEnds = ['confirmed', 'sent-back', 'withdrawn', 'replaced'] as const

const proposal = v.object({
  id: v.string(),
  version: count,
  outcome: v.picklist(claimOutcomes),
  remark: v.string(),
  items: v.array(v.string()),
  amount: fen,
  by: v.string(),
  /** The member who reads proposed it, and so may not decide. */
  own: v.boolean(),
  at: milliseconds,
  decision: v.optional(
    v.object({
      kind: v.picklist(proposalEnds),
      number: v.string(),
      remark: v.string(),
      by: v.string(),
      at: milliseconds,
    }),
  ),
})
export const reviewAnswer = v.object({
  id: v.string(),
  number: v.string(),
  theirNumber: v.string(),
  title: v.string(),
  version: count,
  firm: v.object({ id: v.string(), name: v.string(), kind: v.string() }),
  source: v.picklist(['package', 'manual']),
  status: claimState,
  verdict: v.optional(v.picklist(verdicts)),
  /** Content id of the package, or SHA-256 of the workbook. */
  content: v.string(),
  risk,
  people: count,
  asked: fen,
  agreed: fen,
  /** With less than was asked. */
  reduced: count,
  drawn: count,
  interviewed: count,
  findings: v.array(
    v.object({
      id: v.string(),
      severity: v.picklist(['note', 'check', 'serious']),
      label: v.string(),
      detail: v.string(),
      cause: v.string(),
      people: v.array(v.object({ id: v.string(), number: v.string(), name: v.string() })),
      records: v.array(v.object({ package: v.string(), chain: v.string(), seq: count })),
    }),
  ),
  /** Of one that waits: what speaks against agreeing to it as it is. */
  concerns: v.array(v.string()),
  /** Newest first; of every version. */
  proposals: v.array(proposal),
  /**
   * What was signed of it for its 单位, oldest first: of a decision the outcome, of an act its kind. `hash` names it; `takenBack`: nothing signed says that it
   * holds no more, so it goes to nobody.
   */
  statements: v.array(
    v.object({ hash: digest, kind: v.string(), at: milliseconds, takenBack: v.optional(v.literal(true)) }),
  ),
  /** Asked for and not answered yet. */
  reopening: v.optional(reopening),
  comments: v.array(v.object({ text: v.string(), by: v.string(), at: milliseconds, version: count })),
  /** Of a claim by hand, newest first; `kept`: it can be downloaded. */
  workbooks: v.array(
    v.object({
      id: v.string(),
      version: count,
      name: v.string(),
      sha256: digest,
      by: v.string(),
      at: milliseconds,
      kept: v.boolean(),
    }),
  ),
  recoveries: v.array(
    v.object({
      ...v.omit(recoveryRequest, ['person']).entries,
      who: v.string(),
      by: v.string(),
      at: milliseconds,
    }),
  ),
})
export type ReviewAnswer = v.InferOutput<typeof reviewAnswer>

/**
 * Behind the session of a bureau; each answers reviewAnswer where nothing else is said.
 *
 * GET  /api/bureau/reviews                    reviewsQuery -> reviewsPage                     (finance and up)
 * GET  /api/bureau/reviews/:id                                                                (auditor and up, as the next)
 * GET  /api/bureau/reviews/:id/people         reviewPeopleQuery -> reviewPeoplePage
 * POST /api/bureau/reviews/:id/rulings        rulingRequest                                   (hr and up, as the next four)
 * POST /api/bureau/reviews/:id/proposal       proposeRequest
 * POST /api/bureau/reviews/:id/withdraw       withdrawRequest
 * POST /api/bureau/reviews/:id/comments       commentRequest
 * POST /api/bureau/reviews/:id/recoveries     recoveryRequest
 * POST /api/bureau/reviews/:id/decision       decideRequest                                   (manager; never who proposed)
 * GET  /api/bureau/reviews/:id/statements/:hash -> a signed decision or act, JSON             (auditor and up)
 * GET  /api/exports/bureau/reviews, /api/exports/bureau/reviews/:id/people  -> XLSX
 */
