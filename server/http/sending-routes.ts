import { type Context, Hono } from 'hono'
import * as v from 'valibot'
import { keepBureau as keepRequest, lookAtBureau as lookRequest } from '../../shared/api/sending'
import { deliveryKinds } from '../../shared/exchange/delivery'
import { requireRole } from '../access/actor'
import type { Deps } from '../deps'
import { type Asked, deliver, demandIdle } from '../exchange/deliver'
import { fetchResults } from '../exchange/fetch-results'
import { demandBureau, endBureau, keepBureau, lookAtBureau } from '../exchange/kept-bureau'
import { demandSendable } from '../exchange/sendable'
import { readSending, seeStatements, sentOf } from '../exchange/state'
import type { Env } from './decision-routes'
import { json } from './device-routes'

/** 网络报送 of a 单位. Behind the session. List: shared/api/sending.ts. */
export function sendingRoutes(deps: Deps): Hono<Env> {
  const routes = new Hono<Env>().basePath('/sending')
  const actor = (c: Context<Env>) => c.get('actor')
  const state = async (c: Context<Env>) => c.json(await readSending(deps, actor(c)))

  routes.get('/', state)
  routes.post('/look', async (c) => {
    const { address } = v.parse(lookRequest, await json(c.req.raw))
    return c.json(await lookAtBureau(deps, actor(c), address))
  })
  routes.post('/bureau', async (c) => {
    await keepBureau(deps, actor(c), v.parse(keepRequest, await json(c.req.raw)))
    return state(c)
  })
  routes.post('/bureau/end', async (c) => {
    await endBureau(deps, actor(c))
    return state(c)
  })
  routes.post('/fetch', async (c) => {
    const by = actor(c)
    requireRole(by, 'hr')
    await demandBureau(deps, by)
    return c.json({
      job: deps.jobs.start(by, '联系人社局', async (say) => {
        await fetchResults(deps, by, say)
        return undefined
      }),
    })
  })
  routes.post('/seen', async (c) => {
    await seeStatements(deps, actor(c))
    return state(c)
  })
  const asked = (c: Context<Env>): Asked => ({
    what: v.parse(v.picklist(deliveryKinds), c.req.param('what')),
    id: c.req.param('id') ?? '',
  })
  routes.get('/:what/:id', async (c) => c.json(await sentOf(deps, actor(c), asked(c))))
  routes.post('/:what/:id/job', async (c) => {
    const by = actor(c)
    requireRole(by, 'hr')
    const of = asked(c)
    await demandSendable(deps, by, of.what, of.id)
    await demandBureau(deps, by)
    demandIdle(of)
    return c.json({
      job: deps.jobs.start(by, '准备', async (say) => {
        await deliver(deps, by, of, say)
        return undefined
      }),
    })
  })
  return routes
}
