import type { Hono } from 'hono'
import * as data from './people-data'

/** Appeals, devices, attendance and the phone page, answered from typed data. */
export function peopleRoutes(app: Hono): void {
  app.get('/api/appeals/:id', (c) => {
    const found = data.appeals.find(({ id }) => id === c.req.param('id'))
    return found ? c.json(data.appealDetail(found)) : c.json({ code: 'not-found', message: '没有这份复核申请' }, 404)
  })
  app.post('/api/appeals/:id', (c) => {
    const [first] = data.appeals
    return first ? c.json(data.appealDetail(first)) : c.notFound()
  })
  app.post('/api/evidence', (c) => c.json({ hash: 'ab'.repeat(32) }))
  app.post('/api/seats/:id/withdraw', (c) => c.json({}))
  app.get('/api/classes/:id/links', (c) => c.json(data.links))
  app.post('/api/classes/:id/devices/:device', (c) => c.json({}))
  app.post('/api/classes/:id/second-factor', (c) => c.json({}))
  app.get('/api/my', (c) =>
    c.req.header('authorization') === 'Bearer good' || c.req.header('authorization') === 'Bearer first'
      ? c.json(data.phonePage)
      : c.json({ code: 'not-allowed', message: '链接已过期或不完整，请向老师要新的链接' }, 403),
  )
  app.post('/api/my/appeals', (c) => c.json({}))
}
