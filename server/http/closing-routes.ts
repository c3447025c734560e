import { type Context, Hono } from 'hono'
import * as v from 'valibot'
import { closeClassRequest, reopenClassRequest } from '../../shared/api/closing'
import type { Deps } from '../deps'
import { closeClass } from '../training/closing/close-class'
import { readClosing } from '../training/closing/read-closing'
import { reopenClass } from '../training/closing/reopen-class'
import type { Env } from './decision-routes'
import { json } from './device-routes'

/** Console routes about the end of a class: shared/api/closing.ts. Behind the session. */
export function closingRoutes(deps: Deps): Hono<Env> {
  const routes = new Hono<Env>()
  const shown = async (c: Context<Env>, id: string) => c.json(await readClosing(deps, c.get('actor'), id))

  routes.get('/classes/:id/closing', (c) => shown(c, c.req.param('id')))
  routes.post('/classes/:id/close', async (c) => {
    const id = c.req.param('id')
    await closeClass(deps, c.get('actor'), id, v.parse(closeClassRequest, await json(c.req.raw)))
    return shown(c, id)
  })
  routes.post('/classes/:id/reopen', async (c) => {
    const id = c.req.param('id')
    await reopenClass(deps, c.get('actor'), id, v.parse(reopenClassRequest, await json(c.req.raw)))
    return shown(c, id)
  })
  return routes
}
