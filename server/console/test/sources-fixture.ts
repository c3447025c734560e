import type { Hono } from 'hono'
import type { Page } from 'playwright-core'
import type { ImportedRow, ImportRow, SourceChoices, SourceReport } from '../../../shared/api/sources'
import { roster } from './data'
import { cut } from './lists-fixture'
import type { Screen } from './screens'

const HASH = '5f2c9e1ab47d'.padEnd(64, '0')
const imports: ImportRow[] = [
  {
    ...{
      id: 'i-1',
      source: '乙',
      kind: 'attendance',
      platform: 'tencent-meeting',
      name: '参会成员_养老护理第三讲.xlsx',
      hash: HASH,
    },
    ...{
      size: 18_240,
      rows: 14,
      people: 12,
      seconds: 71_400,
      note: '',
      by: '赵敏',
      at: Date.parse('2026-11-21T09:12:00+08:00'),
    },
  },
  {
    ...{ id: 'i-2', source: '丙', kind: 'paper', platform: '', name: '5f2c9e1a.jpg', hash: HASH, size: 1_204_000 },
    ...{
      rows: 1,
      people: 1,
      seconds: 5400,
      note: '签到表第 2 页，护理站停电',
      by: '赵敏',
      at: Date.parse('2026-11-20T16:40:00+08:00'),
    },
  },
  {
    ...{ id: 'i-3', source: '乙', kind: 'study', platform: 'px.class.com.cn', name: '学员学习记录.pdf', hash: HASH },
    ...{
      size: 88_400,
      rows: 22,
      people: 12,
      seconds: 142_200,
      note: '',
      by: '赵敏',
      at: Date.parse('2026-11-19T10:05:00+08:00'),
    },
    withdrawn: { by: '王主任', at: Date.parse('2026-11-20T08:30:00+08:00'), reason: '导入到了别的班' },
  },
]
const imported: ImportedRow[] = roster.slice(0, 3).map(({ seat, number, name }, i) => ({
  ...{ id: `r-${i}`, seat, number, name, source: i === 2 ? ('丙' as const) : ('乙' as const) },
  ...{ kind: i === 2 ? 'paper' : 'attendance', platform: i === 2 ? '' : 'tencent-meeting' },
  ...{ course: '养老护理员（初级）', lesson: '养老护理 第三讲', seconds: 5400 - i * 300, evidence: HASH, by: '赵敏' },
  ...(i < 2 && { start: Date.parse('2026-11-20T09:00:00+08:00') }),
  ...{ at: Date.parse('2026-11-21T09:12:00+08:00'), withdrawn: false },
}))

const found: SourceReport = {
  ...{ rows: 14, seconds: 71_400, errors: [], warnings: [], earlier: [], courses: [] },
  notes: [
    '读的是工作表“成员参会明细”',
    '没有读的工作表：“成员参会概况”',
    '表头在第 8 行',
    '课节取自文件里的主题：“养老护理 第三讲”',
  ],
  ...{ sheet: '成员参会明细', sheets: ['成员参会概况', '成员参会明细'], headerRow: 8 },
  columns: [
    { column: 0, letter: 'A', heading: '用户昵称（入会昵称）', field: 'name', sample: ['晓明(王晓明)', '李芳(李芳)'] },
    {
      column: 1,
      letter: 'B',
      heading: '入会时间',
      field: 'start',
      sample: ['2026-11-20 09:00:05', '2026-11-20 09:10:00'],
    },
    {
      column: 2,
      letter: 'C',
      heading: '退会时间',
      field: 'end',
      sample: ['2026-11-20 10:30:05', '2026-11-20 10:40:00'],
    },
    { column: 3, letter: 'D', heading: '参会时长', field: 'duration', sample: ['1:30:00', '1:30:00'] },
    { column: 4, letter: 'E', heading: '设备', sample: ['Windows', 'Android'] },
  ],
  unknown: [{ who: '教务张老师(教务张老师)', rows: 1, why: 'nobody' }],
  people: roster.slice(0, 5).map(({ seat, number, name, credited }) => ({
    ...{ seat, number, name, rows: 1, seconds: 5400, credited },
  })),
  roster: roster.map(({ seat, number, name }) => ({ seat, number, name })),
}
const broken: SourceReport = {
  ...found,
  rows: 11,
  errors: [
    {
      sheet: '学习记录',
      row: 6,
      column: '学习时长',
      cell: 'E6',
      message: '“很久”不是时长，请写成 1:30:00、90分钟 或数字',
    },
    { sheet: '学习记录', row: 9, column: '结束时间', cell: 'D9', message: '结束时间早于开始时间，请核对' },
  ],
  warnings: [
    {
      sheet: '学习记录',
      row: 12,
      column: '开始时间',
      cell: 'C12',
      message: '不在培训起止日期（2026-11-01 至 2026-12-31）内，没有导入',
    },
  ],
}
const courses: SourceReport = {
  ...found,
  need: 'courses',
  courses: [
    { title: '养老护理员初级（新版）', rows: 12 },
    { title: '安全生产公开课', rows: 2, course: '' },
  ],
}

/** Other sources; what a file is called decides what is found in it. */
export function sourceRoutes(app: Hono): void {
  app.get('/api/classes/:id/imports', (c) =>
    c.json(
      cut(c.req.param('id') === 'class-1' ? imports : [], c.req.query(), {
        text: ({ name, platform, by }) => name + platform + by,
        filter: {
          standing: ({ withdrawn }) => !withdrawn,
          withdrawn: ({ withdrawn }) => withdrawn !== undefined,
          乙: ({ source }) => source === '乙',
          丙: ({ source }) => source === '丙',
        },
      }),
    ),
  )
  app.get('/api/classes/:id/imported', (c) =>
    c.json(
      cut(c.req.param('id') === 'class-1' ? imported : [], c.req.query(), {
        text: ({ number, name }) => number + name,
        filter: {
          乙: ({ source }) => source === '乙',
          丙: ({ source }) => source === '丙',
          withdrawn: ({ withdrawn }) => withdrawn,
        },
      }),
    ),
  )
  app.post('/api/classes/:id/sources', (c) => {
    const name = c.req.query('name') ?? ''
    const choices: SourceChoices = JSON.parse(c.req.query('choices') ?? '{}')
    if (name.startsWith('坏')) return c.json(broken)
    if (name.startsWith('课程') && choices.courses === undefined) return c.json(courses)
    if (name.startsWith('照片'))
      return c.json(
        {
          code: 'file-refused',
          message:
            '这是图片，读不出里面的时间。请向平台要 Excel、CSV 或带文字的 PDF；也可以改用“人工补录（丙）”，把它作为依据附在人员和课节上',
        },
        422,
      )
    return c.json(c.req.query('dry') === '1' ? found : { ...found, id: 'i-9' })
  })
  app.post('/api/classes/:id/by-hand', (c) => c.json({}))
  app.post('/api/imports/:id/withdraw', (c) => c.json({}))
  app.get('/api/sources/mappings', (c) => c.json([]))
}

const opened = (name: string, text: string) => async (page: Page) => {
  await page.getByRole('button', { name: '导入平台记录' }).click()
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from('x') })
  await page.getByText(text).first().waitFor()
}

export const sourceScreens: Screen[] = [
  { name: 'sources', path: '/classes/class-1/sources', prepare: (page) => page.getByText('导入到了别的班').waitFor() },
  {
    name: 'sources-none',
    path: '/classes/class-2/sources',
    prepare: (page) => page.getByText('还没有导入过平台记录').waitFor(),
  },
  { name: 'sources-file', path: '/classes/class-1/sources', prepare: opened('参会成员.xlsx', '导入 14 条记录') },
  { name: 'sources-broken', path: '/classes/class-1/sources', prepare: opened('坏.xlsx', '结束时间早于开始时间') },
  { name: 'sources-courses', path: '/classes/class-1/sources', prepare: opened('课程.xlsx', '安全生产公开课') },
  { name: 'sources-picture', path: '/classes/class-1/sources', prepare: opened('照片.jpg', '人工补录（丙）') },
  {
    name: 'sources-by-hand',
    path: '/classes/class-1/sources',
    prepare: async (page) => {
      await page.getByRole('button', { name: '人工补录' }).click()
      await page.getByRole('button', { name: '登记' }).click()
      await page.getByText('请填写或选定').first().waitFor()
    },
  },
  {
    name: 'sources-withdraw',
    path: '/classes/class-1/sources',
    prepare: async (page) => {
      await page.getByRole('button', { name: /^撤回/ }).first().click()
      await page.getByRole('dialog').waitFor()
    },
  },
]
