import { type Context, Hono } from 'hono'
import * as v from 'valibot'
import { inspectionsQuery, inspectRequest, rectifyRequest } from '../../shared/api/bureau-inspections'
import {
  auditorExportRequest,
  disposePackagesRequest,
  endPackageHoldRequest,
  holdPackagesRequest,
  transferRequest,
} from '../../shared/api/bureau-keeping'
import { courseOf } from '../bureau/keeping/course'
import { coursePaper } from '../bureau/keeping/course-paper'
import { disposalPaper } from '../bureau/keeping/disposal-paper'
import {
  askPackageDisposal,
  confirmPackageDisposal,
  endPackageHold,
  holdPackages,
  withdrawPackageDisposal,
} from '../bureau/keeping/dispose'
import { startAuditorExport } from '../bureau/keeping/export/auditor-export'
import { inspectableClasses, recordInspection, recordRectified } from '../bureau/keeping/inspect'
import { keepingState } from '../bureau/keeping/keeping-state'
import { reverify } from '../bureau/keeping/reverify'
import { recordTransfer, transferPaper, transferState } from '../bureau/keeping/transfer'
import type { Deps } from '../deps'
import { inspectionColumns, listInspections } from '../lists/inspections'
import type { Env } from './decision-routes'
import { json } from './device-routes'
import { download, XLSX } from './download'
import { serveList } from './serve-list'

/** Routes of what a bureau keeps. Behind the session. Lists: shared/api/bureau-keeping.ts. */
export function bureauKeepingRoutes(deps: Deps): Hono<Env> {
  const lists = new Hono<Env>()
  serveList(lists, deps, {
    ...{ path: '/bureau/inspections', title: '巡查', query: inspectionsQuery, columns: () => inspectionColumns },
    read: ({ actor: by }, query) => listInspections(deps, by, query),
  })
  const routes = new Hono<Env>().basePath('/bureau')
  const actor = (c: Context<Env>) => c.get('actor')

  routes.get('/reviews/:id/course', async (c) => c.json({ steps: await courseOf(deps, actor(c), c.req.param('id')) }))
  routes.get('/reviews/:id/course.pdf', async (c) => {
    const { file, name } = await coursePaper(deps, actor(c), c.req.param('id'), 'pdf')
    return download(c, file, name, 'application/pdf')
  })
  routes.get('/reviews/:id/course.xlsx', async (c) => {
    const { file, name } = await coursePaper(deps, actor(c), c.req.param('id'), 'xlsx')
    return download(c, file, name, XLSX)
  })
  routes.post('/auditor-export', async (c) =>
    c.json({ job: await startAuditorExport(deps, actor(c), v.parse(auditorExportRequest, await json(c.req.raw))) }),
  )
  const transfer = async (c: Context<Env>, id: string) => c.json(await transferState(deps, actor(c), id))
  routes.get('/firms/:id/transfer', (c) => transfer(c, c.req.param('id')))
  routes.post('/firms/:id/transfer', async (c) => {
    await recordTransfer(deps, actor(c), c.req.param('id'), v.parse(transferRequest, await json(c.req.raw)))
    return transfer(c, c.req.param('id'))
  })
  routes.get('/firms/:id/transfer.pdf', async (c) => {
    const { file, name } = await transferPaper(deps, actor(c), c.req.param('id'), 'pdf')
    return download(c, file, name, 'application/pdf')
  })
  routes.get('/firms/:id/transfer.xlsx', async (c) => {
    const { file, name } = await transferPaper(deps, actor(c), c.req.param('id'), 'xlsx')
    return download(c, file, name, XLSX)
  })
  const answer = async (c: Context<Env>) => c.json(await keepingState(deps, actor(c)))
  routes.get('/keeping', answer)
  routes.post('/keeping/packages/:id/verify', async (c) =>
    c.json({ job: await reverify(deps, actor(c), c.req.param('id')) }),
  )
  routes.post('/keeping/holds', async (c) => {
    await holdPackages(deps, actor(c), v.parse(holdPackagesRequest, await json(c.req.raw)))
    return answer(c)
  })
  routes.post('/keeping/holds/:id/end', async (c) => {
    const { reason } = v.parse(endPackageHoldRequest, await json(c.req.raw))
    await endPackageHold(deps, actor(c), c.req.param('id'), reason)
    return answer(c)
  })
  routes.post('/keeping/disposals', async (c) => {
    await askPackageDisposal(deps, actor(c), v.parse(disposePackagesRequest, await json(c.req.raw)))
    return answer(c)
  })
  routes.post('/keeping/disposals/:id/confirm', async (c) => {
    await confirmPackageDisposal(deps, actor(c), c.req.param('id'))
    return answer(c)
  })
  routes.post('/keeping/disposals/:id/withdraw', async (c) => {
    await withdrawPackageDisposal(deps, actor(c), c.req.param('id'))
    return answer(c)
  })
  routes.get('/keeping/disposals/:id/paper.pdf', async (c) => {
    const { file, name } = await disposalPaper(deps, actor(c), c.req.param('id'), 'pdf')
    return download(c, file, name, 'application/pdf')
  })
  routes.get('/keeping/disposals/:id/paper.xlsx', async (c) => {
    const { file, name } = await disposalPaper(deps, actor(c), c.req.param('id'), 'xlsx')
    return download(c, file, name, XLSX)
  })
  routes.get('/inspectable', async (c) => c.json(await inspectableClasses(deps, actor(c))))
  routes.post('/inspections', async (c) =>
    c.json({ id: await recordInspection(deps, actor(c), v.parse(inspectRequest, await json(c.req.raw))) }),
  )
  routes.post('/inspections/:id/rectified', async (c) => {
    await recordRectified(deps, actor(c), c.req.param('id'), v.parse(rectifyRequest, await json(c.req.raw)))
    return c.json({})
  })
  lists.route('/', routes)
  return lists
}
