import { Hono } from 'hono'
import * as v from 'valibot'
import { openExchange as openRequest } from '../../shared/api/bureau-exchange'
import { exchangeSettings, openExchange } from '../bureau/counter/switch'
import type { Deps } from '../deps'
import type { Env } from './decision-routes'
import { json } from './device-routes'

/** 网络报送 at a bureau, opened and closed. Behind the session. List: shared/api/bureau-exchange.ts. */
export function bureauExchangeRoutes(deps: Deps): Hono<Env> {
  const routes = new Hono<Env>()
  routes.get('/bureau/exchange', async (c) => c.json(await exchangeSettings(deps, c.get('actor'))))
  routes.post('/bureau/exchange', async (c) =>
    c.json(await openExchange(deps, c.get('actor'), v.parse(openRequest, await json(c.req.raw)).open)),
  )
  return routes
}
