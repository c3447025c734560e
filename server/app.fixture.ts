import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { Device } from '../test/support/device'
import { Hr, inventedId } from '../test/support/hr'
import { removeDir } from '../test/support/server'
import { setupLink } from './access/set-up'
import { type AppSettings, createApp } from './app'
import type { Clock } from './clock'
import { type DepsOptions, openDeps } from './deps'

export const ORIGIN = 'http://127.0.0.1:8787'
export const course = { key: 'c-1', title: '养老护理员（初级）' }
export const lesson = { key: 'l-1', title: '第一节' }
const json = { 'content-type': 'application/json' }

/** The socket a request came in by. */
export const from = (remoteAddress: string) => ({ incoming: { socket: { remoteAddress } } })

/** The server without a socket, on a database of its own that ends with the test. */
export async function openApp(...given: Parameters<typeof openAppOf>) {
  const app = await openAppOf(...given)
  onTestFinished(app.close)
  return app
}

/** The same for a whole file of tests, which closes it. */
export async function openAppOf(
  settings: Partial<AppSettings> = {},
  clock?: Clock,
  published: Pick<DepsOptions, 'publisher' | 'extension' | 'databaseUrl' | 'mediaS3' | 'disk'> = {},
) {
  const dataDir = mkdtempSync(join(tmpdir(), 'xueji-app-'))
  const deps = await openDeps({ dataDir, publicUrl: ORIGIN, ...(clock && { clock }), ...published })
  const app = createApp(deps, { tls: false, openDeviceRoutes: false, ...settings })
  const fetcher: typeof fetch = async (input, init) => app.request(String(input), init, from('127.0.0.1'))
  const setupToken = async () => /token=(.+)$/.exec((await setupLink(deps)) ?? '')?.[1] ?? ''
  const device = () => new Device(ORIGIN, { fetcher })
  return {
    dataDir,
    deps,
    app,
    fetcher,
    setupToken,
    device,
    async close() {
      await deps.close()
      removeDir(dataDir)
    },
    post: (path: string, body: BodyInit, headers: Record<string, string> = {}) =>
      app.request(ORIGIN + path, { method: 'POST', headers: { ...json, ...headers }, body }, from('127.0.0.1')),

    /** A class of two with an administrator signed in. */
    async openedClass() {
      const hr = new Hr(ORIGIN, fetcher)
      const me = await hr.setUp(await setupToken())
      const opened = await hr.openClass()
      await hr.importRoster(opened.id, [
        { name: '王晓明', id: inventedId(1) },
        { name: '李𠮷', id: inventedId(2) },
      ])
      const slips = await hr.slips(opened.id)
      /** Its first entries: join, consent, sign-in. */
      const begin = (one: Device) => one.begin({ class: opened.id, organisation: me.organisation.id })
      /** A device that joined with the nth slip. */
      const joined = async (n: number) => {
        const one = device()
        const answer = await one.join({ code: slips[n]?.code ?? '' })
        return { device: begin(one), answer }
      }
      return { hr, me, opened, slips, begin, joined }
    },
  }
}

/** Status and content of an answer that refuses. */
export const refusal = async (response: Response) => ({ status: response.status, ...(await response.json()) })
