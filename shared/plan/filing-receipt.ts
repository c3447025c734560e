import * as v from 'valibot'
import { base64urlText, count, day, digest, instant, text } from '../record/fields'
import { signedStatement } from './signed-file'

/** 受理回执: that the bureau received one version of a plan, and by when it decides. README.md of this folder is its specification. */
export const filingReceiptBody = v.strictObject({
  v: v.literal(1),
  /** SHA-256 of the filing's body, JCS: what was received, to the letter. */
  filing: digest,
  plan: text(64),
  version: v.pipe(count, v.minValue(1)),
  organisation: text(64),
  /** 受理编号 */
  number: text(100),
  /** The Beijing day on which it was received, and the last on which it is decided. */
  received: day,
  due: day,
  /** The due day is 暂定: a year on the way has no official calendar. */
  tentative: v.boolean(),
  bureau: v.strictObject({ id: text(64), name: text(100) }),
  at: instant,
  /** SPKI DER of the bureau's package key. */
  bureauKey: base64urlText,
})
export type FilingReceiptBody = v.InferOutput<typeof filingReceiptBody>

const receipt = signedStatement('filing-receipt', 'bureauKey', filingReceiptBody)
/** The bureau's side; the reader's side: whether the key is the bureau's is for the reader to say. */
export const { sign: signFilingReceipt, read: readFilingReceipt, textOf: filingReceiptText } = receipt
