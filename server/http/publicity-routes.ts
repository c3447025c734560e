import { type Context, Hono } from 'hono'
import * as v from 'valibot'
import {
  answerObjection as answerRequest,
  dueQuery,
  publicitiesQuery,
  publicPeopleQuery,
  publish as publishRequest,
  recordObjection as recordRequest,
  takeOff as takeOffRequest,
  termQuery,
} from '../../shared/api/bureau-publicity'
import { clearPublicity } from '../bureau/publicity/clear'
import { answerObjection, recordObjection, showObjector } from '../bureau/publicity/objections'
import { noticeHabits, publicityDetail, publicityTerm } from '../bureau/publicity/publicity-detail'
import { publicityPaper } from '../bureau/publicity/publicity-paper'
import { publish } from '../bureau/publicity/publish'
import { takeOff } from '../bureau/publicity/take-off'
import type { Deps } from '../deps'
import { listDueClaims } from '../lists/due-claims'
import { listPublicPeople } from '../lists/public-people'
import { listPublicities } from '../lists/publicities'
import { dueColumns, publicityColumns, publicPeopleColumns } from '../lists/publicity-columns'
import type { Env } from './decision-routes'
import { json } from './device-routes'
import { download, XLSX } from './download'
import { serveList } from './serve-list'

/** Console routes about 公示 and 异议. Behind the session, of bureaus. List: shared/api/bureau-publicity.ts. */
export function publicityRoutes(deps: Deps): Hono<Env> {
  const routes = new Hono<Env>()
  const actor = (c: Context<Env>) => c.get('actor')
  const body = async <S extends v.GenericSchema>(c: Context<Env>, schema: S): Promise<v.InferOutput<S>> =>
    v.parse(schema, await json(c.req.raw))
  const answer = async (c: Context<Env>, id: string) => c.json(await publicityDetail(deps, actor(c), id))

  serveList(routes, deps, {
    ...{ path: '/bureau/publishable', title: '待公示', query: dueQuery, columns: () => dueColumns },
    read: ({ actor }, query) => listDueClaims(deps, actor, 'agreed', query),
  })
  serveList(routes, deps, {
    ...{ path: '/bureau/publicities', title: '公示', query: publicitiesQuery, columns: () => publicityColumns },
    read: ({ actor }, query) => listPublicities(deps, actor, query),
  })
  serveList(routes, deps, {
    ...{ path: '/bureau/publicities/:id/people', title: '公示名单', query: publicPeopleQuery },
    columns: () => publicPeopleColumns,
    read: ({ actor, id }, query) => listPublicPeople(deps, actor, id, query),
  })
  routes.get('/bureau/publicity-term', async (c) =>
    c.json(await publicityTerm(deps, actor(c), v.parse(termQuery, c.req.query()).days)),
  )
  routes.get('/bureau/publicity-habits', async (c) => c.json(await noticeHabits(deps, actor(c))))
  routes.post('/bureau/publicities', async (c) =>
    c.json({ id: await publish(deps, actor(c), await body(c, publishRequest)) }),
  )
  routes.get('/bureau/publicities/:id', (c) => answer(c, c.req.param('id')))
  routes.get('/bureau/publicities/:id/pdf', async (c) => {
    const { file, name } = await publicityPaper(deps, actor(c), c.req.param('id'), 'pdf')
    return download(c, file, name, 'application/pdf')
  })
  routes.get('/bureau/publicities/:id/xlsx', async (c) => {
    const { file, name } = await publicityPaper(deps, actor(c), c.req.param('id'), 'xlsx')
    return download(c, file, name, XLSX)
  })
  routes.post('/bureau/publicities/:id/off', async (c) => {
    await takeOff(deps, actor(c), c.req.param('id'), await body(c, takeOffRequest))
    return answer(c, c.req.param('id'))
  })
  routes.post('/bureau/publicities/:id/objections', async (c) => {
    await recordObjection(deps, actor(c), c.req.param('id'), await body(c, recordRequest))
    return answer(c, c.req.param('id'))
  })
  routes.post('/bureau/publicities/:id/clear', async (c) => {
    await clearPublicity(deps, actor(c), c.req.param('id'))
    return answer(c, c.req.param('id'))
  })
  routes.post('/bureau/objections/:id/answer', async (c) =>
    answer(c, await answerObjection(deps, actor(c), c.req.param('id'), await body(c, answerRequest))),
  )
  routes.post('/bureau/objections/:id/who', async (c) => c.json(await showObjector(deps, actor(c), c.req.param('id'))))
  return routes
}
