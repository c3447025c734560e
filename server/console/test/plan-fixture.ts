import type { Hono } from 'hono'
import { type PlanRow, planStatus } from '../../../shared/api/plans'
import { cut } from './lists-fixture'
import * as data from './plan-data'

/** Plans, the organisation's papers and the calendar, answered from typed data. */
export function planRoutes(app: Hono): void {
  const find = (id: string) => data.plans.find((plan) => plan.id === id)
  const missing = { code: 'not-found', message: '没有这个培训计划（方案），可能已被删除' }
  app.get('/api/organisation', (c) => c.json(data.organisation))
  app.post('/api/organisation', (c) => c.json(data.organisation))
  app.post('/api/organisation/account', (c) => c.json(data.organisation))
  app.post('/api/organisation/account/show', (c) => c.json({ number: '6222000011112222' }))
  app.get('/api/calendar', (c) => c.json(data.calendar))
  app.post('/api/calendar', (c) => c.json(data.calendar))
  app.get('/api/plans', (c) =>
    c.json(
      cut(data.planRows, c.req.query(), {
        text: ({ title, occupation, level }) => `${title} ${occupation} ${level}`,
        filter: Object.fromEntries(
          planStatus.options.map((status) => [status, (row: PlanRow) => row.status === status]),
        ),
        sort: {
          title: ({ title }) => title,
          status: ({ status }) => status,
          from: ({ period }) => period.from,
          classes: ({ classes }) => classes,
          saved: ({ savedAt }) => savedAt,
        },
      }),
    ),
  )
  app.get('/api/agreed-plans', (c) =>
    c.json({ plans: data.planRows.filter(({ status }) => status === 'approved'), any: true }),
  )
  app.post('/api/plans', (c) => c.json(data.plans[0]))
  app.get('/api/plans/:id', (c) => {
    const plan = find(c.req.param('id'))
    return plan ? c.json(plan) : c.json(missing, 404)
  })
  app.post('/api/plans/:id', async (c) => {
    const { details } = await c.req.json()
    const plan = find(c.req.param('id'))
    return plan ? c.json({ ...plan, details, savedAt: plan.savedAt + 1 }) : c.json(missing, 404)
  })
  app.post('/api/plans/:id/file', (c) => c.json(find('plan-filed')))
  app.post('/api/plans/:id/decision', (c) => c.json(find('plan-agreed')))
  app.post('/api/plans/:id/decision-file', (c) =>
    c.json({ state: 'unknown-key', key: 'ab'.repeat(32), bureau: '绥化市人力资源和社会保障局' }),
  )
  app.post('/api/plans/:id/change', (c) => c.json(find('plan-draft')))
  app.get('/api/plans/:id/moves', (c) => c.json(c.req.param('id') === 'plan-agreed' ? data.moves : []))
  app.post('/api/plans/:id/moves', (c) => c.json(find('plan-agreed')))
  app.get('/api/plans/:id/papers', (c) => c.json(data.papers))
  app.get('/api/classes/:id/plan', (c) =>
    c.json(
      c.req.param('id') === 'class-1' ? find('plan-agreed') : missing,
      c.req.param('id') === 'class-1' ? 200 : 404,
    ),
  )
  app.post('/api/classes/:id/copy', (c) => c.json(data.plans[0]))
}
