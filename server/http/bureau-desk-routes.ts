import { Hono } from 'hono'
import { readDesk } from '../bureau/desk'
import type { Deps } from '../deps'
import type { Env } from './decision-routes'

/** What waits at a bureau. Behind the session. */
export function bureauDeskRoutes(deps: Deps): Hono<Env> {
  const routes = new Hono<Env>()
  routes.get('/bureau/desk', async (c) => c.json(await readDesk(deps, c.get('actor'))))
  return routes
}
