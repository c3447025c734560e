import type {
  BenefitList,
  CheckItem,
  ClaimAnswer,
  ClaimableClass,
  ClaimLine,
  ClaimListRow,
  ClaimPersonRow,
  KnownRateTable,
} from '../../../shared/api/claims'
import { capitals } from '../../../shared/claim/capitals'
import { rulesInWords, tableName } from '../../../shared/claim/describe'
import { type RateTable, rateTableKey } from '../../../shared/claim/rates'
import { rateTables } from '../../../shared/claim/rates/index'

/** A time of day in Beijing. */
const at = (time: string) => Date.parse(`${time.replace(' ', 'T')}:00+08:00`)

const ownTable: RateTable = {
  ...{ id: 'own-4f2a91c0', version: 2, title: '绥化市 2026 年线上培训补贴标准', kind: 'subsidy' },
  ...{ source: '绥财联发〔2018〕49号 第六条（单位录入）', status: 'confirmed', from: '2026-01-01' },
  standard: [{ kind: 'hour', amount: '25', of: 'all' }],
  caps: [
    { per: 'project', amount: '800' },
    { per: 'year', amount: '1800' },
  ],
  conditions: { completed: true, passed: true },
  limits: { times: [{ times: 3 }], sameLevelOnce: true },
  rounding: { unit: '分', mode: 'half-up' },
}
export const tables: KnownRateTable[] = [
  {
    ...{ table: ownTable, key: rateTableKey(ownTable), rules: rulesInWords(ownTable) },
    own: { by: '王老师', at: at('2026-11-02 10:12') },
  },
  ...rateTables.map((table) => ({ table, key: rateTableKey(table), rules: rulesInWords(table) })),
]

const names = ['王晓明', '李𠮷', '阿卜杜热合曼·买买提', '欧阳若兰', '张伟', '刘洋', '陈静', '赵敏']
const paid: ClaimLine = {
  hours: { own: '22.40', platform: '1.60', byHand: '0.00', offline: '8.00', total: '32.00' },
  ...{ scoreText: '理论 88 实操 92 合格', passed: true, certificate: 'Y002312260001', table: tableName(ownTable) },
  lines: [
    { label: '按课时', formula: '25.00 元/课时 × 32 课时', amount: 80_000 },
    { label: '每个项目上限', formula: '每人不超过 800.00 元', amount: 0 },
    { label: '每人每年上限', formula: '不超过 1,800.00 元，2026 年已享受 1,200.00 元', amount: -20_000 },
  ],
  total: 60_000,
}
const refused: ClaimLine = {
  ...{ ...paid, lines: [], total: 0, passed: false, scoreText: '理论 52 不合格', certificate: undefined },
  refused: '考核未合格',
}
export const people: ClaimPersonRow[] = names.map((name, i) => ({
  ...{ seat: `seat-${i + 1}`, class: 'class-1', className: '养老护理员第1期', number: `00${i + 1}`, name },
  ...{ idMasked: `231202********10${i}X`, chosen: i < 6, hours: '22.40' },
  state: i === 6 ? 'lacking' : i === 7 ? 'elsewhere' : 'ready',
  missing: i === 6 ? ['“养老护理员（初级）”还差 3.20 学时（应完成计划学时的 100%）'] : [],
  ...(i === 7 && { claim: '2026-001' }),
  ...(i < 6 && { line: i === 5 ? refused : paid }),
}))

const some = people.slice(0, 2).map(({ seat, number, name }) => ({ seat, number, name }))
const item = (code: CheckItem['code'], severity: CheckItem['severity'], text: string, link: string): CheckItem => ({
  ...{ code, severity, turn: 'clerk', text, link, people: [], count: 1 },
})
const items: CheckItem[] = [
  {
    ...item(
      'refused',
      'stop',
      '1 人不能申报：考核未合格。请移出本次申请，或补齐后重新核算',
      '/claims/claim-1/people?filter=refused',
    ),
    people: [{ seat: 'seat-6', number: '006', name: '刘洋' }],
  },
  item(
    'video',
    'look',
    '养老护理员第1期：2 节课没有授课视频，也没有平台承诺或人社局的豁免：翻身与移动、喂食',
    '/classes/class-1/videos',
  ),
  {
    ...item(
      'columns',
      'look',
      '养老护理员第1期：2 人签到、学习、答疑、测试不齐，培训方案也没有写明例外',
      '/classes/class-1/board',
    ),
    ...{ turn: 'trainees', count: 2, people: some.map((one) => ({ ...one, note: '答疑：没有提问和答疑' })) },
  },
  item('findings', 'look', '养老护理员第1期：还有 3 项待核实事项没有核实', '/classes/class-1/findings'),
  item('scan-missing', 'look', '补贴人员花名册还没有上传盖章件：打印、盖章、扫描后上传', '/claims/claim-1/papers'),
]

const HASH = `3fa91c07de${'0'.repeat(54)}`
const reckoned = (rest: readonly CheckItem[]): NonNullable<ClaimAnswer['reckoned']> => ({
  ...{ at: at('2026-12-20 09:41'), people: 6, paid: 5, total: 300_000, capitals: capitals(300_000), dataHash: HASH },
  ...{ tables: ['own-4f2a91c0@2'], items: [...rest] },
})

const claim: ClaimAnswer = {
  ...{ id: 'claim-1', number: '2026-003', title: '养老护理员第1期等 2 个班补贴申请', version: 1, status: 'draft' },
  ...{ onBehalf: true, day: '2026-12-20', rateTable: ownTable.id, savedAt: at('2026-12-20 09:30') },
  tables: [
    { id: ownTable.id, title: ownTable.title, own: true, standard: '25.00 元/课时' },
    { id: 'suihua-2020-31', title: '绥化市线上职业技能培训补贴（标准待填写）', own: false, standard: '未填写' },
  ],
  needs: { cost: true, trades: [], employment: true },
  classes: [
    {
      ...{ id: 'class-1', name: '养老护理员第1期', occupation: '养老护理员', level: '五级/初级工', trade: '' },
      period: { from: '2026-11-01', to: '2026-12-15' },
      ...{ enrolled: 8, ready: 7, chosen: 6 },
    },
    {
      ...{ id: 'class-2', name: '育婴员第3期', occupation: '育婴员', level: '五级/初级工', trade: '' },
      period: { from: '2026-11-10', to: '2026-12-20' },
      ...{ enrolled: 40, ready: 0, chosen: 0 },
      cost: { total: 6_000_000, heads: 40 },
    },
  ],
  reckoned: reckoned(items),
  scans: [],
  events: [],
}
const event = (kind: ClaimAnswer['events'][number]['kind'], day: string, number = '', remark = '') => ({
  ...{ kind, version: 1, day, number, remark, by: '王老师', at: at(`${day} 16:20`) },
})
const scan = (id: string, form: 'application' | 'people', stale: boolean): ClaimAnswer['scans'][number] => ({
  ...{ id, form, file: 'ab'.repeat(32), by: '王老师', at: at('2026-12-20 15:02'), stale },
  code: stale ? '90b1c2d3e4' : HASH.slice(0, 10),
})
export const claims: ClaimAnswer[] = [
  claim,
  {
    ...{ ...claim, id: 'claim-2', number: '2026-002', status: 'ready', reckoned: reckoned([]) },
    scans: [scan('s1', 'application', false), scan('s2', 'people', true)],
    events: [{ ...event('ready', '2026-12-20'), amount: 300_000, code: HASH.slice(0, 10) }],
  },
  {
    ...{ ...claim, id: 'claim-3', number: '2026-001', status: 'handed-in', reckoned: reckoned([]) },
    events: [
      { ...event('ready', '2026-11-28'), amount: 300_000, code: HASH.slice(0, 10) },
      { ...event('handed-in', '2026-11-30', '绥人社收〔2026〕118号'), amount: 300_000, code: HASH.slice(0, 10) },
      { ...event('agreed', '2026-12-05', '受理〔2026〕1号'), amount: 280_000, document: 'cd'.repeat(32) },
      { ...event('taken-back', '2026-12-08', '受理〔2026〕1号', '成绩表与记录不符'), document: 'ef'.repeat(32) },
    ],
  },
  { ...claim, id: 'claim-new', number: '2026-004', reckoned: undefined },
]
export const rows: ClaimListRow[] = claims.map(
  ({ id, number, title, version, status, classes, reckoned: last, savedAt }) => ({
    ...{ id, number, title, version, status, savedAt, createdAt: savedAt, people: 6 },
    classes: classes.map((one) => ({ id: one.id, name: one.name })),
    ...(last && { total: last.total, stops: last.items.filter(({ severity }) => severity === 'stop').length }),
  }),
)
export const claimable: ClaimableClass[] = claim.classes.map(
  ({ id, name, occupation, level, period, enrolled, ready }, i) => ({
    ...{ id, name, occupation, level, period, enrolled, ready, claimed: i === 0 ? 1 : 0, open: i === 1 },
  }),
)
export const benefits: BenefitList[] = [
  {
    ...{ id: 'list-1', name: '北林区 2026 年已享受培训补贴人员', source: '北林区人社局 2026-11-05 邮件' },
    ...{ day: '2026-11-05', rows: 1286, matches: 4, by: '王老师', at: at('2026-11-06 09:10') },
  },
]
