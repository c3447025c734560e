import type { Hono } from 'hono'
import type { BureauLink, LinkChoices } from '../../../shared/api/bureau-links'
import { asBureau } from './bureau-fixture'
import { inspectable } from './bureau-keeping-fixture'
import { at, hex } from './instants'
import { cut } from './lists-fixture'
import type { Screen } from './screens'

const rows: BureauLink[] = [
  {
    ...{
      id: 'l-1',
      firm: 'f-1',
      firmName: '绥化示范职业培训学校',
      class: 'c-2',
      className: '家政服务员（五级）第二期',
    },
    ...{ host: 'xueji.example.cn', until: '2027-01-30', over: false, by: '李经办', at: at(9, 40) },
  },
  {
    ...{ id: 'l-2', firm: 'f-2', firmName: '黑龙江某食品有限公司', class: 'c-9', className: '2026 年第 3 期 电工' },
    ...{ host: '10.31.7.20:8787', until: '2026-11-10', over: true, by: '李经办', at: at(-500) },
  },
]
const choices: LinkChoices = {
  classes: inspectable,
  firms: [{ id: 'f-1', name: '绥化示范职业培训学校' }],
}

/** Read-only links that a bureau keeps. */
export function bureauLinkRoutes(app: Hono): void {
  app.get('/api/bureau/class-links', (c) =>
    c.json(
      cut(
        rows.filter((row) => c.req.query('class') === undefined || row.id === 'l-1'),
        c.req.query(),
        { text: ({ className, firmName, host }) => className + firmName + host },
      ),
    ),
  )
  app.get('/api/bureau/class-link-choices', (c) => c.json(choices))
  app.post('/api/bureau/class-links', (c) => c.json({ id: 'l-3' }))
  app.post('/api/bureau/class-links/:id/open', (c) =>
    c.json({ address: `https://xueji.example.cn/look#3f2a9c1e-7b54-4d0e-9a61-2c8e5d7f1b03.${hex(5, 43)}` }),
  )
  app.post('/api/bureau/class-links/:id/drop', (c) => c.json({}))
}

export const bureauLinkScreens: Screen[] = [
  {
    ...{ name: 'class-links', path: '/inspections/links', before: asBureau },
    prepare: async (page) => {
      await page.getByRole('button', { name: /^打开/ }).click()
      await page.getByRole('link', { name: /^在新窗口打开/ }).waitFor()
      await page.getByLabel('培训班', { exact: true }).selectOption({ label: '别的培训班' })
      await page.getByLabel('班名', { exact: true }).waitFor()
    },
  },
  {
    ...{ name: 'class-links-drop', path: '/inspections/links', before: asBureau },
    prepare: async (page) => {
      await page.getByRole('button', { name: /^删去/ }).first().click()
      await page.getByRole('dialog').waitFor()
    },
  },
  {
    ...{ name: 'inspection-by-link', path: '/inspections/new?class=c-2&how=online', before: asBureau },
    prepare: (page) => page.getByLabel(/通过单位的只读链接查看/).waitFor(),
  },
]
