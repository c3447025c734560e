import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import type { ErrorAnswer, FindingRow, Me, NoteFinding, OpenClassRequest, RuleList } from '../../../shared/api'
import type { BackupState } from '../../../shared/api/keep'
import type { SiteRule } from '../../../shared/site/rule'
import { defaultPolicy } from '../../../shared/study/policies'
import { accessRoutes } from './access-fixture'
import { boardRoutes } from './board-fixture'
import { bureauAcrossRoutes } from './bureau-across-fixture'
import { bureauHomeRoutes } from './bureau-home-fixture'
import { bureauIntakeRoutes } from './bureau-intake-fixture'
import { bureauKeepingRoutes } from './bureau-keeping-fixture'
import { bureauLinkRoutes } from './bureau-link-fixture'
import { bureauRegisterRoutes } from './bureau-register-fixture'
import { bureauReviewRoutes } from './bureau-review-fixture'
import { claimRoutes } from './claim-fixture'
import { classLinkRoutes } from './class-link-fixture'
import { closingRoutes } from './closing-fixture'
import * as data from './data'
import { examRoutes } from './exam-fixture'
import { formRoutes } from './form-fixture'
import { homeOf, newHome } from './home-data'
import { installRoutes } from './install-fixture'
import { at } from './instants'
import { jobRoutes } from './job-fixture'
import { backedUp, keepRoutes } from './keep-fixture'
import { lessonRoutes } from './lesson-fixture'
import { listRoutes } from './lists-fixture'
import { mediaRoutes } from './media-fixture'
import { moneyRoutes } from './money-fixture'
import { packageRoutes } from './package-fixture'
import { peopleRoutes } from './people-fixture'
import { planRoutes } from './plan-fixture'
import { reachRoutes } from './reach-fixture'
import { rosterRoutes } from './roster-fixture'
import { seatDetail } from './seat-data'
import { sendingRoutes } from './sending-fixture'
import { sourceRoutes } from './sources-fixture'
import { witnessRoutes } from './witness-fixture'

/** The policy of the real server, so that what it forbids fails here too. */
const CSP =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
const types: Record<string, string> = { js: 'text/javascript', css: 'text/css', svg: 'image/svg+xml' }

export interface FixtureState {
  setUp: boolean
  signedIn: boolean
  classes: data.FixtureClass[]
  /** How the backups stand. */
  backup: BackupState
  findings: FindingRow[]
  /** Texts of the organisation's own site rules. */
  rules: string[]
  /** Who is signed in. */
  me: Me
  /** Called before every API answer; throw nothing, return an error to answer it. */
  trouble?:
    | ((method: string, path: string) => { status: 401 | 403 | 409 | 422 | 500; answer: ErrorAnswer } | undefined)
    | undefined
  /** What was posted: method, path and body where it was JSON. */
  asked: { method: string; path: string; body: unknown }[]
}

export const ownRule: SiteRule = {
  id: 'px.example.cn',
  version: 2,
  hosts: ['px.example.cn'],
  frames: ['player.example.com'],
  pages: [{ name: 'lesson', fields: { 'course.title': [{ select: '.title' }], 'lesson.title': [{ select: 'h2' }] } }],
}

export interface Fixture {
  url: string
  state: FixtureState
  reset(): void
  /** Says something to every board that is looked at. */
  tellBoards: ReturnType<typeof boardRoutes>
  close(): Promise<void>
}

const fresh = (): FixtureState => ({
  setUp: true,
  signedIn: true,
  backup: backedUp,
  classes: [data.classDetail, data.emptyClass],
  findings: data.findings,
  rules: [JSON.stringify(ownRule)],
  me: data.me,
  asked: [],
})

/** Serves the built console in `root` and answers the API from typed data. */
export async function startFixture(root: string): Promise<Fixture> {
  const state = fresh()
  const app = new Hono()
  app.use(async (c, next) => {
    await next()
    c.header('content-security-policy', CSP)
  })
  app.use('/api/*', async (c, next) => {
    const { method, path } = c.req
    const text = method === 'POST' && c.req.header('content-type') === 'application/json' ? await c.req.text() : ''
    if (method !== 'GET') state.asked.push({ method, path, body: text === '' ? undefined : JSON.parse(text) })
    const trouble = state.trouble?.(method, path)
    if (trouble) return c.json(trouble.answer, trouble.status)
    const open =
      path === '/api/state' ||
      path === '/api/setup' ||
      (path === '/api/session' && method === 'POST') ||
      path.startsWith('/api/my') ||
      path.startsWith('/api/look') ||
      path.startsWith('/api/invitation')
    if (!open && !state.signedIn) return c.json({ code: 'sign-in-needed', message: '请先登录' }, 401)
    await next()
  })
  const find = (id: string | undefined) => state.classes.find(({ summary }) => summary.id === id)
  const enter = () => {
    state.setUp = true
    state.signedIn = true
    return state.me
  }
  const file = (name: string, text = name) =>
    new Response(text, {
      headers: {
        'content-type': 'application/octet-stream',
        'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
      },
    })

  app.get('/api/state', (c) => c.json({ setUp: state.setUp, secure: true }))
  app.post('/api/setup', (c) => c.json(enter()))
  app.post('/api/session', (c) => c.json(enter()))
  app.delete('/api/session', (c) => {
    state.signedIn = false
    return c.json({})
  })
  app.get('/api/home', (c) => c.json(state.classes.length === 0 ? newHome : homeOf(state.classes)))
  app.get('/api/me', (c) => c.json(state.me))
  app.get('/api/policies', (c) => c.json([defaultPolicy]))
  app.get('/api/keys', (c) => c.json(data.keys))
  listRoutes(app, state)
  const tellBoards = boardRoutes(app, state)
  boardRoutes(app, state)
  mediaRoutes(app)
  bureauHomeRoutes(app, state)
  bureauLinkRoutes(app)
  bureauRegisterRoutes(app)
  bureauRegisterRoutes(app)
  bureauHomeRoutes(app, state)
  bureauReviewRoutes(app)
  closingRoutes(app, state)
  classLinkRoutes(app, state)
  app.post('/api/classes', async (c) => {
    const { name, plan } = await c.req.json<OpenClassRequest>()
    const made: data.FixtureClass = {
      ...data.emptyClass,
      summary: { ...data.emptyClass.summary, id: 'class-3', name, period: plan.period },
    }
    state.classes = [made, ...state.classes]
    return c.json(made.summary)
  })
  app.get('/api/classes/:id', (c) => {
    const found = find(c.req.param('id'))
    return found
      ? c.json({ summary: found.summary, plan: found.plan })
      : c.json({ code: 'not-found', message: '没有这个培训班' }, 404)
  })
  app.get('/api/classes/:id/recalculation', (c) => c.json({ ...data.recalculation, policy: defaultPolicy }))
  app.get('/api/classes/:id/slips', (c) => c.json(find(c.req.param('id'))?.roster.length ? data.slips : []))
  app.get('/api/classes/:id/class-file', () => file('班级文件.json', '{}'))
  app.get('/api/classes/:id/roster.xlsx', () => file('学员名册.xlsx'))
  app.post('/api/classes/:id/pending/:claim', (c) => {
    const claim = c.req.param('claim')
    state.classes = state.classes.map((one) => ({
      ...one,
      pending: one.pending.filter((row) => row.claim !== claim),
      summary: { ...one.summary, pending: one.pending.filter((row) => row.claim !== claim).length },
    }))
    return c.json({})
  })
  app.post('/api/classes/:id/hand-in', async (c) => {
    const text = await c.req.text()
    if (text.includes('broken'))
      return c.json(
        { code: 'file-refused', message: '这不是学迹的上交文件：第一行应是设备信息。请让学员重新保存上交文件' },
        422,
      )
    return c.json({
      chains: 1,
      entries: 18,
      already: 2,
      refused: text.includes('partly') ? [{ line: 9, message: '签名不符，没有收下' }] : [],
      receipts: `{"of":"${text}"}\n`,
      people: [{ chain: 'ab'.repeat(32), number: '003', name: '张伟', late: text.includes('partly') }],
    })
  })
  app.get('/api/classes/:id/health', (c) =>
    c.json(find(c.req.param('id'))?.roster.length ? data.health : { sites: [], people: [] }),
  )
  app.post('/api/findings/:id/note', async (c) => {
    const { text, settled } = await c.req.json<NoteFinding>()
    state.findings = state.findings.map((one) =>
      one.id === c.req.param('id')
        ? { ...one, settled, notes: [...one.notes, { by: data.me.user.name, text, settled, at: at(17) }] }
        : one,
    )
    return c.json({})
  })
  jobRoutes(app, file)
  const rules = (): RuleList => ({
    version: 3,
    rules: state.rules.map((text) => {
      const { id, version, hosts }: SiteRule = JSON.parse(text)
      return { id, version, hosts, hash: createHash('sha256').update(text).digest('hex'), text }
    }),
  })
  app.get('/api/rules', (c) => c.json(rules()))
  app.post('/api/rules', async (c) => {
    state.rules = [(await c.req.json<{ rule: string }>()).rule]
    return c.json(rules())
  })
  app.delete('/api/rules/:id', (c) => {
    state.rules = []
    return c.json(rules())
  })
  app.get('/api/seats/:id', (c) => {
    const row = data.roster.find(({ seat }) => seat === c.req.param('id'))
    return row ? c.json(seatDetail(row)) : c.json({ code: 'not-found', message: '没有这个人' }, 404)
  })
  accessRoutes(app, state)
  peopleRoutes(app)
  planRoutes(app)
  claimRoutes(app)
  packageRoutes(app)
  sendingRoutes(app)
  bureauIntakeRoutes(app, file)
  moneyRoutes(app)
  bureauKeepingRoutes(app)
  keepRoutes(app, state)
  witnessRoutes(app, () => state.me.organisation.kind === 'bureau')
  reachRoutes(app)
  examRoutes(app)
  lessonRoutes(app)
  formRoutes(app)
  installRoutes(app)
  sourceRoutes(app)
  rosterRoutes(app)
  bureauAcrossRoutes(app)
  app.get('*', (c) => {
    const asset = join(root, c.req.path)
    const name = c.req.path.startsWith('/assets/') && existsSync(asset) ? asset : join(root, 'index.html')
    return c.body(readFileSync(name, 'utf8'), 200, {
      'content-type': `${types[name.split('.').at(-1) ?? ''] ?? 'text/html'}; charset=utf-8`,
    })
  })

  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' })
  await new Promise<void>((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    state,
    tellBoards,
    reset: () => {
      delete state.trouble
      Object.assign(state, fresh())
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
