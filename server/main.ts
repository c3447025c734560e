import { createServer as createSecureServer } from 'node:https'
import type { Server } from 'node:http'
import { resolve } from 'node:path'
import { serve } from '@hono/node-server'
import { setupLink } from './access/set-up'
import { createApp } from './app'
import { openDeps } from './deps'
import { BadSetting, readSettings, type Settings, usage } from './settings'
import { ownNames, selfMadeTls } from './tls'

const root = new URL('..', import.meta.url).pathname

async function main(): Promise<void> {
  const settings = readSettings(process.argv.slice(2), process.env)
  if (settings === 'help') return void console.log(usage)
  const certificates = await certificatesOf(settings)
  const deps = await openDeps(settings).catch((error: unknown) => {
    throw new BadSetting(
      settings.databaseUrl
        ? `连不上数据库：${reason(error)}。请检查 DATABASE_URL。 The database cannot be opened.`
        : `打不开数据文件夹里的数据库：${reason(error)}。 The database in the data folder cannot be opened.`,
    )
  })
  const app = createApp(deps, {
    tls: certificates !== undefined,
    proxy: settings.proxy,
    openDeviceRoutes: settings.openDeviceRoutes,
    console: resolve(root, 'dist/console'),
    ca: certificates?.ca,
  })
  const server = await listening(app.fetch, settings, certificates)
  console.log(block(settings, await setupLink(deps)))

  let stopping = false
  const stop = async () => {
    if (stopping) return
    stopping = true
    console.log('正在停止 stopping …')
    await new Promise((done) => {
      server.close(done)
      server.closeIdleConnections()
    })
    await deps.close()
    process.exit(0)
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
}

async function certificatesOf({ tls, dataDir, publicUrl }: Settings): Promise<{ cert: string; key: string; ca?: string } | undefined> {
  if (tls.kind === 'self') return selfMadeTls(dataDir, ownNames(publicUrl))
  return tls.kind === 'files' ? tls : undefined
}

/** Resolves when the port is ours. Throws BadSetting when it is taken or the certificate does not fit its key. */
function listening(fetch: Parameters<typeof serve>[0]['fetch'], { port, host }: Settings, tls: { cert: string; key: string } | undefined): Promise<Server> {
  const limits = { headersTimeout: 20_000, requestTimeout: 120_000 }
  return new Promise((resolve, reject) => {
    try {
      const common = { fetch, port, hostname: host }
      const server = tls
        ? serve({ ...common, createServer: createSecureServer, serverOptions: { ...limits, cert: tls.cert, key: tls.key } }, () => resolve(asServer(server)))
        : serve({ ...common, serverOptions: limits }, () => resolve(asServer(server)))
      server.on('error', (error: NodeJS.ErrnoException) =>
        reject(
          error.code === 'EADDRINUSE'
            ? new BadSetting(`端口 ${port} 已被占用，请关掉占用它的程序，或用 --port 换一个。 Port ${port} is in use.`)
            : new BadSetting(`不能在 ${host}:${port} 监听：${error.message}。 Cannot listen there.`),
        ),
      )
    } catch (error) {
      reject(new BadSetting(`证书不能使用：${reason(error)}。 The certificate cannot be used.`))
    }
  })
}

/** HTTP/2 is never asked for, so what serves is a plain HTTP(S) server. */
const asServer = (server: ReturnType<typeof serve>): Server => server as Server

function block({ publicUrl, dataDir, tls }: Settings, setup: string | undefined): string {
  const lines = [
    `控制台 console            ${publicUrl}`,
    ...(setup ? [`首次设置 set-up (一次)    ${setup}`] : []),
    ...(tls.kind === 'self' ? [`内网证书 CA certificate   ${publicUrl}/ca.crt （每台电脑安装一次 install once）`] : []),
    `数据文件夹 data           ${dataDir}`,
    '',
    '浏览器扩展 browser extension:',
    `  Chromium / Edge / 360   打开 chrome://extensions → 开发者模式 → 加载已解压的扩展程序 (Load unpacked)`,
    `                          ${resolve(root, 'dist/extension/chrome-mv3')}`,
    `  Firefox                 打开 about:debugging#/runtime/this-firefox → 临时载入附加组件 (Load Temporary Add-on)`,
    `                          ${resolve(root, 'dist/extension/firefox-mv3/manifest.json')}`,
    '',
    '停止 stop: Ctrl-C',
  ]
  const rule = '─'.repeat(78)
  return [rule, '学迹 Xueji', '', ...lines, rule].join('\n')
}

const reason = (error: unknown) => (error instanceof Error ? error.message : String(error))

main().catch((error: unknown) => {
  console.error(error instanceof BadSetting ? error.message : error)
  process.exit(1)
})
