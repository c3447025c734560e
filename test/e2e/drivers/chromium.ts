import { type BrowserContext, chromium, type Page } from 'playwright-core'
import { findChromium, requireBinary } from './binaries'
import type { LaunchOptions } from './browser'
import { chineseEnvironment, chromiumFlags, extensionIdOf } from './chromium-flags'
import { useProfile } from './profile'

export interface ChromiumSession {
  context: BrowserContext
  profile: string
  /** Empty where no extension was loaded. */
  extensionId: string
  extensionPage(path: string): Promise<Page>
  /** Ends the extension's service worker; the next event starts a new one. */
  stopServiceWorker(): Promise<void>
  close(): Promise<void>
}

/**
 * Chromium driven by Playwright: comfortable locators, but every tab counts as visible and nothing is throttled.
 * Throws `BrowserMissing`.
 */
export async function launchChromium(options: LaunchOptions = {}): Promise<ChromiumSession> {
  const executablePath = requireBinary(findChromium())
  const extensionId = options.extension === undefined ? '' : extensionIdOf(options.extension)
  const profile = await useProfile(options.profile)
  const context = await chromium.launchPersistentContext(profile.folder, {
    executablePath,
    headless: false,
    args: chromiumFlags(options),
    env: chineseEnvironment(),
    locale: 'zh-CN',
    viewport: { width: 1280, height: 800 },
  })
  const origin = `chrome-extension://${extensionId}/`
  return {
    context,
    profile: profile.folder,
    extensionId,
    async extensionPage(path) {
      const page = await context.newPage()
      await page.goto(new URL(path, origin).href)
      return page
    },
    async stopServiceWorker() {
      const browser = context.browser()
      if (!browser) throw new Error('the context has no browser')
      const session = await browser.newBrowserCDPSession()
      const { targetInfos } = await session.send('Target.getTargets')
      for (const { type, url, targetId } of targetInfos) {
        if (type === 'service_worker' && url.startsWith(origin)) await session.send('Target.closeTarget', { targetId })
      }
      await session.detach()
    },
    async close() {
      await context.close()
      await profile.leave()
    },
  }
}
