import { type Context, Hono } from 'hono'
import * as v from 'valibot'
import { checkFolderRequest, chooseBackupRequest, openBackupRequest, printHandOverRequest } from '../../shared/api/keep'
import { startEverything } from '../claim/package/everything'
import type { Deps } from '../deps'
import { backupAlert } from '../keep/alert'
import { backUpNow, backupState } from '../keep/backup-state'
import { chooseBackup, lookAtFolder } from '../keep/choose-backup'
import { handOver, printHandOver } from '../keep/hand-over'
import { openWithPassphrase } from '../keep/open-with-passphrase'
import { recoverySheet } from '../keep/recovery-sheet'
import type { Env } from './decision-routes'
import { json } from './device-routes'

/** Console routes about backups and handing the desk over. Behind the session. List: shared/api/keep.ts. */
export function keepRoutes(deps: Deps): Hono<Env> {
  const routes = new Hono<Env>()
  const actor = (c: Context<Env>) => c.get('actor')

  routes.get('/backup/alert', async (c) => c.json(await backupAlert(deps, actor(c))))
  routes.get('/backup', async (c) => c.json(await backupState(deps, actor(c))))
  routes.post('/backup', async (c) => {
    await chooseBackup(deps, actor(c), v.parse(chooseBackupRequest, await json(c.req.raw)))
    return c.json(await backupState(deps, actor(c)))
  })
  routes.post('/backup/folder', async (c) =>
    c.json(await lookAtFolder(deps, actor(c), v.parse(checkFolderRequest, await json(c.req.raw)).folder)),
  )
  routes.post('/backup/run', async (c) => {
    await backUpNow(deps, actor(c))
    return c.json(await backupState(deps, actor(c)))
  })
  routes.post('/backup/open', async (c) =>
    c.json(await openWithPassphrase(deps, actor(c), v.parse(openBackupRequest, await json(c.req.raw)))),
  )
  routes.post('/backup/sheet', async (c) => c.json(await recoverySheet(deps, actor(c))))
  routes.get('/hand-over', async (c) => c.json(await handOver(deps, actor(c))))
  routes.post('/hand-over', async (c) =>
    c.json(await printHandOver(deps, actor(c), v.parse(printHandOverRequest, await json(c.req.raw)))),
  )
  routes.post('/hand-over/everything', async (c) => c.json({ job: await startEverything(deps, actor(c)) }))
  return routes
}
