import * as v from 'valibot'
import { signedStatement } from '../plan/signed-file'
import { base64urlText, count, day, digest, instant, text } from '../record/fields'
import { fen } from './money'
import { hours } from './rates'

const anyText = (max: number) => v.pipe(v.string(), v.maxLength(max))

/** 同意, 退回补正, 不同意: what a bureau makes of a claim. */
export const claimOutcomes = ['agreed', 'returned', 'refused'] as const
export type ClaimOutcome = (typeof claimOutcomes)[number]
export const claimOutcomeNames: Readonly<Record<ClaimOutcome, string>> = {
  agreed: '审核同意',
  returned: '退回补正',
  refused: '审核不同意',
}

/** The bureau's decision on one version of a claim. README.md of this folder is its specification. No names, no ID numbers. */
export const claimDecisionBody = v.strictObject({
  v: v.literal(1),
  claim: v.strictObject({
    /** The claim's id and number at the organisation that made it. */
    id: anyText(64),
    number: anyText(60),
    version: v.pipe(count, v.minValue(1)),
    /** Content id of the package that was decided on; of a claim by hand the SHA-256 of the workbook. */
    content: digest,
    source: v.picklist(['package', 'manual']),
  }),
  /** The organisation's id on its own server; empty for one without this software. */
  organisation: anyText(64),
  outcome: v.picklist(claimOutcomes),
  /** 受理号 */
  received: text(60),
  /** 审核意见文号; empty where there is none. */
  number: anyText(60),
  date: day,
  remarks: anyText(2000),
  /** Of a return: everything that is to be put right, told at once. */
  items: v.array(text(500)),
  asked: fen,
  /** 0 where nothing was agreed to. */
  agreed: fen,
  /** Of an agreement everybody, also those with nothing; otherwise empty. */
  people: v.array(
    v.strictObject({
      class: anyText(64),
      seat: text(64),
      number: anyText(20),
      /** 认定学时 */
      hours,
      asked: fen,
      agreed: fen,
      reasons: v.array(text(600)),
    }),
  ),
  bureau: v.strictObject({ id: text(64), name: text(100) }),
  at: instant,
  /** SPKI DER of the bureau's package key. */
  bureauKey: base64urlText,
})
export type ClaimDecisionBody = v.InferOutput<typeof claimDecisionBody>

const decision = signedStatement('claim-decision', 'bureauKey', claimDecisionBody)
export type ClaimDecisionStatement = Awaited<ReturnType<typeof decision.read>>
/** The bureau's side; the reader's side: whether the key is the bureau's is for the reader to say. */
export const { sign: signClaimDecision, read: readClaimDecision, textOf: claimDecisionText } = decision
