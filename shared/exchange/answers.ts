import * as v from 'valibot'
import { count, digest, instant, milliseconds, text } from '../record/fields'

/** ms by which the clock of who signs a notice or question may differ from the bureau's. */
export const CLOCKS_APART = 900_000
/** The most bytes of one piece of a file. */
export const PIECE = 8 * 1024 ** 2
/** The most statements of one answer. */
export const MOST_STATEMENTS = 100

/** GET /exchange/:bureau: whose address it is. The fingerprint is compared by people before anything is sent. */
export const counter = v.object({
  v: v.literal(1),
  bureau: v.object({ id: text(64), name: text(100) }),
  /** Fingerprint of the bureau's package key, with which it signs receipts and decisions. */
  key: digest,
})
export type Counter = v.InferOutput<typeof counter>

/**
 * Where one file stands. sending: not whole yet; checking: whole, being verified; taken: in the register of what came, or a filing with its number;
 * refused: with the reason; failed: the bureau's server could not, send it again. A newer bureau may say another; it is shown as it says it.
 */
export const deliveryStates = ['sending', 'checking', 'taken', 'refused', 'failed'] as const
export type DeliveryState = (typeof deliveryStates)[number]
export const isDeliveryState = (state: string): state is DeliveryState => deliveryStates.some((one) => one === state)

export const deliveryAnswer = v.object({
  id: text(64),
  /** One of `deliveryKinds`, or what only a newer bureau knows. */
  what: text(60),
  name: text(200),
  sha256: digest,
  /** One of `deliveryStates`, or what only a newer bureau knows. */
  state: text(60),
  /** Bytes that are safe at the bureau. */
  received: count,
  /** 受理号, 受理编号; empty while there is none. */
  number: v.string(),
  /** What became of it, in the bureau's words; empty while nothing is to be said. */
  said: v.string(),
  at: milliseconds,
})
export type DeliveryAnswer = v.InferOutput<typeof deliveryAnswer>

/**
 * POST /exchange/:bureau/deliveries. `token` is for sending the file, and absent where it need not be sent: taken, or checking. Of a file that was
 * refused or failed the answer says so, with a token for whoever mended what was in the way and sends it again.
 */
export const noticeAnswer = v.object({ delivery: deliveryAnswer, token: v.optional(text(64)) })
export type NoticeAnswer = v.InferOutput<typeof noticeAnswer>

export const statementKinds = ['filing-receipt', 'decision', 'claim-decision', 'bureau-act'] as const
export type StatementKind = (typeof statementKinds)[number]
export const isStatementKind = (kind: string): kind is StatementKind => statementKinds.some((one) => one === kind)

/** POST /exchange/:bureau/questions */
export const exchangeAnswer = v.object({
  /** Of this 单位, the newest first, at most 200. */
  deliveries: v.array(deliveryAnswer),
  /**
   * The oldest first: what the bureau signed about this 单位, as the files that it hands out. Those of the last minute come once more with the next
   * answer, so that none is passed over which was written down later than its time says. A kind beyond `statementKinds` is one of a newer bureau: whoever
   * does not know it keeps it and takes the others.
   */
  statements: v.array(v.object({ kind: text(60), at: instant, text: v.string() })),
  /** Given as `after` of the next question, at once where there is more. */
  until: v.string(),
  more: v.boolean(),
})
export type ExchangeAnswer = v.InferOutput<typeof exchangeAnswer>

/**
 * GET   /exchange/:bureau                        -> counter
 * POST  /exchange/:bureau/deliveries  notice     -> noticeAnswer
 * HEAD  /exchange/:bureau/uploads/:delivery      tus 1.0: how much of it is safe (Authorization: Bearer token)
 * PATCH /exchange/:bureau/uploads/:delivery      tus 1.0: a piece of at most PIECE bytes (Authorization: Bearer token)
 * POST  /exchange/:bureau/uploads/:delivery/end  -> deliveryAnswer (whole and of that SHA-256: checking begins; a filing is answered with its number)
 * POST  /exchange/:bureau/questions   question   -> exchangeAnswer
 */
