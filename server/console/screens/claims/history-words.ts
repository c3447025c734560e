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
    } satisfies Record<ClaimEventKind, string>,
    event: '事项',
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
    },
    event: 'What',
    noEvents: 'Never made ready yet.',
  },
})
