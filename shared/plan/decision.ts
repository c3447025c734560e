import * as v from 'valibot'
import type { Crypto } from '../crypto'
import { base64urlText, count, day, digest, instant, text } from '../record/fields'
import type { FilingBody } from './filing'
import { signedStatement, statementHash } from './signed-file'

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

const decision = signedStatement('decision', 'bureauKey', decisionBody)
export type DecisionStatement = Awaited<ReturnType<typeof decision.read>>
/** The bureau's side; the reader's side: whether the key is the bureau's is for the reader to say. */
export const {
  statement: decisionStatement,
  bytesOf: decisionBytes,
  sign: signDecision,
  read: readDecision,
  textOf: decisionText,
} = decision

/** What names a filing in its decision. */
export const filingHash = (crypto: Crypto, body: FilingBody): string => statementHash(crypto, { body })
