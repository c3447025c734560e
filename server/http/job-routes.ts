import { type Context, Hono } from 'hono'
import { type Actor, requireRole } from '../access/actor'
import { buildPackage } from '../claim/package/class-package'
import { packageRecords } from '../claim/package/records'
import type { Deps } from '../deps'
import { classOf } from '../training/class-of'
import type { Env } from './decision-routes'
import { downloadKept } from './download'

/** Long work that is started, left and come back to, and its records. Behind the session. List: shared/api/jobs.ts. */
export function jobRoutes(deps: Deps): Hono<Env> {
  const routes = new Hono<Env>()
  const actor = (c: Context<Env>) => c.get('actor')

  routes.post('/classes/:id/package/job', async (c) => {
    const by = actor(c)
    requireRole(by, 'hr')
    const { id } = await classOf(deps.store, c.req.param('id'), by.organisation)
    return c.json({ job: deps.jobs.start(by, '准备', (say) => buildPackage(deps, by, id, say)) })
  })
  routes.get('/classes/:id/packages', async (c) => c.json(await packageRecords(deps, actor(c), c.req.param('id'))))
  const mayLook = (by: Actor, id: string) => {
    if (!deps.jobs.isOnlyOf(by, id)) requireRole(by, 'hr')
  }
  routes.get('/jobs/:id', (c) => {
    mayLook(actor(c), c.req.param('id'))
    return c.json(deps.jobs.of(actor(c), c.req.param('id')))
  })
  routes.get('/jobs/:id/file', (c) => {
    const id = c.req.param('id')
    mayLook(actor(c), id)
    return downloadKept(c, deps.jobs.file(actor(c), id), id)
  })
  return routes
}
