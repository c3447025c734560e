import type { Hono } from 'hono'
import type { BureauFindingsPage } from '../../../shared/api/bureau-across'
import type { ExchangeSettings } from '../../../shared/api/bureau-exchange'
import type {
  BureauReport,
  IntakeDetail,
  IntakeRow,
  IntakeSettings,
  StageDetail,
  StageRow,
} from '../../../shared/api/bureau-intake'
import { authorities } from './bureau-authority-data'
import { asBureau } from './bureau-fixture'
import { at, chain, hex } from './instants'
import { cut } from './lists-fixture'
import type { Screen } from './screens'

const school = '绥化市北林区阳光职业培训学校'
const check = (property: BureauReport['checks'][number]['property'], title: string, ...problems: string[]) => ({
  ...{ property, title, problems },
})
const report: BureauReport = {
  ...{ verdict: 'bad', bag: 'xueji-2026-11-20-5d2e', content: hex(42, 64), title: `${school} 第三批补贴（2026-003）` },
  ...{ signer: hex(4, 64), packedAt: at(-30) },
  checks: [
    check('完整性', '应有的文件都在'),
    check('可用性', '封装格式是 BagIt 1.0、资料包第 2 版'),
    check('完整性', '内容清单与内容逐字节相符', 'data/classes/c-1/forms/scores.xlsx 被改动过'),
    check('完整性', '标签清单与标签文件逐字节相符'),
    check('安全性', '没有来历不明的文件'),
    check('真实性', '由您信任的密钥签名'),
    check('真实性', '回执和封存点的密钥由单位密钥担保'),
    check('真实性', '学习记录逐条相扣', `${chain.slice(0, 16)}…：第 41 条之后断开`),
    check('可用性', '补贴金额由学时和补贴标准逐项复算，与申请一致'),
    check('真实性', `签名密钥在单位名录里登记给“${school}”，资料包是这个单位的`),
    check('真实性', '方案和认定规则与本局同意的一致'),
  ],
  doubts: [check('真实性', '方案和备案', '养老护理员第3期：名册 32 人，备案 30 人')],
  notes: ['认定规则“绥化市线上培训”待人社局确认（绥人社函〔2020〕31号）', '网站规则 px.example.cn@2 是单位自定规则'],
  seats: [],
  claim: {
    ...{ people: 3, total: '3,600.00 元', capitals: '叁仟陆佰元整' },
    asked: [
      { class: '养老护理员第3期', number: '001', hours: '40.00', amount: '1,200.00 元' },
      { class: '养老护理员第3期', number: '002', hours: '40.00', amount: '1,200.00 元' },
      { class: '养老护理员第3期', number: '003', hours: '21.33', amount: '0.00 元', refused: '没有完成培训' },
    ],
  },
  findings: [
    {
      ...{ class: '养老护理员第3期', code: 'media-ahead', label: '视频位置走得比时间快', severity: 'serious' },
      ...{ numbers: ['002', '003'], detail: '11月12日 有 3 段，最多快 14 分钟', cause: '视频服务器返回了错误的时长' },
      entries: [
        { chain, seq: 41 },
        { chain, seq: 44 },
      ],
    },
    {
      ...{ class: '养老护理员第3期', code: 'rate-above-limit', label: '超过规定速度播放较多', severity: 'check' },
      ...{ numbers: ['001'], detail: '1小时12分，占三成', cause: '复习时快放' },
      entries: [{ chain, seq: 9 }],
    },
  ],
}
const row = (more: Partial<IntakeRow>): IntakeRow => ({
  ...{ id: 'in-1', outcome: 'claim', source: 'upload', name: '申报资料包-第三批补贴-2026-11-20.zip.age' },
  ...{
    bytes: 41_482_113,
    firm: school,
    title: report.title,
    verdict: 'disagrees',
    problem: '',
    by: '赵科员',
    at: at(9, 12),
  },
  ...more,
})
const rows: IntakeRow[] = [
  row({}),
  row({ id: 'in-2', outcome: 'same', verdict: '', at: at(9, 20), problem: '这个资料包已经收过，没有重复登记' }),
  row({
    id: 'in-3',
    outcome: 'newer',
    verdict: 'agrees',
    firm: '黑龙江某食品有限公司',
    title: '黑龙江某食品有限公司 岗前培训补贴（2026-001）',
    at: at(8, 40),
    source: 'folder',
  }),
  row({
    id: 'in-4',
    outcome: 'stage',
    verdict: 'doubtful',
    title: `${school} 育婴员第2期`,
    at: at(8, 31),
    ...{ source: 'address', from: school },
    bytes: 2_120_000,
  }),
  row({
    ...{
      id: 'in-5',
      outcome: 'unknown',
      verdict: 'doubtful',
      firm: '海伦市某机械厂',
      title: '岗位技能提升（2026-002）',
      at: at(8, 5),
    },
    problem: '签名密钥（指纹 3f9a77c0d1e2b4a5…）不在单位名录里。请先在“单位名录”登记该单位的密钥，再重新核验',
  }),
  row({
    id: 'in-6',
    outcome: 'refused',
    verdict: '',
    firm: '',
    title: '',
    name: '名册照片.zip',
    problem: '不是完整的 ZIP 文件',
    at: at(8, 1),
    bytes: 812_000,
  }),
]
const version = (intake: string, n: number, more: Partial<IntakeDetail['versions'][number]>) => ({
  ...{ intake, version: n, outcome: 'claim' as const, theirVersion: n, packedAt: at(-50), verdict: 'agrees' as const },
  ...{ at: at(-40), name: 'a.zip', kind: 'claim' },
  ...more,
})
const detailOf = (one: IntakeRow): IntakeDetail => ({
  ...one,
  ...{ kind: one.outcome === 'stage' ? 'class' : one.verdict === '' ? '' : 'claim', sha256: hex(41, 64), versions: [] },
  ...(one.outcome !== 'unknown' && one.verdict !== '' && { package: 'package-1' }),
  ...((one.outcome === 'claim' || one.outcome === 'newer') && {
    claim: { id: 'claim-1', number: '受理〔2026〕17号', version: 2, status: 'received' },
    version: 2,
    versions: [version(one.id, 2, { verdict: 'disagrees', at: one.at }), version('in-0', 1, {})],
  }),
  ...(one.outcome === 'stage' && { stage: { class: 'class-2', className: '育婴员第2期' } }),
  ...(one.verdict !== '' && {
    report:
      one.outcome === 'unknown'
        ? { ...report, verdict: 'unconfirmed', checks: report.checks.slice(0, 2), doubts: [], findings: [] }
        : report,
  }),
})
const stage = (more: Partial<StageRow>): StageRow => ({
  ...{ package: 'package-4', intake: 'in-4', class: 'class-2', className: '育婴员第2期', firm: school, status: 'open' },
  ...{ from: '2026-11-02', to: '2026-12-18', packedAt: at(-20), at: at(8, 31), seats: 24, studied: 22 },
  ...{ credited: 511_000_000, findings: 3, serious: 1, verdict: 'doubtful', packages: 3 },
  ...more,
})
const stages = [
  stage({}),
  stage({
    package: 'package-5',
    class: 'class-3',
    className: '保育师第1期',
    packedAt: at(-400),
    studied: 9,
    findings: 0,
    packages: 1,
    verdict: 'agrees',
  }),
]
const stageDetail: StageDetail = {
  ...stage({}),
  report: { ...report, claim: undefined, verdict: 'good' },
  summary: {
    seats: [
      { number: '001', credited: 28_800_000, hours: '10.66', days: 9, lastDay: '2026-11-21', week: 7_200_000 },
      { number: '002', credited: 21_600_000, hours: '8.00', days: 6, lastDay: '2026-11-16', week: 0 },
      { number: '003', credited: 0, hours: '0.00', days: 0, week: 0 },
      { number: '004', credited: 3_600_000, hours: '1.33', days: 1, lastDay: '2026-11-04', week: 0, left: true },
    ],
    sites: [
      { site: 'px.class.com.cn', people: 22, at: at(-21), troubles: [] },
      { site: 'px.example.cn', people: 3, at: at(-21), troubles: ['页面上读不到：lesson.title'] },
    ],
  },
  history: [8, 15, 22].map((day, i) => ({
    ...{
      intake: `in-${day}`,
      packedAt: at((day - 22) * 24),
      seats: 24,
      studied: 14 + 4 * i,
      credited: 170_000_000 * (i + 1),
    },
    ...{ findings: i, serious: 0, verdict: 'doubtful' as const },
  })),
}
const settings: IntakeSettings = {
  recipient: 'age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj',
  ...{ folder: 'D:\\收件', own: true },
}

const exchange: ExchangeSettings = {
  address: 'https://rsj.suihua.example/exchange/b2f1c7de-95a3-4e0b-8a63-1c9d3f5e7a20',
  ...{ reachable: true, key: hex(5, 64), open: { by: '王局长', at: at(-90) } },
}

const found: BureauFindingsPage = {
  rows: [
    {
      ...{
        id: 'f-1',
        code: 'overlap-other',
        severity: 'serious',
        label: '同一时间在两份申报里学习',
        foundAt: at(9, 12),
      },
      ...{ detail: '11月12日 09:10 至 09:52 与另一份申报重叠', cause: '' },
      people: [{ id: 'p-1', number: '002', name: '王晓明', className: '养老护理员第3期' }],
      records: [{ claim: '受理〔2026〕17号', own: true, chain, seq: 41 }],
      other: { id: 'claim-9', number: '受理〔2026〕9号', firm: '黑龙江某食品有限公司' },
    },
  ],
  ...{ total: 1, page: 1, counts: { serious: 1, check: 0, note: 0, lifted: 0 }, due: false, later: [] },
}

/** What came in at a bureau. */
export function bureauIntakeRoutes(app: Hono, file: (name: string) => Response): void {
  app.get('/api/bureau/intake', (c) => c.json(cut(rows, c.req.query(), { text: ({ name, title }) => name + title })))
  app.get('/api/bureau/intake/:id', (c) => {
    const found = rows.find(({ id }) => id === c.req.param('id')) ?? rows[0]
    return found ? c.json(detailOf(found)) : c.json({ code: 'not-found', message: '没有这份收件' }, 404)
  })
  app.get('/api/bureau/claims/:id/findings', (c) => c.json(found))
  app.get('/api/bureau/intake/:id/report.pdf', () => file('核验报告.pdf'))
  app.get('/api/bureau/intake/:id/package', () => file('资料包.zip'))
  app.post('/api/bureau/intake/:id/again', (c) => c.json({ job: 'job-2', intake: 'in-1' }))
  app.get('/api/bureau/stages', (c) => c.json(cut(stages, c.req.query(), { text: ({ className }) => className })))
  app.get('/api/bureau/stages/:id', (c) => c.json(stageDetail))
  app.get('/api/bureau/intake-settings', (c) => c.json(settings))
  app.get('/api/bureau/authorities', (c) => c.json(authorities))
  app.post('/api/bureau/intake-settings/folder', (c) => c.json(settings))
  app.get('/api/bureau/exchange', (c) => c.json(exchange))
  app.post('/api/bureau/exchange', async (c) =>
    c.json({ ...exchange, ...(!(await c.req.json()).open && { open: undefined }) }),
  )
}

export const bureauIntakeScreens: Screen[] = [
  { name: 'intake', path: '/intake', before: asBureau, prepare: (page) => page.getByText('名册照片').waitFor() },
  {
    ...{ name: 'intake-again', path: '/intake/in-5', before: asBureau },
    prepare: async (page) => {
      await page.getByRole('button', { name: '重新核验' }).click()
      await page.getByText('核算学时（人） 41 / 64').waitFor()
    },
  },
  { name: 'intake-one', path: '/intake/in-1', before: asBureau },
  { name: 'intake-refused', path: '/intake/in-6', before: asBureau },
  { name: 'intake-stages', path: '/intake/stages', before: asBureau },
  { name: 'intake-stage', path: '/intake/stages/package-4', before: asBureau },
  { name: 'intake-settings', path: '/intake/settings', before: asBureau },
  {
    ...{ name: 'intake-closed', path: '/intake/settings', before: asBureau },
    prepare: async (page) => {
      await page.getByRole('button', { name: '关闭' }).click()
      await page.getByText('没有开通').waitFor()
    },
  },
]
