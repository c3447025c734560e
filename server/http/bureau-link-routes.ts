import { type Context, Hono } from 'hono'
import * as v from 'valibot'
import { bureauLinksQuery, keepLinkRequest } from '../../shared/api/bureau-links'
import { dropLink, keepLink, openLink } from '../bureau/keeping/class-links'
import { linkChoices } from '../bureau/keeping/link-choices'
import type { Deps } from '../deps'
import { bureauLinkColumns, listBureauLinks } from '../lists/bureau-links'
import type { Env } from './decision-routes'
import { json } from './device-routes'
import { serveList } from './serve-list'

/** Read-only links to running classes that a bureau keeps: shared/api/bureau-links.ts. Behind the session. */
export function bureauLinkRoutes(deps: Deps): Hono<Env> {
  const routes = new Hono<Env>()
  const actor = (c: Context<Env>) => c.get('actor')
  serveList(routes, deps, {
    ...{ path: '/bureau/class-links', title: '单位的只读链接', query: bureauLinksQuery },
    columns: () => bureauLinkColumns,
    read: ({ actor: by }, query) => listBureauLinks(deps, by, query),
  })
  routes.get('/bureau/class-link-choices', async (c) => c.json(await linkChoices(deps, actor(c))))
  routes.post('/bureau/class-links', async (c) =>
    c.json({ id: await keepLink(deps, actor(c), v.parse(keepLinkRequest, await json(c.req.raw))) }),
  )
  routes.post('/bureau/class-links/:id/open', async (c) => {
    c.header('Cache-Control', 'no-store')
    return c.json({ address: await openLink(deps, actor(c), c.req.param('id')) })
  })
  routes.post('/bureau/class-links/:id/drop', async (c) => {
    await dropLink(deps, actor(c), c.req.param('id'))
    return c.json({})
  })
  return routes
}
