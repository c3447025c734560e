import { byKind } from '../../words/by-kind'
import { pick } from '../../words/locale'

const chinese = () => byKind(['备案号', '开班申请编号'])

export const words = pick({
  'zh-CN': {
    number: chinese,
    said: (number: string, day: string) => `${chinese()} ${number}（${day}）`,
    enter: () => `登记${chinese()}`,
    mend: () => `更正${chinese()}`,
    lead: () =>
      byKind([
        '方案不是在本系统备案的：填备案表或批复上的编号和日期，附原件照片或 PDF。编号会印在申请表上。',
        '开班申请不是在本系统提交的：填批复上的编号和日期，附原件照片或 PDF。编号会印在申请表上。',
      ]),
    ofDecision: '登记的审核结果里没有编号：填批复上的编号，附原件照片或 PDF。',
    numberHelp: '照原件填写，例如：绥人社备〔2026〕12 号',
    date: '同意日期',
    document: '原件（照片或 PDF）',
    record: '登记',
    recorded: (number: string) => `已登记：${number}`,
  },
  en: {
    number: () => 'Number of the filing',
    said: (number: string, day: string) => `Number of the filing ${number} (${day})`,
    enter: () => 'Record the number of the filing',
    mend: () => 'Put the number of the filing right',
    lead: () =>
      'The plan was filed elsewhere: enter number and day as the paper says, and attach it. The number stands on the claim.',
    ofDecision: 'The decision that was recorded has no number: enter it as the paper says, and attach it.',
    numberHelp: 'As the paper says',
    date: 'Day of consent',
    document: 'The paper (picture or PDF)',
    record: 'Record',
    recorded: (number: string) => `Recorded: ${number}`,
  },
})
