import * as v from 'valibot'
import { fen } from '../claim/money'
import { count, day, digest, milliseconds, text } from '../record/fields'
import { listPage, listQuery } from './lists'
import { filePlace } from './roster'

/** The contract of 资金拨付表, 财政复核 and their results. Routes: the end of this file. Amounts are 分; accounts are masked. */

const typed = (max: number) => v.pipe(v.string(), v.trim(), v.maxLength(max))
const written = (max: number) => v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(max))

/** waiting 待财政复核, confirmed 拨付中, returned 财政退回, settled 结果已登记齐. */
export const paymentStates = ['waiting', 'confirmed', 'returned', 'settled'] as const
export type PaymentState = (typeof paymentStates)[number]
export const paymentStateWords: Readonly<Record<PaymentState, string>> = {
  waiting: '待财政复核',
  confirmed: '拨付中',
  returned: '财政退回',
  settled: '已办结',
}

/** 资金渠道. Domain reference §1.10: 提升行动专账, 就业补助资金, 失业保险基金. Another one may be typed. */
export const usualFunds = ['职业技能提升行动专账资金', '就业补助资金', '失业保险基金'] as const

/** What the account check asks about: each is to be looked at and noted before the claim is paid. */
export const accountFindings = {
  'account-changed': '收款账户在公示以后变更过',
  'holder-differs': '开户名与单位名称不一致',
  'account-new': '与该单位上一次拨付的账户不同',
  'account-shared': '另一家单位也用这个账户',
  'account-missing': '没有收款账户',
} as const
export type AccountFinding = keyof typeof accountFindings
export const accountFinding = v.picklist([
  'account-changed',
  'holder-differs',
  'account-new',
  'account-shared',
  'account-missing',
])

/** A claim that can be put on a table, with what is to be looked at. */
export const payable = v.object({
  ...{ claim: v.string(), number: v.string(), title: v.string(), firm: v.string(), account: v.string() },
  ...{ people: count, amount: fen, findings: v.array(accountFinding) },
  /** 公示编号. */
  publicity: v.string(),
  /** A payment that failed before. */
  failed: v.optional(v.object({ day, reason: v.string() })),
})
export type Payable = v.InferOutput<typeof payable>

export const paymentRow = v.object({
  ...{ id: v.string(), number: v.string(), title: v.string(), fund: v.string(), state: v.picklist(paymentStates) },
  ...{ lines: count, people: count, amount: fen, paid: fen, by: v.string(), at: milliseconds },
})
export type PaymentRow = v.InferOutput<typeof paymentRow>
export const paymentsQuery = listQuery(['created', 'number', 'title', 'amount'], paymentStates)
export const paymentsPage = listPage(paymentRow)

export const paymentOutcomes = ['paid', 'failed'] as const
export const paymentLine = v.object({
  ...{ id: v.string(), code: v.string(), claim: v.string(), number: v.string(), title: v.string() },
  ...{ firm: v.string(), account: v.string(), people: count, amount: fen, publicity: v.string() },
  ...{ findings: v.array(accountFinding), note: v.string() },
  result: v.optional(
    v.object({
      ...{ outcome: v.picklist(paymentOutcomes), day, voucher: v.string(), reason: v.string() },
      ...{ by: v.string(), at: milliseconds },
      /** The member who reads noted it: somebody else notes that a bank sent it back. */
      own: v.boolean(),
      /** A bank sent back what was paid: it counts as not paid. */
      returned: v.optional(v.object({ day, reason: v.string(), by: v.string(), at: milliseconds })),
    }),
  ),
})
export type PaymentLine = v.InferOutput<typeof paymentLine>
export const paymentAnswer = v.object({
  ...paymentRow.entries,
  remark: v.string(),
  finance: v.optional(v.object({ by: v.string(), at: milliseconds, note: v.string() })),
  /** The actor made the table: somebody else confirms it. */
  mine: v.boolean(),
  rows: v.array(paymentLine),
})
export type PaymentAnswer = v.InferOutput<typeof paymentAnswer>

const claims = v.pipe(v.array(text(64)), v.minLength(1), v.maxLength(500))
export const checkPayment = v.strictObject({ claims })
export const createPayment = v.strictObject({
  title: written(100),
  fund: written(60),
  remark: typed(500),
  /** What was found out about each claim of which the account check asks something, by its id. */
  claims: v.pipe(v.array(v.strictObject({ claim: text(64), note: typed(500) })), v.minLength(1), v.maxLength(500)),
})
export type CreatePayment = v.InferOutput<typeof createPayment>
/** confirm, or return with a reason. */
export const reviewPayment = v.strictObject({ outcome: v.picklist(['confirmed', 'returned']), note: typed(500) })
export type ReviewPayment = v.InferOutput<typeof reviewPayment>

/** Of one line by hand; `voucher` of what was paid, `reason` of what failed. */
export const noteResult = v.strictObject({
  line: text(64),
  outcome: v.picklist(paymentOutcomes),
  day,
  voucher: typed(60),
  reason: typed(200),
})
export type NoteResult = v.InferOutput<typeof noteResult>

/** A bank sent back what was noted as paid. */
export const noteReturn = v.strictObject({ line: text(64), day, reason: written(200) })
export type NoteReturn = v.InferOutput<typeof noteReturn>

/** What a file of results says; nothing is kept where `dry`, or where any row is faulty. */
export const resultsReport = v.object({
  ...{ paid: count, failed: count, amount: fen, kept: v.boolean() },
  faulty: v.array(filePlace),
  /** Lines of the table that the file says nothing of. */
  missing: count,
})
export type ResultsReport = v.InferOutput<typeof resultsReport>

export const correctAccount = v.strictObject({
  name: written(100),
  bank: written(100),
  number: v.pipe(v.string(), v.trim(), v.regex(/^[\d\s-]{6,40}$/)),
  reason: written(500),
  evidence: v.optional(digest),
})
export type CorrectAccount = v.InferOutput<typeof correctAccount>

/**
 * Console routes (below /api), behind the session; of bureaus alone.
 *
 * GET  /bureau/payable                  dueQuery      -> duePage        finance
 * POST /bureau/payments/check           checkPayment  -> payable[]      hr
 * GET  /bureau/payments                 paymentsQuery -> paymentsPage   finance
 * POST /bureau/payments                 createPayment -> { id }         hr
 * GET  /bureau/payments/:id                           -> paymentAnswer  finance
 * GET  /bureau/payments/:id/pdf, /xlsx                -> 资金拨付表      hr or 财政; with full accounts, audited
 * POST /bureau/payments/:id/review      reviewPayment -> paymentAnswer  财政 alone, and not who made it
 * POST /bureau/payments/:id/result      noteResult    -> paymentAnswer  hr
 * POST /bureau/payments/:id/return      noteReturn    -> paymentAnswer  hr, and not who noted that it was paid
 * POST /bureau/payments/:id/results?dry (octet-stream) -> resultsReport hr
 * GET  /bureau/payments/:id/write-back.xlsx           -> 个人权益回写名单 hr; with full ID numbers, audited
 * POST /bureau/claims/:id/account       correctAccount -> {}            hr
 */
