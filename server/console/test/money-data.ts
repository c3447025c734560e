import type { Payable, PaymentAnswer, PaymentRow, ResultsReport } from '../../../shared/api/bureau-payments'
import type { DueClaim, PublicityAnswer, PublicityRow, PublicPerson } from '../../../shared/api/bureau-publicity'
import type { StatisticsAnswer, StatisticsRow } from '../../../shared/api/bureau-statistics'
import { at } from './instants'

const school = '绥化市示范职业培训学校'
const company = '北大荒粮食加工有限公司'

export const due: DueClaim[] = [
  {
    ...{ id: 'c-1', number: '受理〔2026〕18号', title: '2026年第三批线上职业技能培训补贴', firm: school },
    ...{ people: 64, asked: 7_680_000, status: 'agreed', manual: false, receivedAt: at(2, 9), since: at(12, 10) },
  },
  {
    ...{ id: 'c-2', number: '受理〔2026〕21号', title: '岗位技能提升培训补贴', firm: company },
    ...{ people: 38, asked: 3_420_000, status: 'agreed', manual: true, receivedAt: at(4, 9), since: at(13, 15) },
  },
]

const running: PublicityRow = {
  ...{ id: 'p-1', number: '公示〔2026〕7号', title: '2026年第七批职业培训补贴公示', state: 'open', days: 5 },
  ...{ opens: '2026-11-16', last: '2026-11-23', tentative: false, claims: 3, people: 118, amount: 12_340_000 },
  ...{ objections: 1, due: false },
}
export const publicities: PublicityRow[] = [
  {
    ...{ id: 'p-2', number: '公示〔2026〕8号', title: '2026年第八批职业培训补贴公示', state: 'open', days: 5 },
    ...{ opens: '2026-12-28', last: '2027-01-04', tentative: true, claims: 2, people: 41, amount: 4_120_000 },
    ...{ objections: 0, due: false },
  },
  running,
  {
    ...{ id: 'p-3', number: '公示〔2026〕6号', title: '2026年第六批职业培训补贴公示', state: 'open', days: 5 },
    ...{ opens: '2026-11-02', last: '2026-11-09', tentative: false, claims: 1, people: 52, amount: 5_200_000 },
    ...{ objections: 0, due: true },
  },
  {
    ...{ id: 'p-4', number: '公示〔2026〕5号', title: '2026年第五批职业培训补贴公示', state: 'cleared', days: 5 },
    ...{ opens: '2026-10-12', last: '2026-10-19', tentative: false, claims: 4, people: 160, amount: 17_050_000 },
    ...{ objections: 0, due: false },
  },
]

export const publicity: PublicityAnswer = {
  ...running,
  ...{ standard: '《绥化市就业补助资金管理办法》（绥财联发〔2018〕49号）', phone: '0455-8000000', by: '赵敏' },
  ...{ place: '绥化市人社局职业能力建设科（中兴东路 1 号）', at: at(16, 9), page: 'http://localhost/public/p-1' },
  shown: [
    {
      ...{ claim: 'c-3', number: '受理〔2026〕11号', title: '第二批补贴', firm: school, version: 1, people: 52 },
      ...{ amount: 5_200_000, status: 'published', manual: false, objections: 1, replaced: false },
    },
    {
      ...{ claim: 'c-4', number: '受理〔2026〕12号', title: '岗前培训补贴', firm: company, version: 1, people: 40 },
      ...{ amount: 4_000_000, status: 'published', manual: true, objections: 0, replaced: false },
    },
    {
      ...{ claim: 'c-5', number: '受理〔2026〕13号', title: '学徒制补贴', firm: company, version: 2, people: 26 },
      ...{ amount: 3_140_000, status: 'received', manual: false, objections: 0, replaced: false },
      off: { reason: '公示〔2026〕7号-异议1 属实', by: '孙局长', at: at(18, 11) },
    },
  ],
  objected: [
    {
      ...{ id: 'o-1', number: '公示〔2026〕7号-异议1', day: '2026-11-17', how: 'letter', by: '赵敏', at: at(17, 10) },
      said: '学徒制名单里有三人今年没有在厂里上过班。',
      claim: { id: 'c-5', number: '受理〔2026〕13号', firm: company },
      answered: {
        ...{ outcome: 'upheld', answer: '到厂核查，三人 9 月已离职，撤下后重新审核。', by: '孙局长', at: at(18, 11) },
      },
    },
    {
      ...{ id: 'o-2', number: '公示〔2026〕7号-异议2', day: '2026-11-19', how: 'phone', by: '赵敏', at: at(19, 14) },
      said: '王晓明没有参加过这次培训。',
      claim: { id: 'c-3', number: '受理〔2026〕11号', firm: school },
      row: { position: 2, name: '王晓明', idShown: '231202*******10007' },
    },
  ],
}

export const people: PublicPerson[] = ['李强', '王晓明', '王晓明', '张伟', '赵丽'].map((name, i) => ({
  ...{ position: i + 1, name, firm: school, occupation: '养老护理员', level: '五级/初级工', claim: 'c-3' },
  idShown: name === '王晓明' ? `231202*******${i}0007` : `231202********${1234 + i}`,
  ...{ hours: '40.00', standard: '30.00 元/课时', amount: 100_000, off: i === 4 },
}))

export const payable: Payable[] = [
  {
    ...{
      claim: 'c-1',
      number: '受理〔2026〕8号',
      title: '第一批补贴',
      firm: school,
      account: '工商银行绥化分行 ****0001',
    },
    ...{ people: 52, amount: 5_200_000, findings: [], publicity: '公示〔2026〕5号' },
  },
  {
    ...{ claim: 'c-2', number: '受理〔2026〕9号', title: '岗前培训补贴', firm: company, account: '农业银行 ****0009' },
    ...{ people: 40, amount: 4_000_000, findings: ['account-changed', 'account-new'], publicity: '公示〔2026〕5号' },
    failed: { day: '2026-11-10', reason: '账号不存在' },
  },
]

const row: PaymentRow = {
  ...{ id: 'y-1', number: '拨付〔2026〕4号', title: '2026年第四批补贴拨付', fund: '就业补助资金', state: 'confirmed' },
  ...{ lines: 2, people: 92, amount: 9_200_000, paid: 5_200_000, by: '赵敏', at: at(20, 9) },
}
export const payments: PaymentRow[] = [
  {
    ...row,
    id: 'y-2',
    number: '拨付〔2026〕5号',
    title: '2026年第五批补贴拨付',
    state: 'waiting',
    paid: 0,
    at: at(22, 9),
  },
  row,
  {
    ...row,
    id: 'y-3',
    number: '拨付〔2026〕3号',
    title: '2026年第三批补贴拨付',
    state: 'returned',
    paid: 0,
    at: at(9, 9),
  },
  { ...row, id: 'y-4', number: '拨付〔2026〕2号', title: '2026年第二批补贴拨付', state: 'settled', paid: 9_200_000 },
]

export const payment: PaymentAnswer = {
  ...row,
  ...{ remark: '', mine: false, finance: { by: '财政局钱科长', at: at(20, 15), note: '' } },
  rows: [
    {
      ...{ id: 'l-1', code: '拨付〔2026〕4号-01', claim: 'c-1', number: '受理〔2026〕8号', title: '第一批补贴' },
      ...{ firm: school, account: '工商银行绥化分行 ****0001', people: 52, amount: 5_200_000, note: '' },
      ...{ publicity: '公示〔2026〕5号', findings: [] },
      result: {
        outcome: 'paid',
        day: '2026-11-21',
        voucher: 'PZ-2026-0311',
        reason: '',
        by: '赵敏',
        at: at(21, 16),
        own: false,
      },
    },
    {
      ...{ id: 'l-2', code: '拨付〔2026〕4号-02', claim: 'c-2', number: '受理〔2026〕9号', title: '岗前培训补贴' },
      ...{ firm: company, account: '农业银行 ****0009', people: 40, amount: 4_000_000 },
      ...{ publicity: '公示〔2026〕5号', findings: ['account-changed'], note: '来函原件已核对，电话回访属实' },
    },
  ],
}

export const report: ResultsReport = {
  ...{ paid: 1, failed: 0, amount: 4_000_000, kept: false, missing: 0 },
  faulty: [{ sheet: '拨付结果', cell: 'B3', message: '金额与资金拨付表不一致：表上是 40000.00 元' }],
}

const counted = (key: string, asked: number, cleared: number, paid: number): StatisticsRow => ({
  key,
  asked: { people: asked, amount: asked * 110_000 },
  cleared: { people: cleared, amount: cleared * 100_000, hours: (cleared * 40).toFixed(2) },
  paid: { people: paid, amount: paid * 100_000 },
  recovered: key === '合计' ? 300_000 : 0,
})
export const statistics: StatisticsAnswer = {
  ...{ from: '2026-01-01', to: '2026-11-22', total: counted('合计', 1286, 1102, 960) },
  by: {
    county: [
      counted('北林区', 420, 380, 350),
      counted('肇东市', 310, 260, 210),
      counted('海伦市', 240, 200, 180),
      counted('安达市', 190, 160, 140),
      counted('青冈县', 126, 102, 80),
    ],
    occupation: [
      counted('养老护理员', 520, 460, 420),
      counted('育婴员', 380, 330, 280),
      counted('电工', 240, 190, 160),
      counted('家政服务员', 146, 122, 100),
    ],
    level: [counted('五级/初级工', 910, 800, 720), counted('四级/中级工', 376, 302, 240)],
    group: [
      counted('农村转移就业劳动者', 560, 480, 420),
      counted('企业职工', 480, 420, 380),
      counted('离校2年内未就业高校毕业生', 246, 202, 160),
    ],
    month: ['06', '07', '08', '09', '10', '11'].map((month, i) =>
      counted(`2026-${month}`, 180 + i * 14, 150 + i * 13, 120 + i * 16),
    ),
  },
}
