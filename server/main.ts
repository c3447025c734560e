import type { Server } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { serve } from '@hono/node-server'
import { setupLink } from './access/set-up'
import { createApp } from './app'
import { BadSetting } from './bad-setting'
import { FolderWatch } from './bureau/intake/watch-folders'
import { Reverifier } from './bureau/keeping/reverifier'
import { DeskRounds } from './bureau/rounds'
import { lockDataDir } from './data-lock'
import { type Deps, openDeps } from './deps'
import { ExchangeRounds } from './exchange/rounds'
import { isHalfRestored } from './keep/restore'
import { readSettings, type Settings, usage } from './settings'
import { startBlock } from './start-block'
import { ownNames, selfMadeTls } from './tls'
import { WitnessRounds } from './witness/by-address'

interface Certificates {
  cert: string
  key: string
  /** PEM of the CA of this server's own. */
  ca?: string
}

const root = fileURLToPath(new URL('..', import.meta.url))

/** How long requests under way may take once the server is told to stop. */
const FINISH_WITHIN = 10_000

async function main(): Promise<void> {
  const settings = readSettings(process.argv.slice(2), process.env)
  if (settings === 'help') {
    console.log(usage)
    return
  }
  const unlock = locked(settings)
  if (isHalfRestored(settings.dataDir))
    throw new BadSetting(
      `数据文件夹 ${settings.dataDir} 里的恢复没有做完。请重新运行 npx xueji restore（同一份备份、同一个文件夹）。 A restore into this data folder was not finished.`,
    )
  const certificates = await certificatesOf(settings)
  const deps = await opened(settings)
  await deps.packed.xpi().catch((error: unknown) => {
    throw new BadSetting(`--signed-xpi 不能用：${reason(error)}。 It is no XPI that Mozilla has signed.`)
  })
  const app = createApp(deps, {
    tls: certificates !== undefined,
    proxy: settings.proxy,
    openDeviceRoutes: settings.openDeviceRoutes,
    console: resolve(root, 'dist/console'),
    extension: resolve(root, 'dist/extension'),
    ca: certificates?.ca,
  })
  const server = await listening(app.fetch, settings, certificates).catch(async (error: unknown) => {
    await deps.close()
    throw error
  })
  deps.keeper.start()
  const folders = new FolderWatch(deps)
  folders.start()
  const reverifier = new Reverifier(deps)
  reverifier.start()
  const rounds = new DeskRounds(deps)
  rounds.start()
  const witnessing = new WitnessRounds(deps)
  witnessing.start()
  const exchanging = new ExchangeRounds(deps)
  exchanging.start()
  stopOnSignal(server, deps.live, async () => {
    // Side by side, jobs first: what looks by itself may stand in turn behind files that are being taken in.
    await Promise.all([
      deps.jobs.close(),
      ...[folders, reverifier, rounds, witnessing, exchanging].map((one) => one.close()),
    ])
    await deps.close()
    unlock()
  })
  for (const problem of deps.ledger.problems)
    console.error(`！封存日志有问题 the sealed log does not agree with the database：${problem}\n`)
  console.log(startBlock({ ...settings, setup: await setupLink(deps), extension: resolve(root, 'dist/extension') }))
}

/** The data folder is this process's alone while the database lies in it; several may share one PostgreSQL. */
function locked({ dataDir, databaseUrl }: Settings): () => void {
  if (databaseUrl) return () => undefined
  try {
    return lockDataDir(dataDir)
  } catch {
    throw new BadSetting(
      `数据文件夹 ${dataDir} 正被另一个学迹服务器使用。请先停止它，或用 --data 换一个文件夹。\n` +
        'Another Xueji server uses this data folder. Stop it first, or choose another folder with --data.',
    )
  }
}

async function opened(settings: Settings): Promise<Deps> {
  try {
    return await openDeps({ ...settings, extension: resolve(root, 'dist/extension') })
  } catch (error) {
    throw new BadSetting(
      settings.databaseUrl
        ? `连不上数据库：${reason(error)}。请检查 DATABASE_URL 和 PostgreSQL 是否在运行。 The database cannot be opened.`
        : `打不开数据文件夹 ${settings.dataDir} 里的数据库：${reason(error)}。 The database in the data folder cannot be opened.`,
    )
  }
}

async function certificatesOf({ tls, dataDir, publicUrl }: Settings): Promise<Certificates | undefined> {
  if (tls.kind === 'self') return selfMadeTls(dataDir, ownNames(publicUrl))
  return tls.kind === 'files' ? { cert: tls.cert, key: tls.key } : undefined
}

/** Resolves when the port is ours. Throws BadSetting when it is taken or the certificate does not fit its key. */
function listening(
  fetch: Parameters<typeof serve>[0]['fetch'],
  { port, host }: Settings,
  tls: Certificates | undefined,
): Promise<Server> {
  const limits = { headersTimeout: 20_000, requestTimeout: 120_000 }
  return new Promise((resolve, reject) => {
    try {
      const common = { fetch, port, hostname: host }
      const ready = () => resolve(asServer(server))
      const server = tls
        ? serve(
            {
              ...common,
              createServer: createSecureServer,
              serverOptions: { ...limits, cert: tls.cert, key: tls.key },
            },
            ready,
          )
        : serve({ ...common, serverOptions: limits }, ready)
      server.once('error', (error: NodeJS.ErrnoException) => reject(new BadSetting(listenError(error, port, host))))
    } catch (error) {
      reject(
        new BadSetting(
          `证书不能使用：${reason(error)}。请检查 --tls-cert 与 --tls-key 是否成对。 The certificate cannot be used.`,
        ),
      )
    }
  })
}

function listenError({ code, message }: NodeJS.ErrnoException, port: number, host: string): string {
  if (code === 'EADDRINUSE')
    return `端口 ${port} 已被占用，请关掉占用它的程序，或用 --port 换一个。 Port ${port} is in use.`
  if (code === 'EACCES')
    return `没有权限使用端口 ${port}，请用 --port 换一个 1024 以上的。 Port ${port} is not allowed.`
  return `不能在 ${host}:${port} 监听：${message}。请检查 --host。 Cannot listen there.`
}

/** HTTP/2 is never asked for, so what serves is a plain HTTP(S) server. */
const asServer = (server: ReturnType<typeof serve>): Server => server as Server

/** Ctrl-C or SIGTERM: no new request, those under way are answered, then everything is closed and the process ends with 0. */
function stopOnSignal(server: Server, live: Deps['live'], close: () => Promise<void>): void {
  let stopping = false
  const stop = async () => {
    // Ctrl-C arrives twice: from the terminal and from the script that started us.
    if (stopping) return
    stopping = true
    console.log('正在停止 stopping …')
    const late = setTimeout(() => server.closeAllConnections(), FINISH_WITHIN)
    // Lines to who looks at a class would stay open until then.
    await live.close()
    await new Promise((done) => {
      server.close(done)
      server.closeIdleConnections()
    })
    clearTimeout(late)
    await close()
    console.log('已停止 stopped')
    process.exit(0)
  }
  const onSignal = () => {
    stop().catch((error: unknown) => {
      console.error(error)
      process.exit(1)
    })
  }
  process.on('SIGINT', onSignal)
  process.on('SIGTERM', onSignal)
  process.on('SIGHUP', onSignal)
  // Whoever started us with a channel (启动学迹 on Windows, which knows no such signals) says it, or is gone.
  process.on('message', (word) => word === 'stop' && onSignal())
  process.on('disconnect', onSignal)
}

const reason = (error: unknown) =>
  error instanceof Error ? error.message || String(error.cause ?? error) : String(error)

main().catch((error: unknown) => {
  console.error(error instanceof BadSetting ? error.message : error)
  process.exit(1)
})
