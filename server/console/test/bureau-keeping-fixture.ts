import type { Hono } from 'hono'
import type { Inspectable, InspectionRow } from '../../../shared/api/bureau-inspections'
import type { CourseStep, KeepingAnswer, TransferAnswer } from '../../../shared/api/bureau-keeping'
import { asBureau } from './bureau-fixture'
import { cut } from './lists-fixture'
import type { Screen } from './screens'

const at = Date.parse('2026-11-23T06:05:00Z')
const common = { firm: '绥化示范职业培训学校', by: '李经办', at, byLink: false }
const rows: InspectionRow[] = [
  {
    ...{
      ...common,
      id: 'i-3',
      number: '巡查〔2026〕3号',
      class: 'c-1',
      className: '养老护理员（五级）第一期',
      day: '2026-11-20',
    },
    ...{ who: '李明、王芳', how: 'site', result: 'rectify', due: '2026-11-22', late: true },
    found: '应到 26 人，实到 23 人；3 人没有请假手续。当场抽问 2 人，能说出上一课内容。',
  },
  {
    ...{
      ...common,
      id: 'i-2',
      number: '巡查〔2026〕2号',
      class: 'c-1',
      className: '养老护理员（五级）第一期',
      day: '2026-11-12',
    },
    ...{ who: '李明', how: 'phone', result: 'serious', due: '2026-11-16', late: false },
    found: '电话回访 5 人，1 人说不是本人在学。',
    rectified: { day: '2026-11-15', how: '单位已退出该学员，报来情况说明', by: '李经办', at },
  },
  {
    ...{
      ...common,
      id: 'i-1',
      number: '巡查〔2026〕1号',
      class: 'c-2',
      className: '家政服务员（五级）第二期',
      day: '2026-11-10',
    },
    ...{
      who: '王芳',
      how: 'online',
      byLink: true,
      result: 'fine',
      late: false,
      found: '每天都有学习记录，记录状况正常，待核实 1 条，抽看 3 人无异常。',
    },
  },
  // Of the class whose 阶段包 the fixture shows.
  {
    ...{
      ...common,
      id: 'i-4',
      number: '巡查〔2026〕4号',
      class: 'class-2',
      className: '育婴员第2期',
      day: '2026-11-21',
    },
    ...{ who: '李明', how: 'site', result: 'rectify', due: '2026-11-25', late: false },
    found: '应到 24 人，实到 22 人，1 人没有请假手续。',
  },
]

const kept = { firm: '绥化示范职业培训学校', number: '受理〔2026〕12号' }
const state: KeepingAnswer = {
  ...{ packages: 128, checked: 127 },
  bytesOnly: [{ ...kept, number: '', id: 'p-5', name: '视频-2022-001.zip', at }],
  damaged: [
    { ...kept, id: 'p-1', name: '补贴申请-2026-012.zip', outcome: 'changed', at },
    {
      ...{ ...kept, id: 'p-2', name: '补贴申请-2026-013.zip', outcome: 'differs', at },
      verdicts: { was: 'agrees', now: 'disagrees' },
    },
  ],
  terms: [
    { kind: 'claim', count: 94, open: 71, first: '2029-06-30' },
    { kind: 'class', count: 29, open: 12, first: '2029-04-02' },
    { kind: 'videos', count: 5, open: 5 },
    { kind: 'workbook', count: 7, open: 6, first: '2029-08-14' },
  ],
  rules: [
    {
      ...{ title: '本系统最短留存期（3年）', from: '2020-02-20', years: 3, own: false },
      source: '没有当地规定时，按绥人社函〔2020〕31号的年限执行',
    },
  ],
  overAll: 1,
  over: [{ ...kept, id: 'p-2', name: '补贴申请-2022-003.zip', last: '2026-03-02', rule: '本系统最短留存期（3年）' }],
  holds: [{ id: 'h-1', number: '受理〔2023〕7号', reason: '审计组要求保留', by: '王局长', at }],
  disposals: [
    {
      ...{ id: 'd-1', reason: '留存期满', by: '李经办', own: false, at },
      packages: [{ ...kept, id: 'p-3', name: '补贴申请-2022-001.zip' }],
    },
    {
      ...{ id: 'd-2', reason: '留存期满', by: '李经办', own: false, at: at - 86_400_000 },
      packages: [{ ...kept, id: 'p-4', name: '补贴申请-2021-004.zip' }],
      step: { kind: 'done', by: '王局长', at: at - 3_600_000 },
    },
  ],
}

const transfers: TransferAnswer = {
  packages: 6,
  transfers: [{ day: '2026-11-20', who: '张校长', what: '纸质签到表 3 册', reason: '学校注销', by: '李经办', at }],
}

const course: CourseStep[] = [
  {
    ...{ at: at - 20 * 86_400_000, source: 'filing', what: '受理开班申请', by: '李经办' },
    detail: '编号：开班〔2026〕3号；养老护理员第一期（第 1 版）；养老护理员 五级，26 人，2026-10-08 至 2026-11-20',
  },
  {
    ...{ at: at - 10 * 86_400_000, source: 'claim', what: '收件', by: '李经办', version: 1 },
    detail: '核验结论：一致；申请金额：12,844.00 元',
  },
  {
    ...{ at: at - 86_400_000, source: 'claim', what: '审核同意', by: '王局长', version: 2 },
    detail: '编号：审〔2026〕7号；金额：12,350.00 元',
    signed: 'c'.repeat(64),
  },
  { at, source: 'record', what: '打印全过程清单', by: '赵审计', detail: '材料：pdf' },
]

/** Classes that can be inspected; one of them has a read-only link. */
export const inspectable: Inspectable = rows.slice(1).map(({ firm, class: of, className }) => ({
  ...{ firm: 'f-1', firmName: firm, class: of, className },
  ...(of === 'c-2' && { link: { id: 'l-1', host: 'xueji.example.cn', until: '2027-01-30' } }),
}))

/** 巡查 and 留存, answered from typed data. */
export function bureauKeepingRoutes(app: Hono): void {
  app.get('/api/bureau/firms/:id/transfer', (c) => c.json(transfers))
  app.get('/api/bureau/reviews/:id/course', (c) => c.json({ steps: course }))
  app.get('/api/bureau/keeping', (c) => c.json(state))
  app.get('/api/bureau/inspections', (c) => {
    const of = c.req.query('class')
    return c.json(
      cut(of === undefined ? rows : rows.filter((row) => row.class === of), c.req.query(), {
        text: ({ number, className, firm, who }) => number + className + firm + who,
        filter: { open: ({ due, rectified }) => due !== undefined && !rectified, late: ({ late }) => late },
      }),
    )
  })
  app.get('/api/bureau/inspectable', (c) => c.json(inspectable))
  app.post('/api/bureau/inspections', (c) => c.json({ id: 'i-5' }))
  app.post('/api/bureau/inspections/:id/rectified', (c) => c.json({}))
}

export const bureauKeepingScreens: Screen[] = [
  {
    ...{ name: 'review-course', path: '/reviews/review-1/course', before: asBureau },
    prepare: (page) => page.getByText('审〔2026〕7号').waitFor(),
  },
  {
    ...{ name: 'bureau-keeping', path: '/settings/keeping', before: asBureau },
    prepare: async (page) => {
      await page.getByLabel('选择 补贴申请-2022-003.zip').check()
      await page.getByText('已选 1 个').waitFor()
    },
  },
  {
    ...{ name: 'inspections', path: '/inspections', before: asBureau },
    prepare: async (page) => {
      await page.getByRole('button', { name: /登记整改.*3号/ }).click()
      await page.getByLabel('整改日期').waitFor()
    },
  },
  {
    ...{ name: 'inspection-new', path: '/inspections/new?class=c-2', before: asBureau },
    prepare: async (page) => {
      await page.getByLabel('限期整改').check()
      await page.getByLabel('整改期限').waitFor()
    },
  },
]
