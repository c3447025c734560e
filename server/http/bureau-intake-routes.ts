import { type Context, Hono } from 'hono'
import * as v from 'valibot'
import { endAuthority, MAX_CERTIFICATES } from '../../shared/api/bureau-authorities'
import { packageUpload, watchFolder } from '../../shared/api/bureau-intake'
import { addAuthorities, listAuthorities, removeAuthority } from '../bureau/intake/authorities'
import { readIntake } from '../bureau/intake/read-intake'
import { reportPaper } from '../bureau/intake/report-paper'
import { intakeSettings, setFolder } from '../bureau/intake/settings'
import { readStage } from '../bureau/intake/stages'
import { keptPackage, receiveAgain, receiveUpload } from '../bureau/intake/start-receiving'
import { beginSending, PackageStore, sendingOf } from '../bureau/intake/uploads'
import type { Deps } from '../deps'
import type { Env } from './decision-routes'
import { json } from './device-routes'
import { download, downloadMade } from './download'
import { limited } from './limited'
import { tusHandler } from './tus'

const announced = v.object({ filename: v.string() })

/** What comes in at a bureau. Behind the session. List: shared/api/bureau-intake.ts. */
export function bureauIntakeRoutes(deps: Deps): Hono<Env> {
  const routes = new Hono<Env>()
  const actor = (c: Context<Env>) => c.get('actor')
  const tus = tusHandler({
    path: '/api/bureau/uploads',
    store: new PackageStore(deps.packages, deps.clock),
    begin: async (by, { metadata, size }) =>
      beginSending(deps, by, v.parse(packageUpload, { ...v.parse(announced, metadata), size })),
  })

  routes.post('/bureau/uploads', tus)
  // Hono answers HEAD by what is said to GET.
  routes.get('/bureau/uploads/:id', async (c) => {
    const { name, size, received } = sendingOf(deps, actor(c), c.req.param('id'))
    return c.req.raw.method === 'HEAD' ? tus(c) : c.json({ name, size, received })
  })
  routes.patch('/bureau/uploads/:id', async (c) => {
    sendingOf(deps, actor(c), c.req.param('id'))
    return tus(c)
  })
  routes.post('/bureau/uploads/:id/receive', async (c) =>
    c.json(await receiveUpload(deps, actor(c), c.req.param('id'))),
  )
  routes.get('/bureau/intake/:id', async (c) => c.json(await readIntake(deps, actor(c), c.req.param('id'))))
  routes.post('/bureau/intake/:id/again', async (c) => c.json(await receiveAgain(deps, actor(c), c.req.param('id'))))
  routes.get('/bureau/intake/:id/package', async (c) =>
    downloadMade(c, await keptPackage(deps, actor(c), c.req.param('id'))),
  )
  routes.get('/bureau/intake/:id/report.pdf', async (c) => {
    const { file, name } = await reportPaper(deps, actor(c), c.req.param('id'))
    return download(c, file, name, 'application/pdf')
  })
  routes.get('/bureau/stages/:id', async (c) => c.json(await readStage(deps, actor(c), c.req.param('id'))))
  routes.get('/bureau/intake-settings', async (c) => c.json(await intakeSettings(deps, actor(c))))
  routes.post('/bureau/intake-settings/folder', async (c) =>
    c.json(await setFolder(deps, actor(c), v.parse(watchFolder, await json(c.req.raw)).folder)),
  )
  routes.get('/bureau/authorities', async (c) => c.json(await listAuthorities(deps, actor(c))))
  routes.post('/bureau/authorities', limited(MAX_CERTIFICATES, '证书文件超过 64 kB，请核对'), async (c) =>
    c.json(await addAuthorities(deps, actor(c), new Uint8Array(await c.req.arrayBuffer()))),
  )
  routes.post('/bureau/authorities/:id/end', async (c) =>
    c.json(await removeAuthority(deps, actor(c), c.req.param('id'), v.parse(endAuthority, await json(c.req.raw)))),
  )
  return routes
}
