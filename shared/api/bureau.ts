import * as v from 'valibot'

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
  reopened: '重新审核',
  'reopen-asked': '申请撤销审核同意',
  'reopen-dismissed': '不撤销审核同意',
  drawn: '抽中抽查',
  ruled: '逐人认定（不予认定、核减）',
  proposed: '提出审核意见',
  agreed: '审核同意',
  refused: '审核不同意',
  published: '开始公示',
  objection: '收到异议',
  answered: '处理异议',
  cleared: '公示无异议',
  batched: '列入拨付批次',
  'finance-confirmed': '财政复核确认',
  'finance-returned': '财政退回',
  paid: '已拨付',
  'pay-failed': '拨付失败',
  'pay-returned': '银行退回已拨付资金',
  recovered: '追回资金',
  account: '更正收款账户',
  comment: '备注',
  inspected: '巡查',
  held: '暂停销毁',
  reverified: '定期复核',
  disposed: '销毁',
  transferred: '移交',
} as const
export type EventKind = keyof typeof eventKinds
