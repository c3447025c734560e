import { Hono } from 'hono'
import * as v from 'valibot'
import { answerRequest } from '../../shared/api/reach'
import type { Deps } from '../deps'
import { classNotice } from '../training/class-notice'
import { answer } from '../training/questions'
import type { Connection } from './connection'
import type { Env } from './decision-routes'
import { json } from './device-routes'

/** Console routes about reaching trainees: what goes to the group, and what they are answered. Behind the session. */
export function reachRoutes(deps: Deps, connection: Connection): Hono<Env> {
  const routes = new Hono<Env>()
  routes.get('/classes/:id/notice', async (c) =>
    c.json(await classNotice(deps, c.get('actor'), c.req.param('id'), connection.encrypted(c))),
  )
  routes.post('/questions/:id', async (c) => {
    const { text } = v.parse(answerRequest, await json(c.req.raw))
    return c.json(await answer(deps, c.get('actor'), c.req.param('id'), text))
  })
  return routes
}
