import * as v from 'valibot'
import { role } from '../api/access'
import { signedStatement } from '../plan/signed-file'
import { base64urlText, count, day, digest, instant, text } from '../record/fields'
import { fen } from './money'

const anyText = (max: number) => v.pipe(v.string(), v.maxLength(max))

/**
 * What a bureau decides beside its decisions on claims and filings, with the words people read. Of a claim they are steps of what became of it; of a list,
 * a table or a 巡查 the whole of it was decided on.
 */
export const actKinds = [
  'sent-back',
  'reopened',
  'reopen-dismissed',
  'published',
  'taken-off',
  'answered',
  'cleared',
  'account',
  'finance-confirmed',
  'finance-returned',
  'paid',
  'pay-failed',
  'pay-returned',
  'recovered',
  'inspected',
  'rectified',
  'held',
  'hold-ended',
  'disposed',
  'disposal-withdrawn',
] as const
export type ActKind = (typeof actKinds)[number]
export const actKindWords: Readonly<Record<ActKind, string>> = {
  'sent-back': '退回经办',
  reopened: '重新审核',
  'reopen-dismissed': '不撤销审核同意',
  published: '开始公示',
  'taken-off': '撤下公示',
  answered: '处理异议',
  cleared: '公示无异议',
  account: '更正收款账户',
  'finance-confirmed': '财政复核确认',
  'finance-returned': '财政退回',
  paid: '已拨付',
  'pay-failed': '拨付失败',
  'pay-returned': '银行退回已拨付资金',
  recovered: '追回资金',
  inspected: '巡查',
  rectified: '巡查整改',
  held: '暂停销毁',
  'hold-ended': '解除暂停销毁',
  disposed: '销毁',
  'disposal-withdrawn': '撤回销毁申请',
}

/** What a kind is called; one of a newer server stands as it is. */
export const actWords = (kind: string): string => (isAct(kind) ? actKindWords[kind] : kind)
const isAct = (kind: string): kind is ActKind => Object.hasOwn(actKindWords, kind)

/** What the bureau keeps under a number of its own. */
export const actThings = ['publicity', 'objection', 'payment', 'inspection', 'hold', 'disposal'] as const
export const actThing = v.strictObject({ type: v.picklist(actThings), id: text(64), number: anyText(100) })
export type ActThing = v.InferOutput<typeof actThing>

/** A claim as its organisation knows it, and its 受理号. */
export const actClaim = v.strictObject({
  type: v.literal('claim'),
  ...{ id: anyText(64), number: anyText(60), version: v.pipe(count, v.minValue(1)) },
  /** Content id of the package of that version; of a claim by hand the SHA-256 of the workbook. */
  content: digest,
  source: v.picklist(['package', 'manual']),
  received: text(60),
})
export type ActClaim = v.InferOutput<typeof actClaim>

/** Of an 异议, of a 追回, of a 巡查. */
export const actOutcomes = ['upheld', 'unfounded', 'demanded', 'received', 'fine', 'rectify', 'serious'] as const

/** What was decided; what an act does not say is absent. */
export const actDecided = v.strictObject({
  outcome: v.optional(v.picklist(actOutcomes)),
  amount: v.optional(fen),
  /** How many people, claims or files it is about. */
  people: v.optional(count),
  claims: v.optional(count),
  files: v.optional(count),
  reason: v.optional(text(2000)),
  /** 文号, 付款编号 */
  number: v.optional(text(100)),
  /** The day it is of, and the last day of a period or a term. */
  day: v.optional(day),
  due: v.optional(day),
  /** Whom it is about, as the organisation numbers its people. */
  person: v.optional(v.strictObject({ class: anyText(64), seat: text(64), number: anyText(20) })),
  /** The class it is about: the organisation's id of it. */
  class: v.optional(text(64)),
  /** `statementHash` of the decision that no longer holds. */
  takesBack: v.optional(digest),
})
export type ActDecided = v.InferOutput<typeof actDecided>

/** One act of a bureau. README.md of this folder is its specification. No names of people, no ID numbers, no accounts. */
export const bureauActBody = v.strictObject({
  v: v.literal(1),
  kind: v.picklist(actKinds),
  subject: v.variant('type', [actClaim, actThing]),
  /** Of an act on a claim: the list, table or objection it came of. */
  under: v.optional(actThing),
  /** The organisation's id on its own server, where one alone is concerned; empty for one without this software. */
  organisation: v.optional(anyText(64)),
  decided: actDecided,
  by: v.strictObject({ member: text(64), role }),
  bureau: v.strictObject({ id: text(64), name: text(100) }),
  at: instant,
  /** SPKI DER of the bureau's package key. */
  bureauKey: base64urlText,
})
export type BureauActBody = v.InferOutput<typeof bureauActBody>

const act = signedStatement('bureau-act', 'bureauKey', bureauActBody)
export type BureauActStatement = Awaited<ReturnType<typeof act.read>>
/** The bureau's side; the reader's side: whether the key is the bureau's is for the reader to say. */
export const { sign: signBureauAct, read: readBureauAct, textOf: bureauActText } = act
