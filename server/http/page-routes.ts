import { join } from 'node:path'
import { serveStatic } from '@hono/node-server/serve-static'
import { type Context, Hono } from 'hono'
import { Limit } from '../access/limit'
import type { Deps } from '../deps'
import { Refused } from '../ledger/accept'
import { type Build, ExtensionBuilds } from '../reach/builds'
import { groupPage } from '../reach/group-page'
import { installPage } from '../reach/install-page'
import { noSuchClass } from '../reach/no-such-class'
import { practicePage } from '../reach/practice-page'
import { browsers, readUserAgent } from '../reach/user-agent'
import { classOfCode } from '../training/class-notice'
import type { TrainingClass } from '../training/class-of'
import type { Connection } from './connection'

const root = join(import.meta.dirname, '../reach/public')

export interface PageSettings {
  /** Folder of the built extension (`dist/extension`). */
  extension?: string | undefined
}

/** The server's own pages for trainees: no session, no cookie, nothing of any person. Specification: server/reach/README.md. */
export function pageRoutes(deps: Deps, connection: Connection, { extension }: PageSettings): Hono {
  const routes = new Hono()
  const builds = new ExtensionBuilds(extension)
  // A class code opens nothing by itself; who tries many of them is slowed down all the same.
  const guesses = new Limit(deps.clock, 60, 600_000)
  const visitorOf = (c: Context) => readUserAgent(c.req.header('user-agent') ?? '')

  routes.use('/reach/*', serveStatic({ root, rewriteRequestPath: (path) => path.replace(/^\/reach/, '') }))
  routes.get('/install/:code?', (c) =>
    shown(c, c.req.param('code'), (trained) => {
      const chosen = browsers.find((one) => one === c.req.query('b'))
      const versions = { chromium: builds.version('chromium'), firefox: builds.version('firefox') }
      const { publicUrl, publisher } = deps
      return installPage({ visitor: visitorOf(c), chosen, trained, publisher, versions, publicUrl })
    }),
  )
  routes.get('/g/:code', (c) =>
    shown(c, c.req.param('code'), (trained) => (trained ? groupPage(trained, visitorOf(c), deps.publicUrl) : '')),
  )
  routes.get('/practice', (c) => page(c, practicePage(visitorOf(c), builds.version('chromium'))))
  routes.get('/extension/xueji-chromium.zip', (c) => zip(c, 'chromium'))
  routes.get('/extension/xueji-firefox.zip', (c) => zip(c, 'firefox'))
  return routes

  /** A page of the class that the address names, if any; a code that nobody has answers a page that says so. */
  async function shown(
    c: Context,
    code: string | undefined,
    render: (trained: TrainingClass | undefined) => string,
  ): Promise<Response> {
    if (code === undefined) return page(c, render(undefined))
    guesses.take(connection.address(c))
    const trained = await classOfCode(deps, code).catch((error: unknown) => {
      if (error instanceof Refused) return undefined
      throw error
    })
    if (!trained) return page(c, noSuchClass(visitorOf(c)), 404)
    guesses.forgive(connection.address(c))
    return page(c, render(trained))
  }

  async function zip(c: Context, build: Build): Promise<Response> {
    const bytes = await builds.zip(build)
    if (!bytes) throw new Refused('not-found', '这台服务器上没有学迹的安装文件')
    return c.body(new Uint8Array(bytes), 200, {
      'content-type': 'application/zip',
      'content-disposition': `attachment; filename="xueji-${build}.zip"`,
      'cache-control': 'no-cache',
    })
  }
}

/** What it says depends on who looks. */
const page = (c: Context, text: string, status: 200 | 404 = 200): Response =>
  c.html(text, status, { 'Cache-Control': 'no-store', Vary: 'User-Agent' })
