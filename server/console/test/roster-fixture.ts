import type { Hono } from 'hono'
import type { Page } from 'playwright-core'
import type {
  ChangeSheet,
  ClassChanges,
  HitList,
  HitListTable,
  RosterReport,
  SeatHit,
} from '../../../shared/api/roster'
import { defaultRosterRules } from '../../../shared/people/roster-rules'
import { roster } from './data'
import { at } from './instants'
import type { Screen } from './screens'

const columns: RosterReport['columns'] = [
  { column: 0, letter: 'A', heading: '姓名', field: 'name', sample: ['张伟', '李芳'] },
  { column: 1, letter: 'B', heading: '身份证号', field: 'id', sample: ['231202********1234'] },
  { column: 2, letter: 'C', heading: '宅电', sample: ['0****1234'] },
]
const fine: RosterReport = {
  added: 12,
  unchanged: 3,
  renamed: 1,
  updated: 2,
  errors: [],
  warnings: [
    {
      sheet: '人员',
      row: 5,
      column: '姓名',
      cell: 'A5',
      message: '这个身份证号登记的姓名是“王小明”，按本次名册改为“王晓明”。如果不是同一个人，请核对身份证号',
    },
    {
      sheet: '人员',
      row: 9,
      column: '身份证号',
      cell: 'B9',
      message: '待核实：在比对名单“财政供养人员”里。请先向本人和有关部门核实，再决定是否参训',
    },
  ],
  notes: [
    '读的是工作表“人员”',
    '没有读的列：“宅电”。需要的话，请在“列的对应”里选定',
    '没有导入的合计、制表人、说明等行：第 18、19 行',
  ],
  sheet: '人员',
  sheets: ['人员'],
  headerRow: 2,
  columns,
}
const broken: RosterReport = {
  ...fine,
  added: 10,
  errors: [
    {
      sheet: '人员',
      row: 3,
      column: '身份证号',
      cell: 'B3',
      message: '身份证号码校验码不符，请对照证件核对是否有一位填错',
    },
    { sheet: '人员', row: 7, column: '姓名', cell: 'A7', message: '姓名是空的，请填写；不参加的请删去本行' },
    {
      sheet: '人员',
      row: 11,
      column: '姓名',
      cell: 'A11',
      message:
        '这是隐藏的行（手工隐藏，或被筛选掉了），不知道要不要导入。请取消隐藏或删去这一行；也可以选“一并导入”或“不导入”',
    },
  ],
  need: 'hidden-rows',
}
const unmapped: RosterReport = {
  ...fine,
  added: 0,
  unchanged: 0,
  renamed: 0,
  warnings: [],
  errors: [
    {
      sheet: '人员',
      message: '没有找到表头：需要有“姓名”和“身份证号”两列。请改表头（可下载名册模板对照），或在“列的对应”里选定',
    },
  ],
  need: 'columns',
  columns: columns.map(({ field: _, ...one }, i) => ({ ...one, heading: ['谁', '号', '宅电'][i] ?? '' })),
}

const shown = (n: number) => {
  const { seat = '', number = '', name = '', idMasked = '' } = roster[n] ?? {}
  return { seat, number, name, id: idMasked }
}
const changes: ClassChanges = {
  approved: true,
  people: roster.map((_, n) => shown(n)),
  classes: [{ id: 'class-2', name: '2026 年第 4 期 焊工（初级）' }],
  forms: [
    {
      form: 'form-2',
      day: '2026-11-24',
      at: at(17),
      by: '王老师',
      reason: '新入职，公司同意补报',
      lines: [
        { kind: 'add', person: shown(3) },
        { kind: 'correct', person: shown(1), changed: '姓名：李方 → 李芳' },
      ],
    },
    {
      form: 'form-1',
      day: '2026-11-20',
      at: at(9),
      by: '王老师',
      reason: '本人辞职',
      lines: [{ kind: 'replace', person: shown(0), other: shown(2) }],
      notice: { number: '绥培变〔2026〕3号', day: '2026-11-21', by: '王老师', at: at(10) },
    },
  ],
}
const sheet = (): ChangeSheet => ({
  ...(changes.forms[1] ?? { form: '', day: '2026-11-20', at: 0, by: '', reason: '', lines: [] }),
  lines: [
    {
      kind: 'replace',
      person: { ...shown(0), id: '231202199001011234' },
      other: { ...shown(2), id: '231202198505054321' },
    },
  ],
  organisation: '绥化市示范职业培训学校',
  className: '2026 年第 3 期 电工（中级）',
  plan: '电工技能提升培训计划',
  occupation: '电工',
  level: '四级/中级工',
  period: { from: '2026-11-01', to: '2026-12-31' },
})
const hits: SeatHit[] = [
  { ...shown(1), list: '财政供养人员', source: '绥化市财政局', day: '2026-10-01', remark: '单位：某局' },
]
const lists: HitList[] = [
  {
    id: 'list-1',
    name: '财政供养人员',
    source: '绥化市财政局',
    day: '2026-10-01',
    people: 12034,
    matches: 1,
    by: '王老师',
    at: at(8),
  },
  {
    id: 'list-2',
    name: '已领取养老金人员',
    source: '社保局',
    day: '2026-09-01',
    people: 800,
    matches: 0,
    by: '王老师',
    at: at(7),
    removedAt: at(9),
  },
]

const file = (name: string) =>
  new Response(name, { headers: { 'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}` } })

export function rosterRoutes(app: Hono): void {
  app.get('/api/classes/:id/roster-template', () => file('学员名册模板.xlsx'))
  app.post('/api/classes/:id/roster', async (c) => {
    const text = await c.req.text()
    if (text.includes('xls'))
      return c.json(
        {
          code: 'file-refused',
          message:
            '这是旧格式的 xls 工作簿（改了扩展名也还是 xls），本系统不读。请用 WPS 或 Excel 打开，选“另存为”，类型选“Excel 工作簿（*.xlsx）”，再上传',
        },
        422,
      )
    const report = text.includes('broken')
      ? broken
      : text.includes('unmapped')
        ? unmapped
        : text.includes('approved')
          ? { ...fine, need: 'change' as const }
          : fine
    if (c.req.query('dry') === '1') return c.json(report)
    return c.body(
      [{ step: 'read', done: 0, of: 1 }, { step: 'check', done: 12, of: 12 }, { report }]
        .map((line) => `${JSON.stringify(line)}\n`)
        .join(''),
    )
  })
  app.post('/api/classes/:id/roster/corrected', () => file('学员名册-标出问题.xlsx'))
  app.get('/api/classes/:id/changes', (c) =>
    c.json(c.req.param('id') === 'class-1' ? changes : { approved: false, people: [], classes: [], forms: [] }),
  )
  app.post('/api/classes/:id/changes', (c) => c.json({ form: 'form-3' }))
  app.get('/api/changes/:form', (c) => c.json(sheet()))
  app.post('/api/changes/:form/notice', (c) => c.json({}))
  app.get('/api/classes/:id/hits', (c) => c.json(c.req.param('id') === 'class-1' ? hits : []))
  app.post('/api/classes/:id/comparison', () => file('比对名单.xlsx'))
  app.get('/api/seats/:id/details', (c) =>
    c.json(
      c.req.query('clear') === '1'
        ? { details: { sex: '女', phone: '13800002222', category: '残疾人' }, masked: [] }
        : {
            details: { sex: '女', phone: '1****2222', category: '****', household: '农业家庭户口', education: '初中' },
            masked: ['phone', 'category'],
          },
    ),
  )
  app.get('/api/hit-lists', (c) => c.json(lists))
  app.post('/api/hit-lists', (c) => c.json({ people: 12034, matches: 1, skipped: [], tables }))
  app.delete('/api/hit-lists/:id', (c) => c.json({}))
  app.get('/api/roster-rules', (c) => c.json(defaultRosterRules))
  app.post('/api/roster-rules', async (c) => c.json(await c.req.json()))
}

const tables: HitListTable[] = [
  {
    sheet: '名单',
    columns: [
      { column: 0, letter: 'A', heading: '人员标识', sample: ['张伟'] },
      { column: 1, letter: 'B', heading: '证照', sample: ['231202********1234'] },
    ],
    id: 1,
  },
]
const upload = (text: string) => async (page: Page) =>
  page
    .locator('input[type=file]')
    .first()
    .setInputFiles([{ name: '名册.xlsx', mimeType: 'application/octet-stream', buffer: Buffer.from(text) }])

export const rosterScreens: Screen[] = [
  { name: 'import', path: '/classes/class-2/import' },
  {
    name: 'import-refused',
    path: '/classes/class-2/import',
    prepare: async (page) => {
      await upload('broken')(page)
      await page.getByText('校验码不符').waitFor()
    },
  },
  {
    name: 'import-file-refused',
    path: '/classes/class-2/import',
    prepare: async (page) => {
      await upload('xls')(page)
      await page.getByText('旧格式').waitFor()
    },
  },
  {
    name: 'import-columns',
    path: '/classes/class-2/import',
    prepare: async (page) => {
      await upload('unmapped')(page)
      await page.getByRole('button', { name: '按此对应重新检查' }).waitFor()
    },
  },
  {
    name: 'import-preview',
    path: '/classes/class-2/import',
    prepare: async (page) => {
      await upload('fine')(page)
      await page.getByRole('button', { name: '导入 12 人' }).waitFor()
    },
  },
  {
    name: 'import-approved',
    path: '/classes/class-1/import',
    prepare: async (page) => {
      await upload('approved')(page)
      await page.getByRole('radio', { name: /^已报告/ }).check()
      await page.getByRole('button', { name: '导入 12 人' }).click()
      await page.getByText('请填写').first().waitFor()
    },
  },
  {
    name: 'changes',
    path: '/classes/class-1/changes',
    prepare: (page) => page.getByText('1 项名册变更尚未报告').waitFor(),
  },
  {
    name: 'changes-form',
    path: '/classes/class-1/changes',
    prepare: async (page) => {
      await page.getByText('办理名册变更').click()
      await page.getByRole('radio', { name: /^替换/ }).check()
      await page.getByRole('button', { name: '提交变更' }).click()
      await page.getByText('请填写').first().waitFor()
    },
  },
  {
    name: 'changes-sheet',
    path: '/classes/class-1/changes',
    prepare: async (page) => {
      await page.getByRole('button', { name: '打印变更表' }).last().click()
      await page.getByText('培训人员名册变更表').first().waitFor()
    },
  },
  {
    name: 'changes-none',
    path: '/classes/class-2/changes',
    prepare: (page) => page.getByText('还没有名册变更').waitFor(),
  },
  { name: 'compare', path: '/classes/class-1/compare', prepare: (page) => page.getByText('绥化市财政局').waitFor() },
  {
    name: 'compare-none',
    path: '/classes/class-2/compare',
    prepare: (page) => page.getByText('没有人在比对名单里').waitFor(),
  },
  {
    name: 'hit-lists',
    path: '/settings/hit-lists',
    prepare: async (page) => {
      await page.getByText('导入名单').click()
      await page.getByText('社保局').waitFor()
    },
  },
]
