import * as v from 'valibot'
import { actKindWords } from '../claim/bureau-act'

/** What the bureau's screens share; each area has a file of its own beside this one. */

/**
 * Where a claim stands at the bureau. received 待审核; returned 已退回; agreed 审核同意, amounts final; refused 不予受理 or 不同意; published 公示中;
 * cleared 公示无异议; batched 拨付中; paid 已拨付.
 */
export const claimStates = [
  'received',
  'returned',
  'agreed',
  'refused',
  'published',
  'cleared',
  'batched',
  'paid',
] as const
export const claimState = v.picklist(claimStates)
export type ClaimState = v.InferOutput<typeof claimState>
export const claimStateWords: Readonly<Record<ClaimState, string>> = {
  received: '待审核',
  returned: '已退回',
  agreed: '审核同意',
  refused: '不同意',
  published: '公示中',
  cleared: '公示无异议',
  batched: '拨付中',
  paid: '已拨付',
}

/** 一致 / 有疑点 / 不一致: what the verification of a package came to. */
export const verdicts = ['agrees', 'doubtful', 'disagrees'] as const
export type Verdict = (typeof verdicts)[number]
export const verdictWords: Readonly<Record<Verdict, string>> = {
  agrees: '一致',
  doubtful: '有疑点',
  disagrees: '不一致',
}

/** What becomes of a claim, in the order in which it mostly does; the 全过程清单 says each with these words. */
export const eventKinds = {
  received: '收件',
  replaced: '收到新版本',
  returned: '退回补正',
  'sent-back': actKindWords['sent-back'],
  reopened: actKindWords.reopened,
  'reopen-asked': '申请撤销审核同意',
  'reopen-dismissed': actKindWords['reopen-dismissed'],
  drawn: '抽中抽查',
  ruled: '逐人认定（不予认定、核减）',
  proposed: '提出审核意见',
  agreed: '审核同意',
  refused: '审核不同意',
  published: actKindWords.published,
  objection: '收到异议',
  answered: actKindWords.answered,
  cleared: actKindWords.cleared,
  batched: '列入拨付批次',
  'finance-confirmed': actKindWords['finance-confirmed'],
  'finance-returned': actKindWords['finance-returned'],
  paid: actKindWords.paid,
  'pay-failed': actKindWords['pay-failed'],
  'pay-returned': actKindWords['pay-returned'],
  recovered: actKindWords.recovered,
  account: actKindWords.account,
  comment: '备注',
  inspected: actKindWords.inspected,
  held: actKindWords.held,
  'hold-ended': actKindWords['hold-ended'],
  reverified: '定期复核',
  disposed: actKindWords.disposed,
  transferred: '移交',
} as const
export type EventKind = keyof typeof eventKinds

/** What a step is called; a kind of a newer server stands as it is. */
export const stepWords = (kind: string): string => (isKind(kind) ? eventKinds[kind] : kind)
const isKind = (kind: string): kind is EventKind => Object.hasOwn(eventKinds, kind)
