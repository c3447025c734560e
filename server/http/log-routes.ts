import { type Context, Hono } from 'hono'
import * as v from 'valibot'
import { base64url } from '../../shared/crypto'
import { Limit } from '../access/limit'
import type { Clock } from '../clock'
import type { Ledger } from '../ledger/ledger'
import { witnessesOf } from '../ledger/witnessed'
import { type Connection, type ConnectionSettings, demandSecure } from './connection'
import { limited } from './limited'

const number = v.pipe(v.string(), v.regex(/^(0|[1-9]\d{0,14})$/), v.transform(Number))
const size = v.pipe(number, v.minValue(1))
const stretch = v.object({ generation: number, from: size, to: size })

/** The public log: hashes and signatures only, for witnesses and whoever wants to check. Specification: README.md. */
export function logRoutes(
  { ledger, clock }: { ledger: Ledger; clock: Clock },
  connection: Connection,
  { openDeviceRoutes }: Pick<ConnectionSettings, 'openDeviceRoutes'>,
): Hono {
  // A witness asks three times an hour.
  const byAddress = new Limit(clock, 120, 600_000)
  const routes = new Hono()

  routes.use('*', async (c, next) => {
    if (!openDeviceRoutes) demandSecure(connection, c, '查询封存日志要经过加密连接（https）。请用 https 网址')
    byAddress.take(connection.address(c))
    await next()
  })
  routes.get('/key', (c) => plain(c, base64url(ledger.deps.keys.log.publicKey)))
  routes.get('/checkpoint', async (c) => plain(c, await ledger.checkpoint()))
  routes.get('/consistency', async (c) => {
    const { generation, from, to } = v.parse(stretch, c.req.query())
    return c.json(await ledger.shown.consistency(generation, from, to))
  })
  routes.get('/opening', async (c) => c.json(await ledger.shown.opening(v.parse(number, c.req.query('generation')))))
  routes.get('/witnesses', async (c) => c.json(await witnessesOf(ledger.deps)))
  routes.post('/cosignature', limited(16_384, '内容太大，没有收下'), async (c) =>
    c.json(await ledger.cosigned(await c.req.text())),
  )
  return routes
}

const plain = (c: Context, text: string) =>
  c.text(text, 200, { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' })
