import * as v from 'valibot'
import { base64url, type Crypto, type Signer } from '../crypto'
import { demandSigned, parseStatement } from '../plan/signed-file'
import { fingerprint } from '../record/batch'
import { canonical } from '../record/canonical'
import { base64urlText, digest, instant, text } from '../record/fields'
import { signedBytes } from '../record/pae'

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

export const questionStatement = v.strictObject({
  type: v.literal('exchange-question'),
  body: questionBody,
  key: digest,
  signature: base64urlText,
})
export type QuestionStatement = v.InferOutput<typeof questionStatement>

const bytesOf = (body: QuestionBody): Uint8Array => signedBytes('xueji/exchange-question/1', body)

/** The 单位's side: signs a question, adding its key. */
export async function signQuestion(
  crypto: Crypto,
  signer: Signer,
  rest: Omit<QuestionBody, 'v' | 'publicKey'>,
): Promise<QuestionStatement> {
  const body: QuestionBody = { v: 1, ...rest, publicKey: base64url(signer.publicKey) }
  return {
    type: 'exchange-question',
    body,
    key: fingerprint(crypto, signer.publicKey),
    signature: base64url(await signer.sign(bytesOf(body))),
  }
}

/** Reads a question; whether its key is in the register is for the bureau to say, by `key`. Throws FileRefused. */
export async function readQuestion(crypto: Crypto, file: string): Promise<QuestionStatement> {
  const statement = parseStatement(questionStatement, file)
  const { body, key, signature } = statement
  await demandSigned(crypto, body.publicKey, key, signature, bytesOf(body))
  return statement
}

export const questionText = (statement: QuestionStatement): string => `${canonical(statement)}\n`
