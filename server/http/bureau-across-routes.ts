import { Hono } from 'hono'
import * as v from 'valibot'
import { yearLimitRequest } from '../../shared/api/bureau-across'
import { listYearLimits, setYearLimit } from '../bureau/across/set-year-limit'
import type { Deps } from '../deps'
import type { Env } from './decision-routes'
import { json } from './device-routes'

/** What claims at a bureau are held against; their 疑点 are a list (list-routes.ts). Behind the session. Contract: shared/api/bureau-across.ts. */
export function bureauAcrossRoutes(deps: Deps): Hono<Env> {
  const routes = new Hono<Env>()
  routes.get('/bureau/year-limits', async (c) => c.json(await listYearLimits(deps, c.get('actor'))))
  routes.post('/bureau/year-limits', async (c) => {
    await setYearLimit(deps, c.get('actor'), v.parse(yearLimitRequest, await json(c.req.raw)))
    return c.json(await listYearLimits(deps, c.get('actor')))
  })
  return routes
}
