import type { Hono } from 'hono'
import { asBureau } from './bureau-fixture'
import * as data from './bureau-review-data'
import { cut } from './lists-fixture'
import type { Screen } from './screens'

/** Review at a bureau, answered from typed data. */
export function bureauReviewRoutes(app: Hono): void {
  const claims = [data.claim, data.proposed, data.paid, data.reopening]
  const find = (id: string) => claims.find((one) => one.id === id) ?? data.claim
  app.get('/api/bureau/reviews', (c) =>
    c.json(
      cut(data.rows, c.req.query(), {
        text: ({ number, title }) => number + title,
        filter: { received: ({ status }) => status === 'received', manual: ({ source }) => source === 'manual' },
      }),
    ),
  )
  app.get('/api/bureau/reviews/:id', (c) => c.json(find(c.req.param('id'))))
  app.get('/api/bureau/reviews/:id/people', (c) =>
    c.json(
      cut(c.req.param('id') === data.paid.id ? data.crowd : data.people, c.req.query(), {
        text: ({ number, name }) => number + name,
        filter: { drawn: ({ drawn }) => drawn, ruled: ({ ruling }) => ruling !== undefined },
      }),
    ),
  )
  for (const act of [
    'rulings',
    'proposal',
    'withdraw',
    'decision',
    'comments',
    'recoveries',
    'reopening',
    'reopening/answer',
  ])
    app.post(`/api/bureau/reviews/:id/${act}`, (c) => c.json(find(c.req.param('id'))))
  app.get('/api/bureau/risk-formula', (c) => c.json(data.formula))
  app.get('/api/bureau/draws', (c) => c.json(data.draws))
  app.get('/api/bureau/draws/:id', (c) => c.json(data.drawing))
  app.get('/api/bureau/people/:id/interview', (c) => c.json(data.interview))
  app.get('/api/bureau/manual-claims/choices', (c) => c.json(data.choices))
  app.post('/api/bureau/manual-claims', (c) => c.json(data.report))
}

const before = asBureau
export const bureauReviewScreens: Screen[] = [
  { name: 'reviews', path: '/reviews', before, prepare: (page) => page.getByRole('row').nth(2).waitFor() },
  {
    ...{ name: 'review-people', path: '/reviews/review-3', before },
    prepare: async (page) => {
      await page.getByRole('button', { name: /王晓明的金额/ }).click()
      await page.getByRole('checkbox').nth(2).check()
      await page.getByRole('button', { name: '不予认定、核减' }).click()
    },
  },
  {
    ...{ name: 'review-propose', path: '/reviews/review-3/decision', before },
    prepare: (page) => page.getByRole('radio', { name: /退回补正/ }).check(),
  },
  {
    ...{ name: 'review-decide', path: '/reviews/review-2/decision', before },
    prepare: (page) => page.getByRole('button', { name: '同意这条意见' }).waitFor(),
  },
  {
    ...{ name: 'review-reopen', path: '/reviews/review-5/decision', before },
    prepare: (page) => page.getByRole('button', { name: '撤销同意，重新审核' }).waitFor(),
  },
  {
    ...{ name: 'review-recover', path: '/reviews/review-1/history', before },
    prepare: (page) => page.getByRole('button', { name: '登记追回' }).click(),
  },
  { name: 'draws', path: '/reviews/draws', before, prepare: (page) => page.getByLabel('公开数值').waitFor() },
  {
    ...{ name: 'draw', path: '/reviews/draws/draw-1', before },
    prepare: (page) => page.locator('summary', { hasText: '全部参加者' }).click(),
  },
  {
    ...{ name: 'interview', path: '/reviews/people/rp-2', before },
    prepare: (page) => page.getByLabel('回访结论').waitFor(),
  },
  {
    ...{ name: 'manual-claim', path: '/reviews/manual', before },
    prepare: async (page) => {
      await page.getByLabel('申报名称').fill('三月家政班')
      await page
        .locator('input[type=file]')
        .setInputFiles({ name: '申报.xlsx', mimeType: 'application/octet-stream', buffer: Buffer.from('x') })
      await page.getByText('没有错误').waitFor()
    },
  },
  { name: 'risk-formula', path: '/reviews/formula', before, prepare: (page) => page.getByLabel('名称').waitFor() },
]
