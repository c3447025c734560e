import * as v from 'valibot'
import { base64url, type Crypto, type Signer, sha256Hex } from '../crypto'
import { fingerprint } from '../record/batch'
import { canonical } from '../record/canonical'
import { base64urlText, count, day, digest, instant, text } from '../record/fields'
import { signedBytes } from '../record/pae'
import type { FilingBody } from './filing'
import { demandSigned, parseStatement } from './signed-file'

export const outcomes = ['agreed', 'returned', 'refused'] as const
export type Outcome = (typeof outcomes)[number]
export const outcomeNames: Readonly<Record<Outcome, string>> = {
  agreed: '同意',
  returned: '退回补正',
  refused: '不同意',
}

/** The bureau's decision on one version of a plan. README.md of this folder is its specification. */
export const decisionBody = v.strictObject({
  v: v.literal(1),
  /** SHA-256 of the filing's body, JCS: what was decided on, to the letter. */
  filing: digest,
  plan: text(64),
  version: v.pipe(count, v.minValue(1)),
  organisation: text(64),
  outcome: v.picklist(outcomes),
  /** 备案编号 / 批复文号 */
  number: v.pipe(v.string(), v.maxLength(100)),
  /** The Beijing day it takes effect: of an agreement, the day of consent. */
  date: day,
  remarks: v.pipe(v.string(), v.maxLength(2000)),
  bureau: v.strictObject({ id: text(64), name: text(100) }),
  at: instant,
  /** SPKI DER of the bureau's package key. */
  bureauKey: base64urlText,
})
export type DecisionBody = v.InferOutput<typeof decisionBody>

export const decisionStatement = v.strictObject({
  type: v.literal('decision'),
  body: decisionBody,
  key: digest,
  signature: base64urlText,
})
export type DecisionStatement = v.InferOutput<typeof decisionStatement>

/** What names a filing in its decision. */
export const filingHash = (crypto: Crypto, body: FilingBody): string => sha256Hex(crypto, canonical(body))

/** What the bureau's package key signs of a decision. */
export const decisionBytes = (body: DecisionBody): Uint8Array => signedBytes('xueji/decision/1', body)

/** The bureau's side: signs a decision, adding its key. */
export async function signDecision(
  crypto: Crypto,
  signer: Signer,
  decided: Omit<DecisionBody, 'v' | 'bureauKey'>,
): Promise<DecisionStatement> {
  const body: DecisionBody = { v: 1, ...decided, bureauKey: base64url(signer.publicKey) }
  return {
    type: 'decision',
    body,
    key: fingerprint(crypto, signer.publicKey),
    signature: base64url(await signer.sign(decisionBytes(body))),
  }
}

/**
 * Reads a decision file: JCS text, one optional line feed at its end. Its signature must be that of the key it carries; whether that key is the
 * bureau's is for the reader to say, by `key`. Throws FileRefused.
 */
export async function readDecision(crypto: Crypto, file: string): Promise<DecisionStatement> {
  const statement = parseStatement(decisionStatement, file)
  const { body, key, signature } = statement
  await demandSigned(crypto, body.bureauKey, key, signature, decisionBytes(body))
  return statement
}

export const decisionText = (statement: DecisionStatement): string => `${canonical(statement)}\n`
