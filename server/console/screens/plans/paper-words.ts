import { pick } from '../../words/locale'

/** What stands on the papers of a plan beside what was filled in. */
export const paperWords = pick({
  'zh-CN': {
    printMasked: '身份证号和账号已隐去中间位数。',
    printFull: '显示完整号码（记入操作记录）',
    seal: '单位（盖章）',
    signature: '法定代表人（签字）',
    yearMonthDay: '年　　月　　日',
    bureauSeal: '（盖章）',
  },
  en: {
    printMasked: 'ID numbers and account are masked.',
    printFull: 'Show whole numbers (audited)',
    seal: 'Organisation (seal)',
    signature: 'Legal representative (signature)',
    yearMonthDay: 'Date',
    bureauSeal: '(seal)',
  },
})
