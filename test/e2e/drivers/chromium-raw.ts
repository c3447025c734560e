import type { ChildProcess } from 'node:child_process'
import * as v from 'valibot'
import { findChromium, requireBinary } from './binaries'
import type { DrivenBrowser, LaunchOptions } from './browser'
import { CdpConnection, Nothing } from './cdp'
import { CdpTab, CdpTarget, TargetInfos } from './cdp-target'
import { chineseEnvironment, chromiumFlags, extensionIdOf } from './chromium-flags'
import { endOf, killGroup, signalGroup, spawnBrowser } from './process'
import { allowUnpacked, useProfile } from './profile'
import { until } from './until'

export interface RawChromium extends DrivenBrowser {
  /** Empty where no extension was loaded. */
  extensionId: string
  open(url: string): Promise<CdpTab>
  /** In a window of its own: what is in front elsewhere hides it not. */
  openWindow(url: string): Promise<CdpTab>
  /** Evaluates in the extension's service worker, which must be running or about to start. */
  background<T = unknown>(expression: string): Promise<T>
  /** Stops every process of the browser where it stands, as a machine that sleeps does, and lets them go on. */
  suspend(): void
  resume(): void
  /** Takes away what an origin has stored, as the browser does when the disk is full. */
  clearData(origin: string, types: string): Promise<void>
  /** Address of every target of a type: page, iframe, service_worker. */
  targets(type: string): Promise<string[]>
}

/**
 * Chromium driven over its own protocol, so that a tab behind another is hidden and throttled as for a person.
 * Throws `BrowserMissing`, and what Chromium printed when it does not start.
 */
export async function launchRaw(options: LaunchOptions = {}): Promise<RawChromium> {
  const binary = requireBinary(findChromium())
  const extensionId = options.installed ?? (options.extension === undefined ? '' : extensionIdOf(options.extension))
  const profile = await useProfile(options.profile)
  await allowUnpacked(profile.folder)
  const origin = `chrome-extension://${extensionId}/`
  const flags = ['--remote-debugging-port=0', `--user-data-dir=${profile.folder}`, ...chromiumFlags(options)]
  const child = spawnBrowser(binary, [...flags, 'about:blank'], chineseEnvironment(), true)
  const connection = await CdpConnection.open(await debuggerAddress(child))
  await connection.call(Nothing, 'Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: profile.downloads })
  const targetInfos = async () => (await connection.call(TargetInfos, 'Target.getTargets')).targetInfos
  const workers = async () =>
    (await targetInfos()).filter(({ type, url }) => type === 'service_worker' && url.startsWith(origin))

  const openIn = async (url: string, newWindow: boolean) => {
    const created = v.object({ targetId: v.string() })
    const { targetId } = await connection.call(created, 'Target.createTarget', { url: 'about:blank', newWindow })
    const tab = await CdpTab.attach(connection, targetId)
    await tab.goto(url)
    return tab
  }

  return {
    name: 'chromium',
    profile: profile.folder,
    downloads: profile.downloads,
    extensionId,
    extensionUrl: (path) => new URL(path, origin).href,
    open: (url) => openIn(url, false),
    openWindow: (url) => openIn(url, true),
    async opened(part) {
      const { targetId } = await until(`a tab at ${part}`, async () =>
        (await targetInfos()).find(({ type, url }) => type === 'page' && url.includes(part)),
      )
      const tab = await CdpTab.attach(connection, targetId)
      await tab.activate()
      return tab
    },
    async background<T>(expression: string) {
      const found = await until('the service worker', async () => (await workers())[0])
      const worker = await CdpTarget.attach(connection, found.targetId)
      try {
        return await worker.evaluate<T>(expression)
      } finally {
        await worker.detach()
      }
    },
    suspend: () => signalGroup(child, 'SIGSTOP'),
    resume: () => signalGroup(child, 'SIGCONT'),
    async clearData(origin, storageTypes) {
      const { targetId } = await until('a page', async () => (await targetInfos()).find(({ type }) => type === 'page'))
      const page = await CdpTarget.attach(connection, targetId)
      await page.call(Nothing, 'Storage.clearDataForOrigin', { origin, storageTypes })
      await page.detach()
    },
    targets: async (wanted) => (await targetInfos()).filter(({ type }) => type === wanted).map(({ url }) => url),
    async stopBackground() {
      const running = (await workers()).map(({ targetId }) => targetId)
      // One that ends by itself at this moment is as good.
      for (const targetId of running)
        await connection.call(Nothing, 'Target.closeTarget', { targetId }).catch(() => undefined)
      // A message of the page may have started the next one already.
      await until('the end of the service worker', async () =>
        (await workers()).every(({ targetId }) => !running.includes(targetId)),
      )
    },
    async kill() {
      await killGroup(child)
      connection.close()
    },
    async close() {
      await connection.call(Nothing, 'Browser.close').catch(() => undefined)
      await endOf(child)
      connection.close()
      await profile.leave()
    },
  }
}

/** The address Chromium prints when its debugger listens. Rejects with what it printed when it ends before. */
function debuggerAddress(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = ''
    child.stderr?.on('data', (data) => {
      printed = (printed + String(data)).slice(-20_000)
      const match = /DevTools listening on (ws:\/\/\S+)/.exec(printed)
      if (match?.[1]) resolve(match[1])
    })
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`chromium ended with ${code}:\n${printed}`)))
  })
}
