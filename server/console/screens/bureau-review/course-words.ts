import { courseSourceWords } from '../../../../shared/api/bureau-keeping'
import { pick } from '../../words/locale'

export const courseWords = pick({
  'zh-CN': {
    title: '全过程清单',
    lead: '谁报送、同意、变更、核减、公示、拨付，何时。从只增不改的记录读出，随时可以重新打印。',
    pdf: '打印（PDF）',
    xlsx: '下载表格（XLSX）',
    at: '时间',
    source: '环节',
    sources: courseSourceWords,
    what: '事项',
    by: '经办',
    detail: '内容',
    signed: '签名文件',
    signedHelp: (hash: string) => `内容摘要 ${hash}`,
    version: (n: number) => `第 ${n} 版`,
  },
  en: {
    title: 'From start to end',
    lead: 'Who filed, agreed, changed, deducted, published and paid, and when; read from rows that are only ever added.',
    pdf: 'Print (PDF)',
    xlsx: 'Download (XLSX)',
    at: 'Time',
    source: 'Step',
    sources: { filing: 'Filing', claim: 'Claim', record: 'Looked at' },
    what: 'What',
    by: 'Who',
    detail: 'Details',
    signed: 'Signed',
    signedHelp: (hash: string) => `Digest ${hash}`,
    version: (n: number) => `version ${n}`,
  },
})
