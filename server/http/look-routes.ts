import { type Context, Hono } from 'hono'
import * as v from 'valibot'
import { lookQuery } from '../../shared/api/look'
import { Limit } from '../access/limit'
import { enterByLink, type Looking } from '../board/link/enter'
import { look, lookPeople } from '../board/link/look'
import type { Deps } from '../deps'
import { type Connection, demandSecure } from './connection'

/** One class for who holds its read-only link: a secret instead of a session, nothing but reading. Specification: server/board/link/README.md. */
export function lookRoutes(deps: Deps, connection: Connection): Hono {
  const routes = new Hono()
  // 256 bits cannot be guessed; who tries is slowed down all the same, and learns nothing.
  const guesses = new Limit(deps.clock, 30, 600_000)
  // A page asks for two things a minute; several inspectors may share a link.
  const looks = new Limit(deps.clock, 240, 600_000)

  routes.use(async (c, next) => {
    demandSecure(connection, c, '这一页只能经过加密连接（https）打开，请向培训单位要 https 开头的链接')
    c.header('Cache-Control', 'no-store')
    await next()
  })
  routes.get('/', async (c) => c.json(await look(deps, await entered(c))))
  routes.get('/people', async (c) => {
    const looking = await entered(c)
    return c.json(await lookPeople(deps, looking, v.parse(lookQuery, c.req.query())))
  })
  return routes

  async function entered(c: Context): Promise<Looking> {
    const address = connection.address(c)
    guesses.take(address)
    const looking = await enterByLink(deps, c.req.header('authorization'), address)
    guesses.forgive(address)
    looks.take(looking.link.id)
    return looking
  }
}
