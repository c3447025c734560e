import { Hono, type MiddlewareHandler } from 'hono'
import * as v from 'valibot'
import { policyFileName } from '../../shared/api/install'
import { installInfo, policyFile } from '../deploy/policy-file'
import { firefoxUpdates, updateManifest } from '../deploy/updates'
import type { Deps } from '../deps'
import { Refused } from '../ledger/accept'
import { type Connection, demandSecure } from './connection'
import type { Env } from './decision-routes'
import { download } from './download'

/** For administrators of many computers. Behind the session. `ca`: the server's certificate is of its own CA. */
export function installRoutes(deps: Deps, { ca }: { ca: boolean }): Hono<Env> {
  const routes = new Hono<Env>()
  routes.get('/install', async (c) => c.json(await installInfo(deps, c.get('actor'), { ca })))
  routes.get('/install/:file', async (c) => {
    const file = v.parse(policyFileName, c.req.param('file'))
    const classId = c.req.query('class')
    const { bytes, name, type } = await policyFile(deps, c.get('actor'), {
      file,
      ca,
      ...(classId !== undefined && { class: classId }),
    })
    return download(c, bytes, name, type)
  })
  return routes
}

/** What browsers fetch by themselves: the same for everybody, no cookie, nothing personal. */
export function extensionRoutes({ packed, publicUrl }: Deps, connection: Connection): Hono {
  const routes = new Hono()
  const open: MiddlewareHandler = (c, next) => {
    demandSecure(connection, c, '扩展和更新只能经过加密连接（https）下载')
    c.header('cache-control', 'no-cache')
    return next()
  }
  routes.get('/updates.xml', open, async (c) =>
    c.body(updateManifest(publicUrl, there(await packed.crx())), 200, { 'content-type': 'text/xml; charset=utf-8' }),
  )
  routes.get('/xueji.crx', open, async (c) =>
    c.body(new Uint8Array(there(await packed.crx()).bytes), 200, { 'content-type': 'application/x-chrome-extension' }),
  )
  routes.get('/updates.json', open, async (c) => c.json(firefoxUpdates(publicUrl, there(await packed.xpi()))))
  routes.get('/xueji.xpi', open, async (c) =>
    c.body(new Uint8Array(there(await packed.xpi()).bytes), 200, { 'content-type': 'application/x-xpinstall' }),
  )
  return routes
}

function there<T>(made: T | undefined): T {
  if (made === undefined) throw new Refused('not-found', '这台服务器没有可以统一安装的扩展')
  return made
}
