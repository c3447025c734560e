import { type Context, Hono } from 'hono'
import * as v from 'valibot'
import {
  saveAccount as accountRequest,
  createPlan as createRequest,
  enterDecision as decisionRequest,
  saveOrganisation as organisationRequest,
  recordFiling as recordFilingRequest,
  savePlan as saveRequest,
} from '../../shared/api/plans'
import { calendarYear, day } from '../../shared/calendar/year'
import type { Deps } from '../deps'
import { importCalendar, readCalendar } from '../training/calendar/calendar'
import { classOf } from '../training/class-of'
import { readOrganisation, saveAccount, saveOrganisation, showAccount } from '../training/organisation/profile'
import { agreedPlans } from '../training/plan/agreed-plans'
import { bringRoster } from '../training/plan/bring-roster'
import { changePlan } from '../training/plan/change-plan'
import { copyClass } from '../training/plan/copy-class'
import { createPlan } from '../training/plan/create-plan'
import { enterDecision } from '../training/plan/decide-plan'
import { discardPlan } from '../training/plan/discard-plan'
import { filePlan } from '../training/plan/file-plan'
import { filingFile, filingZip } from '../training/plan/filing-files'
import { importDecision } from '../training/plan/import-decision'
import { importReceipt } from '../training/plan/import-receipt'
import { moveClasses, planMoves } from '../training/plan/move-classes'
import { markDeadline } from '../training/plan/plan-deadlines'
import { planDetail } from '../training/plan/plan-detail'
import { papersWorkbook, planPapers, timetableWorkbook } from '../training/plan/plan-papers'
import { attachRoster } from '../training/plan/plan-roster'
import { recordFiling } from '../training/plan/record-filing'
import { savePlan } from '../training/plan/save-plan'
import type { Env } from './decision-routes'
import { json } from './device-routes'
import { download, XLSX } from './download'
import { limited } from './limited'

/** Console routes about plans, the organisation's papers and the calendar. Behind the session. List: shared/api/plans.ts. */
export function planRoutes(deps: Deps): Hono<Env> {
  const routes = new Hono<Env>()
  const actor = (c: Context<Env>) => c.get('actor')
  const body = async <S extends v.GenericSchema>(c: Context<Env>, schema: S): Promise<v.InferOutput<S>> =>
    v.parse(schema, await json(c.req.raw))
  const answer = async (c: Context<Env>, id: string) => c.json(await planDetail(deps, actor(c), id))

  routes.get('/organisation', async (c) => c.json(await readOrganisation(deps, actor(c))))
  routes.post('/organisation', async (c) => {
    await saveOrganisation(deps, actor(c), await body(c, organisationRequest))
    return c.json(await readOrganisation(deps, actor(c)))
  })
  routes.post('/organisation/account', async (c) => {
    await saveAccount(deps, actor(c), await body(c, accountRequest))
    return c.json(await readOrganisation(deps, actor(c)))
  })
  routes.post('/organisation/account/show', async (c) => c.json(await showAccount(deps, actor(c))))
  routes.get('/calendar', async (c) => c.json(await readCalendar(deps, actor(c))))
  routes.post('/calendar', async (c) => {
    await importCalendar(deps, actor(c), await body(c, calendarYear))
    return c.json(await readCalendar(deps, actor(c)))
  })

  routes.get('/agreed-plans', async (c) => c.json(await agreedPlans(deps, actor(c))))
  routes.post('/plans', async (c) => answer(c, await createPlan(deps, actor(c), await body(c, createRequest))))
  routes.get('/plans/:id', (c) => answer(c, c.req.param('id')))
  routes.post('/plans/:id', async (c) => {
    await savePlan(deps, actor(c), c.req.param('id'), await body(c, saveRequest))
    return answer(c, c.req.param('id'))
  })
  routes.delete('/plans/:id', async (c) => {
    await discardPlan(deps, actor(c), c.req.param('id'))
    return c.json({})
  })
  routes.post('/plans/:id/roster', limited(4 << 20, '名册文件超过 4 MB，请只留名册一张工作表'), async (c) =>
    c.json(await attachRoster(deps, actor(c), c.req.param('id'), new Uint8Array(await c.req.arrayBuffer()))),
  )
  routes.post('/plans/:id/file', async (c) => {
    await filePlan(deps, actor(c), c.req.param('id'))
    return answer(c, c.req.param('id'))
  })
  routes.get('/plans/:id/filing.json', async (c) => {
    const { file, name } = await filingFile(deps, actor(c), c.req.param('id'))
    return download(c, file, name, 'application/json')
  })
  routes.get('/plans/:id/filing.zip', async (c) => {
    const { file, name } = await filingZip(deps, actor(c), c.req.param('id'))
    return download(c, file, name, 'application/zip')
  })
  routes.get('/plans/:id/papers', async (c) =>
    c.json(await planPapers(deps, actor(c), c.req.param('id'), c.req.query('full') === '1')),
  )
  routes.get('/plans/:id/papers.xlsx', async (c) => {
    const { file, name } = await papersWorkbook(deps, actor(c), c.req.param('id'))
    return download(c, file, name, XLSX)
  })
  routes.get('/plans/:id/timetable.xlsx', async (c) => {
    const { file, name } = await timetableWorkbook(deps, actor(c), c.req.param('id'))
    return download(c, file, name, XLSX)
  })
  routes.post('/plans/:id/decision', async (c) => {
    await enterDecision(deps, actor(c), c.req.param('id'), await body(c, decisionRequest))
    return answer(c, c.req.param('id'))
  })
  for (const [path, take] of [
    ['decision-file', importDecision],
    ['receipt-file', importReceipt],
  ] as const)
    routes.post(`/plans/:id/${path}`, limited(256 * 1024, '文件太大，不是人社局签名的文件'), async (c) =>
      c.json(
        await take(deps, actor(c), c.req.param('id'), { file: await c.req.text(), confirmed: c.req.query('key') }),
      ),
    )
  routes.post('/plans/:id/change', async (c) => answer(c, await changePlan(deps, actor(c), c.req.param('id'))))
  routes.get('/plans/:id/moves', async (c) => c.json(await planMoves(deps, actor(c), c.req.param('id'))))
  routes.post('/plans/:id/moves', async (c) => {
    const { classes } = await body(c, v.strictObject({ classes: v.pipe(v.array(v.string()), v.maxLength(500)) }))
    await moveClasses(deps, actor(c), c.req.param('id'), classes)
    return answer(c, c.req.param('id'))
  })
  routes.post('/plans/:id/deadlines/:deadline', async (c) => {
    const { id, deadline } = c.req.param()
    await markDeadline(deps, actor(c), { plan: id, deadline, ...(await body(c, v.strictObject({ day }))) })
    return answer(c, id)
  })
  routes.get('/classes/:id/plan', async (c) => {
    const { plan } = await classOf(deps.store, c.req.param('id'), actor(c).organisation)
    return answer(c, plan.id)
  })
  routes.post('/classes/:id/filing', async (c) => {
    await recordFiling(deps, actor(c), { class: c.req.param('id'), ...(await body(c, recordFilingRequest)) })
    return c.json({})
  })
  routes.post('/classes/:id/copy', async (c) => {
    const { from } = await body(c, v.strictObject({ from: day }))
    return answer(c, await copyClass(deps, actor(c), { class: c.req.param('id'), from }))
  })
  routes.post('/classes/:id/plan-roster', async (c) => c.json(await bringRoster(deps, actor(c), c.req.param('id'))))
  return routes
}
