import type { ClaimEventKind } from '../../../../shared/api/claims'
import { pick } from '../../words/locale'

export const words = pick({
  'zh-CN': {
    events: {
      ready: '定稿',
      reopened: '退回草稿',
      'handed-in': '提交',
      agreed: '审核同意',
      returned: '退回补正',
      paid: '拨付',
      refused: '不予补贴',
      'taken-back': '重新审核（原审核决定已撤销）',
      published: '开始公示',
      cleared: '公示无异议',
      'pay-failed': '拨付失败',
      'pay-returned': '银行退回已拨付资金',
      'recovery-demanded': '责令退回补贴',
      'recovery-received': '已退回补贴',
    } satisfies Record<ClaimEventKind, string>,
    event: '事项',
    takenBack: '已撤销',
    amount: '金额',
    noEvents: '还没有定稿过。',
  },
  en: {
    events: {
      ready: 'Made ready',
      reopened: 'Back to draft',
      'handed-in': 'Handed in',
      agreed: 'Agreed',
      returned: 'Returned',
      paid: 'Paid',
      refused: 'Refused',
      'taken-back': 'Reviewed again (the decision was taken back)',
      published: 'Published',
      cleared: 'No objection',
      'pay-failed': 'Payment failed',
      'pay-returned': 'Payment came back',
      'recovery-demanded': 'Money demanded back',
      'recovery-received': 'Money given back',
    },
    event: 'What',
    takenBack: 'taken back',
    amount: 'Amount',
    noEvents: 'Never made ready yet.',
  },
})
