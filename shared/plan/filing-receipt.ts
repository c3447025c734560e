import * as v from 'valibot'
import { base64url, type Crypto, type Signer } from '../crypto'
import { fingerprint } from '../record/batch'
import { canonical } from '../record/canonical'
import { base64urlText, count, day, digest, instant, text } from '../record/fields'
import { signedBytes } from '../record/pae'
import { demandSigned, parseStatement } from './signed-file'

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

export const filingReceiptStatement = v.strictObject({
  type: v.literal('filing-receipt'),
  body: filingReceiptBody,
  key: digest,
  signature: base64urlText,
})
export type FilingReceiptStatement = v.InferOutput<typeof filingReceiptStatement>

/** What the bureau's package key signs of a receipt. */
export const filingReceiptBytes = (body: FilingReceiptBody): Uint8Array => signedBytes('xueji/filing-receipt/1', body)

/** The bureau's side: signs a receipt, adding its key. */
export async function signFilingReceipt(
  crypto: Crypto,
  signer: Signer,
  received: Omit<FilingReceiptBody, 'v' | 'bureauKey'>,
): Promise<FilingReceiptStatement> {
  const body: FilingReceiptBody = { v: 1, ...received, bureauKey: base64url(signer.publicKey) }
  return {
    type: 'filing-receipt',
    body,
    key: fingerprint(crypto, signer.publicKey),
    signature: base64url(await signer.sign(filingReceiptBytes(body))),
  }
}

/**
 * Reads a receipt: JCS text, one optional line feed at its end. Its signature must be that of the key it carries; whether that key is the bureau's is for
 * the reader to say, by `key`. Throws FileRefused.
 */
export async function readFilingReceipt(crypto: Crypto, file: string): Promise<FilingReceiptStatement> {
  const statement = parseStatement(filingReceiptStatement, file)
  const { body, key, signature } = statement
  await demandSigned(crypto, body.bureauKey, key, signature, filingReceiptBytes(body))
  return statement
}

export const filingReceiptText = (statement: FilingReceiptStatement): string => `${canonical(statement)}\n`
