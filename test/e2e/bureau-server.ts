import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { serve } from '@hono/node-server'
import { setupLink } from '../../server/access/set-up'
import { createApp } from '../../server/app'
import { openDeps } from '../../server/deps'
import { Hr } from '../support/hr'
import { removeDir } from '../support/server'

export const PASSWORD = 'correct horse battery'
export const BUREAU = '绥化市人力资源和社会保障局'
/** Who works at the bureau beside its administrator. */
export const staff = {
  clerk: { role: 'hr', login: 'sunli', name: '孙丽' },
  manager: { role: 'manager', login: 'zhouqiang', name: '周强' },
  finance: { role: 'finance', login: 'qianhong', name: '钱红' },
} as const

/** A bureau's whole server on a port of its own, with people in it and a clock that a test moves on. */
export async function openBureau(start: string) {
  const dataDir = mkdtempSync(join(tmpdir(), 'xueji-bureau-'))
  const ahead = { ms: Date.parse(start) - Date.now() }
  const clock = { now: () => Date.now() + ahead.ms }
  const built = fileURLToPath(new URL('../../dist/console', import.meta.url))
  let app: ReturnType<typeof createApp> | undefined
  // The address has to be known before anything says it.
  const server = serve({
    fetch: (request, env) => app?.fetch(request, env) ?? new Response(null, { status: 503 }),
    ...{ port: 0, hostname: '127.0.0.1' },
  })
  await new Promise<void>((resolve) => server.once('listening', resolve))
  const address = server.address()
  const url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
  const deps = await openDeps({ dataDir, publicUrl: url, clock })
  app = createApp(deps, { tls: false, openDeviceRoutes: false, console: built })
  const administrator = new Hr(url)
  const send = async <T>(as: Hr, method: string, path: string, body: object): Promise<T> => {
    const response = await as.call(method, path, body)
    const text = await response.text()
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`)
    return JSON.parse(text)
  }
  await send(administrator, 'POST', '/api/setup', {
    token: /token=(.+)$/.exec((await setupLink(deps)) ?? '')?.[1] ?? '',
    organisation: { kind: 'bureau', name: BUREAU },
    user: { login: 'admin', name: '局管理员', password: PASSWORD },
  })
  for (const { role, ...member } of Object.values(staff)) {
    const { link } = await send<{ link: string }>(administrator, 'POST', '/api/members', { role })
    const token = new URL(link).hash.slice(1)
    await send(new Hr(url), 'POST', '/api/invitation/accept', { ...member, token, password: PASSWORD })
  }
  return {
    url,
    deps,
    /** So many days pass. */
    pass: (days: number) => {
      ahead.ms += days * 86_400_000
    },
    async close() {
      await deps.live.close()
      await new Promise((resolve) => server.close(resolve))
      await deps.close()
      removeDir(dataDir)
    },
  }
}
