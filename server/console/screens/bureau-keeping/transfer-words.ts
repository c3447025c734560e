import { pick } from '../../words/locale'

export const transferWords = pick({
  'zh-CN': {
    title: '单位终止移交',
    lead: '单位注销或不再办班时，请它交来全部资料包，在“收件”导入，然后在这里登记移交，双方在移交清单上签字盖章。',
    packages: (n: number) => `本局现有这家单位的资料包 ${n} 个`,
    add: '登记移交',
    day: '移交日期',
    who: '移交人',
    what: '其他材料',
    whatHelp: '资料包以外的：纸质签到表、恢复单、备份盘等',
    reason: '原因',
    evidence: '依据（照片或 PDF）',
    pdf: '移交清单（PDF）',
    xlsx: '移交清单（XLSX）',
    saved: '已登记移交',
  },
  en: {
    title: 'Handing over at the end',
    lead: 'When an organisation closes, take in all its packages under Intake, then note the handing over here; both sign the list.',
    packages: (n: number) => `${n} packages of it are kept here`,
    add: 'Note a handing over',
    day: 'Day',
    who: 'Handed over by',
    what: 'Besides',
    whatHelp: 'What is not a package: paper sheets, recovery sheet, backup disks',
    reason: 'Reason',
    evidence: 'Evidence (picture or PDF)',
    pdf: 'List (PDF)',
    xlsx: 'List (XLSX)',
    saved: 'Noted',
  },
})
