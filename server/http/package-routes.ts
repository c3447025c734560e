import { type Context, Hono } from 'hono'
import * as v from 'valibot'
import { recipientRequest } from '../../shared/api/packages'
import { requireRole } from '../access/actor'
import { claimOf } from '../claim/claims/claim-row'
import { buildClaimPackage, buildVideoPackage } from '../claim/package/claim-package'
import { deliveryOf, enableSm2, setRecipient, withdrawRecipient } from '../claim/package/delivery'
import { claimPackages } from '../claim/package/records'
import type { Deps } from '../deps'
import type { Env } from './decision-routes'
import { json } from './device-routes'

/** Packages of claims, and how they are delivered. Behind the session. List: shared/api/packages.ts. */
export function packageRoutes(deps: Deps): Hono<Env> {
  const routes = new Hono<Env>()
  const actor = (c: Context<Env>) => c.get('actor')

  routes.get('/delivery', async (c) => c.json(await deliveryOf(deps, actor(c))))
  routes.post('/delivery/recipient', async (c) =>
    c.json(await setRecipient(deps, actor(c), v.parse(recipientRequest, await json(c.req.raw)))),
  )
  routes.post('/delivery/recipient/withdraw', async (c) => c.json(await withdrawRecipient(deps, actor(c))))
  routes.post('/delivery/sm2', async (c) => c.json(await enableSm2(deps, actor(c))))

  for (const [path, build] of [
    ['package', buildClaimPackage],
    ['videos', buildVideoPackage],
  ] as const)
    routes.post(`/claims/:id/${path}/job`, async (c) => {
      const by = actor(c)
      requireRole(by, 'hr')
      const { id } = await claimOf(deps.store.read, deps.store, c.req.param('id'), by.organisation)
      return c.json({ job: deps.jobs.start(by, '准备', (say) => build(deps, by, id, say)) })
    })
  routes.get('/claims/:id/packages', async (c) => {
    const { id } = await claimOf(deps.store.read, deps.store, c.req.param('id'), actor(c).organisation)
    return c.json(await claimPackages(deps, actor(c), id))
  })
  return routes
}
