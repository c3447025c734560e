import { copyFileSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { launchChromium } from '../../../test/e2e/drivers/chromium'

/**
 * `npx tsx server/reach/test/make-pictures.ts dist/extension/chrome-mv3`: takes the pictures of the install page anew, of Chromium's own
 * page chrome://extensions in Chinese (Debian: chromium-l10n), with what to click marked. They are committed: a server has no browser.
 */
const [extension = 'dist/extension/chrome-mv3'] = process.argv.slice(2)
const folder = mkdtempSync(join(tmpdir(), 'xueji-pictures-'))
const out = join(import.meta.dirname, '../public')
const SIZE = { width: 960, height: 330 }
/** The toolbar slides in. */
const STANDS = 800

/** Draws a frame around what matches the last of these selectors, each inside the shadow root of the one before. */
async function mark(page: Page, path: readonly string[]): Promise<void> {
  await page.evaluate((selectors) => {
    let root: Document | ShadowRoot = document
    let found: Element | null = null
    for (const selector of selectors) {
      found = root.querySelector(selector)
      if (!found) throw new Error(`nothing is ${selector}`)
      root = found.shadowRoot ?? root
    }
    const { left, top, width, height } = found?.getBoundingClientRect() ?? new DOMRect()
    const frame = document.createElement('div')
    Object.assign(frame.style, {
      position: 'fixed',
      left: `${left - 6}px`,
      top: `${top - 6}px`,
      width: `${width + 12}px`,
      height: `${height + 12}px`,
      boxSizing: 'border-box',
      border: '3px solid #c8453e',
      borderRadius: '6px',
      zIndex: '9999',
      pointerEvents: 'none',
    })
    document.body.append(frame)
  }, path)
}

const toggle = ['extensions-manager', 'extensions-toolbar', '#devMode']
const load = ['extensions-manager', 'extensions-toolbar', '#loadUnpacked']
const card = ['extensions-manager', 'extensions-item-list', 'extensions-item']

async function shoot(
  name: string,
  options: { extension?: string },
  height: number,
  steps: (page: Page) => Promise<void>,
): Promise<void> {
  const browser = await launchChromium(options)
  try {
    const page = await browser.context.newPage()
    await page.setViewportSize(SIZE)
    await page.goto('chrome://extensions/')
    await page.locator('extensions-toolbar #devMode').waitFor()
    await steps(page)
    const file = join(folder, `${name}.png`)
    await page.screenshot({ path: file, clip: { x: 0, y: 0, width: SIZE.width, height } })
    copyFileSync(file, join(out, `${name}.png`))
  } finally {
    await browser.close()
  }
}

await shoot('developer-mode', {}, 110, async (page) => {
  await mark(page, toggle)
})
await shoot('load-unpacked', {}, 130, async (page) => {
  await page.locator('extensions-toolbar #devMode').click()
  await page.locator('extensions-toolbar #loadUnpacked').waitFor()
  await page.waitForTimeout(STANDS)
  await mark(page, load)
})
await shoot('loaded', { extension }, 330, async (page) => {
  await page.locator('extensions-item').first().waitFor()
  await mark(page, card)
})
