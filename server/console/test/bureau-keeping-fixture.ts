import type { Hono } from 'hono'
import type { InspectionRow } from '../../../shared/api/bureau-inspections'
import { asBureau } from './bureau-fixture'
import { cut } from './lists-fixture'
import type { Screen } from './screens'

const at = Date.parse('2026-11-23T06:05:00Z')
const common = { firm: '绥化示范职业培训学校', by: '李经办', at }
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
      result: 'fine',
      late: false,
      found: '阶段包里每天都有学习记录，抽看 3 人无异常。',
    },
  },
]

/** 巡查, answered from typed data. */
export function bureauKeepingRoutes(app: Hono): void {
  app.get('/api/bureau/inspections', (c) =>
    c.json(
      cut(rows, c.req.query(), {
        text: ({ number, className, firm, who }) => number + className + firm + who,
        filter: { open: ({ due, rectified }) => due !== undefined && !rectified, late: ({ late }) => late },
      }),
    ),
  )
  app.get('/api/bureau/inspectable', (c) =>
    c.json(
      rows.slice(1).map(({ firm, class: of, className }) => ({ firm: 'f-1', firmName: firm, class: of, className })),
    ),
  )
  app.post('/api/bureau/inspections', (c) => c.json({ id: 'i-4' }))
  app.post('/api/bureau/inspections/:id/rectified', (c) => c.json({}))
}

export const bureauKeepingScreens: Screen[] = [
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
