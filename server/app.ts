import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'
import { secureHeaders } from 'hono/secure-headers'
import type { Deps } from './deps'
import { type ConnectionSettings, connectionOf } from './http/connection'
import { consoleRoutes } from './http/console-routes'
import { deviceRoutes } from './http/device-routes'
import { answerError } from './http/errors'
import { exchangeRoutes } from './http/exchange-routes'
import { extensionRoutes } from './http/install-routes'
import { logRoutes } from './http/log-routes'
import { lookRoutes } from './http/look-routes'
import { type PageSettings, pageRoutes } from './http/page-routes'
import { phoneRoutes } from './http/phone-routes'
import { publicRoutes } from './http/public-routes'
import { signedRoutes } from './http/signed-routes'

export interface AppSettings extends ConnectionSettings, PageSettings {
  /** Folder of the built console; absent where only devices are served. */
  console?: string | undefined
  /** PEM of the self-made CA, to download before anything can be trusted. */
  ca?: string | undefined
}

/** The whole server without a socket and without an environment. */
export function createApp(deps: Deps, settings: AppSettings): Hono {
  const app = new Hono()
  const connection = connectionOf(settings)
  app.onError((error, c) => answerError(c, error))
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        mediaSrc: ["'self'"],
        connectSrc: ["'self'"],
        fontSrc: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
      },
      referrerPolicy: 'no-referrer',
      strictTransportSecurity: settings.tls,
    }),
  )
  app.get('/healthz', (c) => c.text('ok'))
  app.route('/', deviceRoutes(deps, connection, settings))
  app.route('/extension', extensionRoutes(deps, connection))
  app.route('/log', logRoutes(deps, connection, settings))
  app.route('/exchange', exchangeRoutes(deps, connection))
  app.route('/', signedRoutes(deps, connection))
  // Before the console's own: they ask for no cookie.
  app.route('/api/my', phoneRoutes(deps, connection))
  app.route('/api/look', lookRoutes(deps, connection))
  app.route('/api', consoleRoutes(deps, connection, { ca: settings.ca !== undefined }))
  app.route('/public', publicRoutes(deps, connection))
  app.route('/', pageRoutes(deps, connection, settings))
  if (settings.ca) {
    const { ca } = settings
    app.get('/ca.crt', (c) =>
      c.body(ca, 200, {
        'content-type': 'application/x-x509-ca-cert',
        'content-disposition': 'attachment; filename="xueji-ca.crt"',
      }),
    )
  }
  if (settings.console && existsSync(settings.console)) serveConsole(app, settings.console)
  app.notFound((c) => c.json({ code: 'not-found', message: '没有这个地址' }, 404))
  return app
}

/** Hashed assets for ever, the page itself never: a new version is there at the next load. */
function serveConsole(app: Hono, root: string): void {
  const page = readFileSync(join(root, 'index.html'), 'utf8')
  // Built beside it; saved and opened from disk, where its own policy holds.
  const verifier = join(dirname(root), 'verify', 'verify.html')
  // Where it was not built nothing is served in its place: somebody would carry the console home as a verifier.
  app.get('/verify.html', (c) =>
    existsSync(verifier)
      ? c.body(readFileSync(verifier), 200, {
          'content-type': 'text/html; charset=utf-8',
          'content-disposition': 'attachment; filename="verify.html"',
        })
      : c.notFound(),
  )
  app.use(
    '/assets/*',
    serveStatic({ root, onFound: (_, c) => c.header('Cache-Control', 'public, max-age=31536000, immutable') }),
  )
  // A page of before an update may ask for an asset that is gone: the page in its place would only confuse it.
  app.get('*', (c, next) =>
    /^\/(api|assets)\//.test(c.req.path) ? next() : c.html(page, 200, { 'Cache-Control': 'no-store' }),
  )
}
