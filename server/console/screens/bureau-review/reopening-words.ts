import { pick } from '../../words/locale'

export const reopeningWords = pick({
  'zh-CN': {
    title: '重新审核',
    ask: '申请重新审核',
    askLead:
      '发现问题、还没有列入拨付的，可以申请撤销审核同意。申请以后先停下来，由另一位负责人决定；公示过的重新审核以后要再公示。',
    reason: '原因',
    asked: '已申请，等负责人决定',
    waits: (by: string, time: string) => `${by} ${time} 申请撤销审核同意，负责人决定以前不能公示和拨付：`,
    own: '这条申请是您提出的，须由另一位负责人决定；可以收回。',
    confirm: '撤销同意，重新审核',
    dismiss: '不撤销',
    takeBack: '收回申请',
    note: '说明',
    noteHelp: '不撤销或者收回的，写明原因',
    answered: '已决定',
  },
  en: {
    title: 'Review again',
    ask: 'Ask for another review',
    askLead:
      'Of a claim that is not on a table yet. It is held until another person decides; one that was published is published again.',
    reason: 'Reason',
    asked: 'Asked, waiting for a decision',
    waits: (by: string, time: string) => `${by} ${time} asked for another review; it is held until that is decided:`,
    own: 'You asked for this; another person has to decide. You may take it back.',
    confirm: 'Review again',
    dismiss: 'Let it go on',
    takeBack: 'Take back',
    note: 'Note',
    noteHelp: 'Needed to let it go on or to take it back',
    answered: 'Decided',
  },
})
