import type { Hono } from 'hono'
import { paymentStates } from '../../../shared/api/bureau-payments'
import { publicityStates } from '../../../shared/api/bureau-publicity'
import { asBureau, bureauMe } from './bureau-fixture'
import { cut } from './lists-fixture'
import * as data from './money-data'
import type { Screen } from './screens'

/** 公示, 资金拨付表 and 统计, answered from typed data. */
export function moneyRoutes(app: Hono): void {
  const byState = <State extends string>(states: readonly State[]) =>
    Object.fromEntries(states.map((state) => [state, (row: { state: State }) => row.state === state]))
  for (const path of ['publishable', 'payable'])
    app.get(`/api/bureau/${path}`, (c) =>
      c.json(
        cut(data.due, c.req.query(), {
          text: ({ number, firm }) => number + firm,
          filter: { manual: (row) => row.manual, package: (row) => !row.manual },
        }),
      ),
    )
  app.get('/api/bureau/publicities', (c) =>
    c.json(
      cut(data.publicities, c.req.query(), {
        text: ({ number, title }) => number + title,
        filter: byState(publicityStates),
      }),
    ),
  )
  app.get('/api/bureau/publicity-term', (c) =>
    c.json({ days: Number(c.req.query('days')), opens: '2026-12-28', last: '2027-01-04', tentative: true }),
  )
  app.get('/api/bureau/publicity-habits', (c) =>
    c.json({ standard: '每课时 30 元', phone: '0455-8000000', place: '职业能力建设科', days: 5 }),
  )
  app.post('/api/bureau/publicities', (c) => c.json({ id: 'p-1' }))
  app.get('/api/bureau/publicities/:id', (c) => c.json(data.publicity))
  app.get('/api/bureau/publicities/:id/people', (c) =>
    c.json(
      cut(data.people, c.req.query(), {
        text: ({ name }) => name,
        filter: { off: (row) => row.off, shown: (row) => !row.off },
      }),
    ),
  )
  for (const act of ['off', 'objections', 'clear'])
    app.post(`/api/bureau/publicities/:id/${act}`, (c) => c.json(data.publicity))
  app.post('/api/bureau/objections/:id/answer', (c) => c.json(data.publicity))
  app.post('/api/bureau/objections/:id/who', (c) => c.json({ who: '张先生', contact: '139****0000' }))
  app.post('/api/bureau/payments/check', (c) => c.json(data.payable))
  app.get('/api/bureau/payments', (c) =>
    c.json(
      cut(data.payments, c.req.query(), {
        text: ({ number, title }) => number + title,
        filter: byState(paymentStates),
      }),
    ),
  )
  app.post('/api/bureau/payments', (c) => c.json({ id: 'y-1' }))
  app.get('/api/bureau/payments/:id', (c) => {
    const { finance, ...rest } = data.payment
    const lines = rest.rows.map(({ result: _, ...line }) => line)
    return c.json(
      c.req.param('id') === 'y-2' ? { ...rest, state: 'waiting', paid: 0, rows: lines } : { ...rest, finance },
    )
  })
  for (const act of ['review', 'result', 'return'])
    app.post(`/api/bureau/payments/:id/${act}`, (c) => c.json(data.payment))
  app.post('/api/bureau/payments/:id/results', (c) => c.json(data.report))
  app.get('/api/bureau/statistics', (c) => c.json(data.statistics))
}

/** Screens of 公示, 拨付 and 统计. */
export const moneyScreens: Screen[] = [
  {
    ...{ name: 'publicities', path: '/publicity', before: asBureau },
    prepare: (page) => page.getByRole('row').nth(1).waitFor(),
  },
  {
    ...{ name: 'publicity-new', path: '/publicity/new', before: asBureau },
    prepare: async (page) => {
      await page.getByLabel('选中本页全部').check()
      await page.getByRole('button', { name: '公示所选 2 份' }).click()
      await page.getByText('到 2027-01-04 为止').waitFor()
    },
  },
  {
    ...{ name: 'publicity-choose', path: '/publicity/new', before: asBureau },
    prepare: (page) => page.getByLabel('选中本页全部').check(),
  },
  {
    ...{ name: 'publicity', path: '/publicity/p-1', before: asBureau },
    prepare: (page) => page.getByText('受理〔2026〕11号').waitFor(),
  },
  {
    ...{ name: 'publicity-people', path: '/publicity/p-1/people', before: asBureau },
    prepare: (page) => page.getByText('231202*******10007').waitFor(),
  },
  {
    ...{ name: 'publicity-objections', path: '/publicity/p-1/objections', before: asBureau },
    prepare: async (page) => {
      await page.getByRole('button', { name: '处理异议' }).click()
      await page.getByRole('button', { name: '登记异议' }).click()
    },
  },
  {
    ...{ name: 'payments', path: '/payments', before: asBureau },
    prepare: (page) => page.getByRole('row').nth(1).waitFor(),
  },
  {
    ...{ name: 'payment-new', path: '/payments/new', before: asBureau },
    prepare: async (page) => {
      await page.getByLabel('选中本页全部').check()
      await page.getByRole('button', { name: '列入所选 2 份' }).click()
      await page.getByRole('button', { name: '更正账户' }).nth(1).click()
    },
  },
  {
    ...{ name: 'payment', path: '/payments/y-1', before: asBureau },
    prepare: async (page) => {
      await page.getByRole('button', { name: '登记', exact: true }).click()
      await page
        .locator('input[type=file]')
        .setInputFiles({ name: '结果.xlsx', mimeType: 'application/octet-stream', buffer: Buffer.from('x') })
      await page.getByText('拨付结果 B3').waitFor()
    },
  },
  {
    ...{ name: 'payment-sent-back', path: '/payments/y-1', before: asBureau },
    prepare: (page) => page.getByRole('button', { name: '银行退回' }).click(),
  },
  {
    ...{ name: 'payment-review', path: '/payments/y-2' },
    before: (state) => Object.assign(state, { me: { ...bureauMe, user: { ...bureauMe.user, role: 'finance' } } }),
    prepare: (page) => page.getByLabel('退回原因').fill('资金渠道不对'),
  },
  {
    ...{ name: 'statistics', path: '/statistics', before: asBureau },
    prepare: (page) => page.getByRole('figure').first().waitFor(),
  },
]
