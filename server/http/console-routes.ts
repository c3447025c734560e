import { type Context, Hono } from 'hono'
import * as v from 'valibot'
import {
  recordConsent as consentRequest,
  noteFindingRequest,
  openClassRequest,
  publishRule as publishRequest,
  receiptsRequest,
} from '../../shared/api'
import { openClassOfPlan as openClassOfPlanRequest } from '../../shared/api/plans'
import { currentPolicies } from '../../shared/study/policies'
import { isSetUp } from '../access/set-up'
import { buildPackage } from '../claim/package/class-package'
import { rosterWorkbook } from '../claim/roster-workbook'
import type { Deps } from '../deps'
import { Refused } from '../ledger/accept'
import { recalculate } from '../study/recalculate'
import { classDetail } from '../training/class-detail'
import { classFile } from '../training/class-file'
import { decidePending } from '../training/decide-pending'
import { handIn } from '../training/hand-in'
import { classHealth } from '../training/health'
import { noteFinding } from '../training/note-finding'
import { openClass, openClassOfPlan } from '../training/open-class'
import { publishRule, withdrawRule } from '../training/publish-rule'
import { receiptFiles } from '../training/receipt-files'
import { recordConsent } from '../training/record-consent'
import { listRules } from '../training/rules'
import { seatDetail } from '../training/seat-detail'
import { slips } from '../training/slips'
import { accessRoutes } from './access-routes'
import { boardRoutes } from './board-routes'
import { bureauAcrossRoutes } from './bureau-across-routes'
import { bureauDeskRoutes } from './bureau-desk-routes'
import { bureauExchangeRoutes } from './bureau-exchange-routes'
import { bureauIntakeRoutes } from './bureau-intake-routes'
import { bureauKeepingRoutes } from './bureau-keeping-routes'
import { bureauLinkRoutes } from './bureau-link-routes'
import { bureauRegisterRoutes } from './bureau-register-routes'
import { bureauReviewRoutes } from './bureau-review-routes'
import { claimRoutes } from './claim-routes'
import { classLinkRoutes } from './class-link-routes'
import { closingRoutes } from './closing-routes'
import { type Connection, demandSecure } from './connection'
import { decisionRoutes, type Env } from './decision-routes'
import { json } from './device-routes'
import { download, downloadMade, XLSX } from './download'
import { entryRoutes } from './entry-routes'
import { examRoutes } from './exam-routes'
import { formRoutes } from './form-routes'
import { installRoutes } from './install-routes'
import { jobRoutes } from './job-routes'
import { keepRoutes } from './keep-routes'
import { lessonRoutes } from './lesson-routes'
import { limited } from './limited'
import { listRoutes } from './list-routes'
import { mediaRoutes } from './media-routes'
import { packageRoutes } from './package-routes'
import { paymentRoutes } from './payment-routes'
import { planRoutes } from './plan-routes'
import { publicityRoutes } from './publicity-routes'
import { reachRoutes } from './reach-routes'
import { rosterRoutes } from './roster-routes'
import { sendingRoutes } from './sending-routes'
import { sourceRoutes } from './source-routes'
import { witnessRoutes } from './witness-routes'

const UPLOAD_LIMIT = 20 * 1024 * 1024

/** The console's routes: parse, call one verb, answer. List: shared/api.ts. */
export function consoleRoutes(deps: Deps, connection: Connection, served: { ca: boolean }): Hono<Env> {
  const routes = new Hono<Env>()

  routes.use((c, next) => {
    refuseForeign(c)
    return isJson(c) ? form(c, next) : next()
  })
  routes.get('/state', async (c) => c.json({ setUp: await isSetUp(deps), secure: connection.secure(c) }))
  routes.use(async (c, next) => {
    demandSecure(connection, c, '控制台里有姓名和身份证号，只能经过加密连接（https）使用。请改用 https 开头的网址')
    await next()
  })
  const { routes: entry, enter } = entryRoutes(deps, connection)
  routes.route('/', entry)
  routes.get('/policies', (c) => c.json(currentPolicies))
  routes.get('/keys', async (c) => {
    const keys = await deps.keys.inUse(c.get('actor').organisation)
    return c.json(Object.fromEntries(keys.map(({ purpose, id, public: key }) => [purpose, { fingerprint: id, key }])))
  })
  routes.post('/classes', async (c) => {
    const input = v.parse(v.union([openClassOfPlanRequest, openClassRequest]), await json(c.req.raw))
    const id =
      typeof input.plan === 'string'
        ? await openClassOfPlan(deps, c.get('actor'), { ...input, plan: input.plan })
        : await openClass(deps, c.get('actor'), v.parse(openClassRequest, input))
    return c.json((await classDetail(deps, c.get('actor'), id)).summary)
  })
  routes.get('/classes/:id', async (c) => c.json(await classDetail(deps, c.get('actor'), c.req.param('id'))))
  routes.get('/classes/:id/slips', async (c) => c.json(await slips(deps, c.get('actor'), c.req.param('id'))))
  routes.get('/classes/:id/class-file', async (c) => {
    const asked = { class: c.req.param('id'), offline: c.req.query('offline') === '1' }
    const { file, name } = await classFile(deps, c.get('actor'), asked)
    return download(c, file, name, 'application/json')
  })
  routes.post('/classes/:id/pending/:claim', async (c) => {
    const { accept, seat } = v.parse(
      v.strictObject({ accept: v.boolean(), seat: v.optional(v.string()) }),
      await json(c.req.raw),
    )
    await decidePending(deps, c.get('actor'), { class: c.req.param('id'), claim: c.req.param('claim'), accept, seat })
    return c.json({})
  })
  routes.post('/classes/:id/hand-in', upload(), async (c) =>
    c.json(await handIn(deps, c.get('actor'), { class: c.req.param('id'), file: await c.req.text() })),
  )
  routes.post('/classes/:id/receipts', async (c) => {
    const { chains } = v.parse(receiptsRequest, await json(c.req.raw))
    const { file, name } = await receiptFiles(deps, c.get('actor'), { class: c.req.param('id'), chains })
    return download(c, file, name, 'application/zip')
  })
  routes.post('/findings/:id/note', async (c) => {
    await noteFinding(deps, c.get('actor'), c.req.param('id'), v.parse(noteFindingRequest, await json(c.req.raw)))
    return c.json({})
  })
  routes.get('/classes/:id/health', async (c) => c.json(await classHealth(deps, c.get('actor'), c.req.param('id'))))
  routes.get('/classes/:id/recalculation', async (c) =>
    c.json(await recalculate(deps, c.get('actor'), { class: c.req.param('id'), policy: c.req.query('policy') ?? '' })),
  )
  routes.post('/classes/:id/consent', async (c) => {
    const { date } = v.parse(consentRequest, await json(c.req.raw))
    await recordConsent(deps, c.get('actor'), { class: c.req.param('id'), date })
    return c.json({})
  })
  routes.get('/classes/:id/roster.xlsx', async (c) => {
    const { file, name } = await rosterWorkbook(deps, c.get('actor'), c.req.param('id'))
    return download(c, file, name, XLSX)
  })
  routes.post('/classes/:id/package', async (c) => {
    const made = await buildPackage(deps, c.get('actor'), c.req.param('id'))
    return downloadMade(c, made, () => void ('path' in made && deps.work.remove(made.path)))
  })
  routes.get('/seats/:id', async (c) => c.json(await seatDetail(deps, c.get('actor'), c.req.param('id'))))
  routes.get('/rules', async (c) => c.json(await listRules(deps, c.get('actor'))))
  routes.post('/rules', async (c) => {
    await publishRule(deps, c.get('actor'), v.parse(publishRequest, await json(c.req.raw)).rule)
    return c.json(await listRules(deps, c.get('actor')))
  })
  routes.delete('/rules/:id', async (c) => {
    await withdrawRule(deps, c.get('actor'), c.req.param('id'))
    return c.json(await listRules(deps, c.get('actor')))
  })
  routes.route('/', bureauDeskRoutes(deps))
  routes.route('/', listRoutes(deps))
  routes.route('/', jobRoutes(deps))
  routes.route('/', decisionRoutes(deps))
  routes.route('/', closingRoutes(deps))
  routes.route('/', classLinkRoutes(deps, connection))
  routes.route('/', installRoutes(deps, served))
  routes.route('/', accessRoutes(deps, enter))
  routes.route('/', rosterRoutes(deps))
  routes.route('/', keepRoutes(deps))
  routes.route('/', witnessRoutes(deps))
  routes.route('/', reachRoutes(deps, connection))
  routes.route('/', lessonRoutes(deps))
  routes.route('/', planRoutes(deps))
  routes.route('/', boardRoutes(deps))
  routes.route('/', formRoutes(deps))
  routes.route('/', sourceRoutes(deps))
  routes.route('/', examRoutes(deps))
  routes.route('/', mediaRoutes(deps))
  routes.route('/', claimRoutes(deps))
  routes.route('/', packageRoutes(deps))
  routes.route('/', sendingRoutes(deps))
  routes.route('/', bureauRegisterRoutes(deps))
  routes.route('/', bureauIntakeRoutes(deps))
  routes.route('/', bureauExchangeRoutes(deps))
  routes.route('/', bureauAcrossRoutes(deps))
  routes.route('/', bureauReviewRoutes(deps))
  routes.route('/', bureauKeepingRoutes(deps))
  routes.route('/', bureauLinkRoutes(deps))
  routes.route('/', publicityRoutes(deps))
  routes.route('/', paymentRoutes(deps))
  routes.route('/', bureauRegisterRoutes(deps))
  return routes
}

/** A page of another origin may not speak for somebody who is signed in here. */
function refuseForeign(c: Context): void {
  if (c.req.method === 'GET') return
  const site = c.req.header('sec-fetch-site')
  const origin = c.req.header('origin')
  const own =
    site === undefined
      ? origin === undefined || (URL.canParse(origin) && new URL(origin).host === new URL(c.req.url).host)
      : site === 'same-origin'
  if (!own) throw new Refused('not-allowed', '请求来自别的网页，已拒绝')
  if (
    c.req.method === 'POST' &&
    !isJson(c) &&
    // A page of another origin can send this header as little as those content types.
    c.req.header('tus-resumable') === undefined &&
    !/^application\/octet-stream\b/i.test(c.req.header('content-type') ?? '')
  )
    throw new Refused('bad-request', '请求的格式不对')
}

const isJson = (c: Context) => /^application\/json\b/i.test(c.req.header('content-type') ?? '')
const form = limited(256 * 1024, '填写的内容超过 256 kB，请精简后再提交')
const upload = () => limited(UPLOAD_LIMIT, '文件超过 20 MB，请分开上传')
