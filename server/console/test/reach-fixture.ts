import type { Hono } from 'hono'
import * as data from './reach-data'

/** What goes to a group, questions, and what the phone page shows besides hours, answered from typed data. */
export function reachRoutes(app: Hono): void {
  app.get('/api/classes/:id/notice', (c) =>
    c.json(c.req.param('id') === 'class-1' ? data.notice : { ...data.notice, reachable: false }),
  )
  app.post('/api/questions/:id', (c) => c.json(data.questions[1]))
  const desk = (authorization: string | undefined) =>
    authorization === 'Bearer first' ? data.firstDesk : data.phoneDesk
  app.get('/api/my/desk', (c) => c.json(desk(c.req.header('authorization'))))
  app.post('/api/my/attendance', (c) => c.json(data.phoneDesk))
  app.post('/api/my/questions', (c) => c.json(data.phoneDesk))
}
