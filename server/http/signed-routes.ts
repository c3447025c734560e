import { type Context, Hono } from 'hono'
import * as v from 'valibot'
import { secondFactorRequest } from '../../shared/api'
import { appealLine, MAX_EVIDENCE } from '../../shared/appeals'
import { Limit } from '../access/limit'
import type { Deps } from '../deps'
import { phoneLinkForDevice } from '../training/phone-page'
import { appealByDevice } from '../training/receive-appeal'
import { confirmSignIn } from '../training/second-factor'
import { type Connection, demandSecure } from './connection'
import { json, signerOf } from './device-routes'
import { limited } from './limited'

/** A picture in base64 and the words beside it. */
const APPEAL_LIMIT = Math.ceil((MAX_EVIDENCE * 4) / 3) + 16 * 1024

/**
 * What a device says besides its records, each signed like /sync and answered `{}` or with what it asked for. People write
 * words here, so unlike /sync none of it ever goes in the clear.
 */
export function signedRoutes(deps: Deps, connection: Connection): Hono {
  const routes = new Hono()
  const appeals = new Limit(deps.clock, 30, 600_000)
  const codes = new Limit(deps.clock, 6, 600_000)

  routes.post('/appeal', limited(APPEAL_LIMIT, '图片太大，请换小一点的图片（2 MB 以内）'), (c) =>
    signed(c, async (chain, request) => {
      appeals.take(chain)
      await appealByDevice(deps, chain, 'device', v.parse(appealLine, request))
      return {}
    }),
  )
  routes.post('/phone-link', limited(1024, '内容太大，没有收下'), (c) =>
    signed(c, (chain) => phoneLinkForDevice(deps, chain)),
  )
  routes.post('/second-factor', limited(1024, '内容太大，没有收下'), (c) =>
    signed(c, async (chain, request) => {
      codes.take(chain)
      await confirmSignIn(deps, chain, v.parse(secondFactorRequest, request))
      codes.forgive(chain)
      return {}
    }),
  )
  return routes

  async function signed(c: Context, work: (chain: string, request: unknown) => Promise<object>): Promise<Response> {
    demandSecure(connection, c, '这一项要经过加密连接（https）。请用老师给的 https 网址，或保存上交文件交给老师')
    const request = await json(c.req.raw.clone())
    const chain = await signerOf(deps, c, await c.req.text())
    return chain instanceof Response ? chain : c.json(await work(chain, request))
  }
}
