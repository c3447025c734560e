import { type Context, Hono } from 'hono'
import { courseOf } from '../bureau/keeping/course'
import { coursePaper } from '../bureau/keeping/course-paper'
import type { Deps } from '../deps'
import type { Env } from './decision-routes'
import { download, XLSX } from './download'

/** Routes of what a bureau keeps. Behind the session. Lists: shared/api/bureau-keeping.ts. */
export function bureauKeepingRoutes(deps: Deps): Hono<Env> {
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
  return routes
}
