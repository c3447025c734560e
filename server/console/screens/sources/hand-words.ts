import { pick } from '../../words/locale'

/** 人工补录. */
export const handWords = pick({
  'zh-CN': {
    handLead: '把纸质签到表、截图或证书照片附在一个人和一节课上。有依据文件才能登记；以后可以撤回，不能修改。',
    findPerson: '查找学员（姓名或编号）',
    material: '材料',
    materials: {
      paper: '纸质材料（签到表、培训记录等）',
      screenshot: '截图',
      certificate: '证书照片',
      other: '其他依据',
    },
    day: '日期',
    clock: '开始时刻',
    clockHelp: '不填时，与同一门课程已有记录重复的部分不另计',
    minutes: '时长（分钟）',
    minutesHelp: '只附材料、不补时间的填 0',
    evidence: '依据文件',
    note: '说明',
    badMinutes: '请填 0 到 6000 之间的整数',
    save: '登记',
    saved: '已登记',
  },
  en: {
    handLead:
      'Attach a paper, a screenshot or the photo of a certificate to a person and a lesson. It can be taken back, not changed.',
    findPerson: 'Find a trainee (name or number)',
    material: 'Paper',
    materials: { paper: 'Paper', screenshot: 'Screenshot', certificate: 'Certificate', other: 'Other' },
    day: 'Day',
    clock: 'Began at',
    clockHelp: 'Without it, what other records hold of the course is not counted again',
    minutes: 'Minutes',
    minutesHelp: '0 where it brings no time',
    evidence: 'File',
    note: 'Remark',
    badMinutes: 'A whole number from 0 to 6000',
    save: 'Add',
    saved: 'Added',
  },
})
