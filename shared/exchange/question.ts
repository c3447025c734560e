import * as v from 'valibot'
import { signedStatement } from '../plan/signed-file'
import { base64urlText, instant, text } from '../record/fields'

/** What became of what a 单位 sent, and which signed statements of the bureau it has not read. README.md of this folder is its specification. */
export const questionBody = v.strictObject({
  v: v.literal(1),
  bureau: text(64),
  organisation: text(64),
  /** Where the answer before this one ended (`until`); empty: from the beginning. */
  after: v.pipe(v.string(), v.maxLength(100)),
  at: instant,
  /** SPKI DER of the 单位's package key. */
  publicKey: base64urlText,
})
export type QuestionBody = v.InferOutput<typeof questionBody>

const question = signedStatement('exchange-question', 'publicKey', questionBody)
/** The 单位's side signs a question; the bureau reads it, and says itself whether the key is in the register. */
export const { sign: signQuestion, read: readQuestion, textOf: questionText } = question
