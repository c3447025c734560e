import { Hono } from 'hono'
import * as v from 'valibot'
import { mySession as mySessionRequest } from '../../shared/api/access'
import { appealRequest, MAX_EVIDENCE } from '../../shared/appeals'
import { Limit } from '../access/limit'
import { phoneSession } from '../access/phone-session'
import type { Deps } from '../deps'
import { normaliseCode } from '../training/codes'
import { mySession } from '../training/my-session'
import { phonePage } from '../training/phone-page'
import { appealByPhone } from '../training/receive-appeal'
import { type Connection, demandSecure } from './connection'
import { json } from './device-routes'
import { limited } from './limited'

const LIMIT = Math.ceil((MAX_EVIDENCE * 4) / 3) + 16 * 1024

/** The trainee's phone page: a signed link instead of a cookie, one seat and nothing else. */
export function phoneRoutes(deps: Deps, connection: Connection): Hono {
  const routes = new Hono()
  const looks = new Limit(deps.clock, 120, 600_000)
  const guesses = new Limit(deps.clock, 60, 600_000)
  const byCode = new Limit(deps.clock, 10, 600_000)

  routes.use(async (c, next) => {
    demandSecure(connection, c, '这一页只能经过加密连接（https）打开，请向老师要 https 开头的链接')
    await next()
  })
  routes.post('/session', limited(1024, '内容太大，没有收下'), async (c) => {
    const { code } = v.parse(mySessionRequest, await json(c.req.raw))
    const address = connection.address(c)
    guesses.take(address)
    byCode.take(normaliseCode(code))
    const session = await mySession(deps, code)
    guesses.forgive(address)
    c.header('Cache-Control', 'no-store')
    return c.json(session)
  })
  routes.get('/', async (c) => {
    const session = await opened(c.req.header('authorization'), connection.address(c))
    looks.take(session.seat)
    c.header('Cache-Control', 'no-store')
    return c.json(await phonePage(deps, session))
  })
  routes.post('/appeals', limited(LIMIT, '图片太大，请换小一点的图片（2 MB 以内）'), async (c) => {
    const session = await opened(c.req.header('authorization'), connection.address(c))
    looks.take(session.seat)
    await appealByPhone(deps, session.seat, v.parse(appealRequest, await json(c.req.raw)))
    return c.json({})
  })
  return routes

  /** Who guesses at links is slowed down; who has one is not. */
  async function opened(header: string | undefined, address: string) {
    guesses.take(address)
    const session = await phoneSession(deps, header)
    guesses.forgive(address)
    return session
  }
}
