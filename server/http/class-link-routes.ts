import { Hono } from 'hono'
import * as v from 'valibot'
import { linkOpeningsQuery, makeLinkRequest, revokeLinkRequest } from '../../shared/api/class-links'
import { makeLink } from '../board/link/make-link'
import { listOpenings, openingColumns, readLinks } from '../board/link/read-links'
import { revokeLink } from '../board/link/revoke-link'
import type { Deps } from '../deps'
import type { Connection } from './connection'
import type { Env } from './decision-routes'
import { json } from './device-routes'
import { serveList } from './serve-list'

/** Console routes of 给主管部门的只读链接: shared/api/class-links.ts. Behind the session. */
export function classLinkRoutes(deps: Deps, connection: Connection): Hono<Env> {
  const routes = new Hono<Env>()
  routes.get('/classes/:id/bureau-links', async (c) =>
    c.json(await readLinks(deps, c.get('actor'), c.req.param('id'), connection.encrypted(c))),
  )
  routes.post('/classes/:id/bureau-links', async (c) => {
    const request = v.parse(makeLinkRequest, await json(c.req.raw))
    c.header('Cache-Control', 'no-store')
    return c.json(await makeLink(deps, c.get('actor'), c.req.param('id'), request))
  })
  routes.post('/bureau-links/:id/revoke', async (c) => {
    const { reason } = v.parse(revokeLinkRequest, await json(c.req.raw))
    const of = await revokeLink(deps, c.get('actor'), c.req.param('id'), reason)
    return c.json(await readLinks(deps, c.get('actor'), of, connection.encrypted(c)))
  })
  serveList(routes, deps, {
    ...{ path: '/classes/:id/link-openings', title: '只读链接打开记录', query: linkOpeningsQuery },
    columns: () => openingColumns,
    read: ({ actor, id }, query) => listOpenings(deps, actor, id, query),
  })
  return routes
}
