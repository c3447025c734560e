import { type Context, Hono } from 'hono'
import * as v from 'valibot'
import { inspectionsQuery, inspectRequest, rectifyRequest } from '../../shared/api/bureau-inspections'
import { auditorExportRequest } from '../../shared/api/bureau-keeping'
import { courseOf } from '../bureau/keeping/course'
import { coursePaper } from '../bureau/keeping/course-paper'
import { auditorExport } from '../bureau/keeping/export/auditor-export'
import { inspectableClasses, recordInspection, recordRectified } from '../bureau/keeping/inspect'
import type { Deps } from '../deps'
import { inspectionColumns, listInspections } from '../lists/inspections'
import type { Env } from './decision-routes'
import { json } from './device-routes'
import { download, downloadMade, XLSX } from './download'
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
  routes.post('/auditor-export', async (c) => {
    const made = await auditorExport(deps, actor(c), v.parse(auditorExportRequest, await json(c.req.raw)))
    return downloadMade(c, made, () => void deps.work.remove(made.path))
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
