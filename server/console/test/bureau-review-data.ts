import type { InterviewAnswer, ManualChoices, ManualReport } from '../../../shared/api/bureau-interview'
import type { ReviewAnswer, ReviewPersonRow, ReviewRow } from '../../../shared/api/bureau-review'
import type { DrawAnswer, DrawsAnswer, FormulaAnswer } from '../../../shared/api/bureau-risk'
import { instantOf } from '../../../shared/calendar/beijing'

const at = (text: string): number => instantOf(text.slice(0, 10), text.slice(11)) ?? 0

const hash = (sign: string) => sign.repeat(64)
const reasons = [
  { label: '疑点：重点核实 2 项、核实 1 项、了解 0 项', points: 35 },
  { label: '资料包核验有疑点', points: 15 },
  { label: '该单位第一次申报', points: 10 },
]
const row = (n: number, change: Partial<ReviewRow>): ReviewRow => ({
  ...{ id: `review-${n}`, number: `受理〔2026〕${n}号`, title: '第一批补贴', version: 1, firm: '绥化示范职业培训学校' },
  ...{
    source: 'package',
    status: 'received',
    verdict: 'agrees',
    risk: { score: 0, reasons: [] },
    people: 38,
    drawn: 0,
  },
  ...{ interviewed: 0, asked: 3_420_000, receivedAt: at('2026-11-20 09:12') },
  ...change,
})
export const rows: ReviewRow[] = [
  row(3, { verdict: 'doubtful', risk: { score: 60, reasons }, drawn: 4, interviewed: 1, version: 2 }),
  row(4, {
    ...{ source: 'manual', firm: '北林区家政服务有限公司', title: '三月家政班', people: 12, asked: 720_000 },
    risk: { score: 20, reasons: [{ label: '手工申报，未经逐段核验', points: 20 }] },
  }),
  row(2, { proposed: 'agreed', asked: 1_200_000, people: 12 }),
]
rows.forEach((one) => {
  if (one.source === 'manual') delete one.verdict
})

const lines = [
  { label: '补贴标准', formula: '30.00 元/课时 × 40 课时', amount: 120_000 },
  { label: '每人每年上限', formula: '不超过 1,000.00 元', amount: -20_000 },
]
const person = (n: number, name: string, change: Partial<ReviewPersonRow> = {}): ReviewPersonRow => ({
  ...{ id: `rp-${n}`, className: '养老护理员第1期', seat: `s${n}`, number: `00${n}`, name, category: '企业职工' },
  ...{ idMasked: '231202********1234', occupation: '养老护理员', level: '五级/初级工', opening: '2026-10-08' },
  ...{ closing: '2026-11-06', hours: '40.00', asked: 100_000, lines, accepted: '40.00', amount: 100_000 },
  ...{ findings: [], drawn: false },
  ...change,
})
export const people: ReviewPersonRow[] = [
  person(1, '王晓明', {
    ...{
      findings: [{ label: '同一时间在另一份申请里也有学习记录', severity: 'serious' }],
      drawn: true,
      interview: 'differs',
    },
    ...{ accepted: '28.00', amount: 84_000 },
    ruling: {
      ...{
        online: '12',
        offline: '0',
        incomplete: false,
        whole: false,
        money: 0,
        reason: '与另一份申请的时间重叠 12 学时',
      },
      ...{ accepted: '28.00', amount: 84_000, table: 'guangdong-2020@1', by: '周立', at: at('2026-11-22 10:30') },
      lines: [{ label: '补贴标准', formula: '30.00 元/课时 × 28 课时', amount: 84_000 }],
    },
  }),
  person(2, '李强', { drawn: true, reckoned: 96_000 }),
  person(3, '赵敏'),
]
/** More than one page of any list. */
export const crowd: ReviewPersonRow[] = Array.from({ length: 320 }, (_, n) => ({
  ...person(n + 1, `学员${n + 1}`),
  number: String(n + 1).padStart(3, '0'),
}))
export const claim: ReviewAnswer = {
  ...{ id: 'review-3', number: '受理〔2026〕3号', theirNumber: '2026-001', title: '第一批补贴', version: 2 },
  ...{
    firm: { id: 'firm-1', name: '绥化示范职业培训学校', kind: 'institution' },
    source: 'package',
    status: 'received',
  },
  ...{ verdict: 'doubtful', content: hash('a'), risk: { score: 60, reasons }, people: 38, asked: 3_420_000 },
  ...{ agreed: 3_404_000, reduced: 1, drawn: 4, interviewed: 1, recoveries: [], workbooks: [] },
  findings: [],
  statements: [
    { kind: 'returned', at: at('2026-11-11 15:20'), hash: hash('b') },
    { kind: 'agreed', at: at('2026-11-12 10:00'), hash: hash('e'), takenBack: true },
    { kind: 'agreed', at: at('2026-11-15 10:00'), hash: hash('c') },
    { kind: 'reopened', at: at('2026-11-18 09:30'), hash: hash('d') },
  ],
  concerns: ['有 1 项要重点核实的疑点', '抽中的人还有 2 人没有回访'],
  proposals: [
    {
      ...{
        id: 'p-1',
        version: 1,
        outcome: 'returned',
        remark: '',
        amount: 0,
        by: '周立',
        own: false,
        at: at('2026-11-10 09:00'),
      },
      items: ['学员 004 的考核成绩表没有盖章', '缺 2026-10-12 的授课视频'],
      decision: {
        kind: 'confirmed',
        number: '绥人社审〔2026〕12号',
        remark: '',
        by: '吴芳',
        at: at('2026-11-11 15:20'),
      },
    },
  ],
  comments: [{ text: '电话问过王老师，10 月 12 日机房停电', by: '周立', at: at('2026-11-21 14:05'), version: 2 }],
}
export const proposed: ReviewAnswer = {
  ...{ ...claim, id: 'review-2', number: '受理〔2026〕2号', verdict: 'agrees', version: 1, findings: [] },
  proposals: [
    {
      ...{ id: 'p-2', version: 1, outcome: 'agreed', remark: '材料齐全', items: [], amount: 1_200_000 },
      ...{ by: '周立', own: false, at: at('2026-11-22 09:00') },
    },
  ],
}
export const paid: ReviewAnswer = {
  ...{ ...claim, id: 'review-1', number: '受理〔2026〕1号', status: 'paid' },
  workbooks: [2, 1].map((version) => ({
    ...{ id: `workbook-${version}`, version, name: '三月家政班申报.xlsx', sha256: hash(String(version)), by: '孙丽' },
    ...{ at: at(`2026-11-2${version} 10:00`), kept: true },
  })),
  recoveries: [
    {
      ...{
        kind: 'demanded',
        amount: 100_000,
        day: '2026-11-20',
        number: '绥人社追〔2026〕1号',
        reason: '审计发现未参加培训',
      },
      ...{ who: '005 孙二', by: '周立', at: at('2026-11-20 10:00') },
    },
  ],
}

export const reopening: ReviewAnswer = {
  ...{ ...claim, id: 'review-5', number: '受理〔2026〕5号', status: 'cleared' },
  reopening: {
    ...{ id: 'ro-1', reason: '单位的密钥 11 月 20 日起停用，签名要重新核实', by: '周立', own: false },
    at: at('2026-11-21 11:20'),
  },
}

export const formula: FormulaAnswer = {
  version: 0,
  formula: {
    ...{ title: '自带的风险计分办法', source: '本软件自带，没有文件依据，待人社局确认', from: '2026-01-01' },
    ...{ disagrees: 40, doubtful: 15, serious: 15, check: 5, note: 1, mostOfFindings: 50, manual: 20, newFirm: 10 },
    ...{ before: 5, mostOfBefore: 20, reckoned: 5, large: { amount: 10_000_000, points: 10 } },
    lottery: {
      ...{ share: 100, base: 1, serious: 10, check: 4, note: 1, manual: 5, perPoints: 20, most: 50 },
      publicSource: '公告所定日期的福利彩票双色球开奖号码',
    },
  },
}
export const draws: DrawsAnswer = {
  rows: [
    {
      ...{ id: 'draw-1', number: '抽查2026-001', claims: 2, people: 50, drawn: 5, interviewed: 1 },
      ...{ publicValue: '030712182631+08', by: '周立', at: at('2026-11-21 22:00') },
    },
  ],
  waiting: [{ id: 'review-2', number: '受理〔2026〕2号', firm: '绥化示范职业培训学校', people: 12 }],
  announced: {
    ...{ id: 'plan-2', number: '抽查2026-002', publicDay: '2026-11-24', by: '周立', at: at('2026-11-22 16:00') },
    claims: [{ id: 'review-1', number: '受理〔2026〕1号', firm: '北林区家政服务公司', people: 38 }],
  },
  ...{ publicSource: formula.formula.lottery.publicSource, share: 100 },
}
export const drawing: DrawAnswer = {
  ...{ id: 'draw-1', number: '抽查2026-001', by: '周立', at: at('2026-11-21 22:00') },
  body: {
    ...{ v: 1, publicValue: '030712182631+08', publicSource: draws.publicSource, publicDay: '2026-11-21' },
    ...{ formula: formula.formula, formulaVersion: 0, share: 100, seed: hash('5'), drawn: [1], carried: [] },
    announced: { at: at('2026-11-20 16:00'), publicDay: '2026-11-21', reason: '' },
    claims: [{ number: '受理〔2026〕3号', title: '第一批补贴', firm: '绥化示范职业培训学校', content: hash('a') }],
    people: [1, 2, 3].map((n) => ({
      ...{ content: hash('a'), class: 'c1', seat: `s${n}`, tickets: n, number: `00${n}`, hash: hash(String(n)) },
    })),
  },
  drawn: [
    {
      ...{ person: 'rp-2', claim: 'review-3', claimNumber: '受理〔2026〕3号', firm: '绥化示范职业培训学校' },
      ...{ number: '002', name: '李强', idMasked: '231202********1234' },
    },
  ],
}
export const interview: InterviewAnswer = {
  person: {
    ...{ id: 'rp-2', name: '李强', idMasked: '231202********1234', number: '002', className: '养老护理员第1期' },
    phoneMasked: '138****1234',
    ...{ occupation: '养老护理员', level: '五级/初级工', hours: '40.00' },
  },
  claim: { id: 'review-3', number: '受理〔2026〕3号', firm: '绥化示范职业培训学校', source: 'package' },
  questions: [
    {
      ...{ id: 'days', ask: '您大约在哪几天学习过？一般是上午、下午还是晚上？' },
      record: '共 2 天：2026-10-12（周一） 19:02–21:10，播放 1小时58分；2026-10-13（周二） 19:00–20:31，播放 1小时27分',
      entries: [{ chain: hash('b'), seq: 4 }],
    },
    {
      ...{ id: 'when', ask: '2026-10-13（周二）晚上您学的是哪门课、哪一节？' },
      ...{
        record: '《养老护理员（初级）》“老年人生活照料”，2026-10-13 19:00 开始',
        entries: [{ chain: hash('b'), seq: 9 }],
      },
    },
  ],
  held: [
    {
      ...{ result: 'not-reached', how: 'phone', remark: '两次没有接', answers: [], questions: [], by: '周立' },
      at: at('2026-11-22 15:00'),
    },
  ],
}
export const choices: ManualChoices = {
  firms: [{ id: 'firm-1', name: '绥化示范职业培训学校', kind: 'institution' }],
  tables: [{ id: 'own-1', title: '绥化市线上培训补贴', standard: '30.00 元/课时' }],
  claims: [
    {
      ...{ id: 'claim-hand', number: '受理〔2026〕6号', firm: '北林区家政服务有限公司', title: '三月家政班' },
      ...{ theirNumber: '', rateTable: 'heilongjiang-2020', version: 1 },
    },
  ],
}
export const report: ManualReport = {
  ...{
    people: 12,
    asked: 720_000,
    reckoned: 700_000,
    warnings: ['手工申报 第5行：姓名“王”只有一个字，请对照证件核对'],
  },
  differs: [
    {
      ...{
        place: '手工申报 第3行',
        name: '李强',
        asked: 80_000,
        reckoned: 60_000,
        why: '30.00 元/课时 × 20 课时 600.00 元',
      },
    },
  ],
}
