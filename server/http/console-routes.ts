import { type Context, Hono } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import * as v from 'valibot'
import {
  recordConsent as consentRequest,
  type Me,
  noteFindingRequest,
  openClassRequest,
  publishRule as publishRequest,
  setupRequest,
  signInRequest,
} from '../../shared/api'
import { canonical } from '../../shared/record/canonical'
import { currentPolicies } from '../../shared/study/policies'
import type { Actor } from '../access/actor'
import { Limit } from '../access/limit'
import { actorOf, closeSession, openSession } from '../access/sessions'
import { isSetUp, setUp } from '../access/set-up'
import { signIn } from '../access/sign-in'
import { buildPackage } from '../claim/build-package'
import { rosterWorkbook } from '../claim/roster-workbook'
import type { Deps } from '../deps'
import { Refused } from '../ledger/accept'
import { recalculate } from '../study/recalculate'
import { classDetail } from '../training/class-detail'
import { classStatement } from '../training/class-file'
import { classOf } from '../training/class-of'
import { decidePending } from '../training/decide-pending'
import { handIn } from '../training/hand-in'
import { classHealth } from '../training/health'
import { importRoster } from '../training/import-roster'
import { noteFinding } from '../training/note-finding'
import { openClass } from '../training/open-class'
import { publishRule, withdrawRule } from '../training/publish-rule'
import { recordConsent } from '../training/record-consent'
import { rosterTemplate } from '../training/roster-file'
import { listRules } from '../training/rules'
import { seatDetail } from '../training/seat-detail'
import { slips } from '../training/slips'
import { type Connection, demandSecure } from './connection'
import { decisionRoutes, type Env } from './decision-routes'
import { json } from './device-routes'
import { download, XLSX } from './download'
import { limited } from './limited'
import { listRoutes } from './list-routes'

const COOKIE = 'xueji-session'
const UPLOAD_LIMIT = 20 * 1024 * 1024

/** The console's routes: parse, call one verb, answer. List: shared/api.ts. */
export function consoleRoutes(deps: Deps, connection: Connection): Hono<Env> {
  const routes = new Hono<Env>()
  const attempts = new Limit(deps.clock, 10, 600_000)

  routes.use((c, next) => {
    refuseForeign(c)
    return isJson(c) ? form(c, next) : next()
  })
  routes.get('/state', async (c) => c.json({ setUp: await isSetUp(deps), secure: connection.secure(c) }))
  routes.use(async (c, next) => {
    demandSecure(connection, c, '控制台里有姓名和身份证号，只能经过加密连接（https）使用。请改用 https 开头的网址')
    await next()
  })
  routes.post('/setup', async (c) => {
    attempts.take(connection.address(c))
    const member = await setUp(deps, v.parse(setupRequest, await json(c.req.raw)))
    return c.json(await startSession(c, member))
  })
  routes.post('/session', async (c) => {
    const input = v.parse(signInRequest, await json(c.req.raw))
    const key = `${connection.address(c)}/${input.login}`
    attempts.take(key)
    const member = await signIn(deps, input)
    attempts.forgive(key)
    return c.json(await startSession(c, member))
  })

  routes.use(async (c, next) => {
    const actor = await actorOf(deps, getCookie(c, COOKIE))
    if (!actor) throw new Refused('sign-in-needed', '请先登录')
    c.set('actor', actor)
    await next()
  })
  routes.delete('/session', async (c) => {
    await closeSession(deps, getCookie(c, COOKIE) ?? '')
    deleteCookie(c, COOKIE, { path: '/' })
    return c.json({})
  })
  routes.get('/me', (c) => c.json(meOf(c.get('actor'))))
  routes.get('/policies', (c) => c.json(currentPolicies))
  routes.get('/keys', async (c) => {
    const keys = await deps.keys.inUse(c.get('actor').organisation)
    return c.json(Object.fromEntries(keys.map(({ purpose, id, public: key }) => [purpose, { fingerprint: id, key }])))
  })
  routes.post('/classes', async (c) => {
    const id = await openClass(deps, c.get('actor'), v.parse(openClassRequest, await json(c.req.raw)))
    return c.json((await classDetail(deps, c.get('actor'), id)).summary)
  })
  routes.get('/classes/:id', async (c) => c.json(await classDetail(deps, c.get('actor'), c.req.param('id'))))
  routes.get('/classes/:id/roster-template', async (c) =>
    download(c, await rosterTemplate(), '学员名册模板.xlsx', XLSX),
  )
  routes.post('/classes/:id/roster', upload(), async (c) =>
    c.json(
      await importRoster(deps, c.get('actor'), {
        class: c.req.param('id'),
        file: new Uint8Array(await c.req.arrayBuffer()),
        dryRun: c.req.query('dry') === '1',
      }),
    ),
  )
  routes.get('/classes/:id/slips', async (c) => c.json(await slips(deps, c.get('actor'), c.req.param('id'))))
  routes.get('/classes/:id/class-file', async (c) => {
    const trained = await classOf(deps.store, c.req.param('id'), c.get('actor').organisation)
    const statement = await classStatement(deps, trained.id, {
      issuedAt: trained.createdAt,
      offline: c.req.query('offline') === '1',
    })
    return download(
      c,
      new TextEncoder().encode(`${canonical(statement)}\n`),
      `班级文件-${trained.name}.json`,
      'application/json',
    )
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
    const { file, name } = await buildPackage(deps, c.get('actor'), c.req.param('id'))
    return download(c, file, name, 'application/zip')
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
  routes.route('/', listRoutes(deps))
  routes.route('/', decisionRoutes(deps))
  return routes

  async function startSession(c: Context, member: string): Promise<Me> {
    const token = await openSession(deps, member)
    const actor = await actorOf(deps, token)
    if (!actor) throw new Error('a session just opened is not there')
    setCookie(c, COOKIE, token, {
      path: '/',
      httpOnly: true,
      sameSite: 'Strict',
      secure: connection.encrypted(c),
    })
    return meOf(actor)
  }
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
    !/^application\/octet-stream\b/i.test(c.req.header('content-type') ?? '')
  )
    throw new Refused('bad-request', '请求的格式不对')
}

const isJson = (c: Context) => /^application\/json\b/i.test(c.req.header('content-type') ?? '')
const form = limited(256 * 1024, '填写的内容超过 256 kB，请精简后再提交')
const upload = () => limited(UPLOAD_LIMIT, '文件超过 20 MB，请分开上传')

const meOf = ({ member, login, name, role, organisation, kind, organisationName }: Actor): Me => ({
  user: { id: member, login, name, role },
  organisation: { id: organisation, kind, name: organisationName },
})
