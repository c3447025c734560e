import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import type { ClassSummary } from '../../shared/api'
import { inventedId } from '../support/hr'
import { findChromium, suiteTitle } from './drivers/binaries'
import { launchRaw, type RawChromium } from './drivers/chromium-raw'
import { until } from './drivers/until'
import { handInNow, joinByCode, openPopup, signIn, welcomeTab } from './trainee'
import { openWorld, testExtension, type World } from './world'

const chromium = findChromium()
const host = 'study.example.com'
const video = `document.querySelector('video')`
const names = ['赵一', '钱二']

/** What came after Chromium 102 and an extension may be tempted to use, taken away; what it refused then, refused. */
const AS_102 = `(() => {
  const gone = [
    [URL, 'canParse', 'parse'], [AbortSignal, 'timeout', 'any'], [Promise, 'withResolvers', 'try'], [Object, 'groupBy'],
    [Map, 'groupBy'], [Array, 'fromAsync'], [Array.prototype, 'toSorted', 'toReversed', 'toSpliced', 'with'],
    [String.prototype, 'isWellFormed', 'toWellFormed'], [Uint8Array, 'fromBase64', 'fromHex'], [Uint8Array.prototype, 'toBase64', 'toHex'],
    [Set.prototype, 'union', 'intersection', 'difference', 'isSubsetOf'], [RegExp, 'escape'],
    [globalThis.HTMLElement?.prototype, 'showPopover', 'hidePopover', 'togglePopover'], [globalThis.Document, 'parseHTMLUnsafe'],
    [globalThis.Element?.prototype, 'moveBefore', 'setHTMLUnsafe', 'checkVisibility'],
  ]
  for (const [owner, ...members] of gone) for (const member of members) if (owner) delete owner[member]
  const { scripting } = globalThis.chrome ?? {}
  const register = scripting?.registerContentScripts?.bind(scripting)
  if (register) scripting.registerContentScripts = async (scripts) => {
    if (scripts.some((script) => 'matchOriginAsFallback' in script)) throw new Error("Unexpected property: 'matchOriginAsFallback'.")
    return register(scripts)
  }
})();
`
const CHROME_102 =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/102.0.0.0 Safari/537.36'

/** A copy of the test build that may enter the own site from the start: headless Chromium cannot show the question. */
async function buildFor({ old }: { old: boolean }): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'xueji-build-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  await cp(testExtension('chrome-mv3'), folder, { recursive: true })
  const file = path.join(folder, 'manifest.json')
  const manifest = JSON.parse(await readFile(file, 'utf8'))
  manifest.host_permissions.push(`*://${host}/*`)
  // That kernel does not know `world` and runs the tap in our own, where it hears nothing.
  if (old)
    manifest.content_scripts = manifest.content_scripts.filter(({ world }: { world?: string }) => world !== 'MAIN')
  await writeFile(file, JSON.stringify(manifest))
  if (!old) return folder
  for (const name of await readdir(folder, { recursive: true })) {
    const script = path.join(folder, name)
    if (name.endsWith('.js')) await writeFile(script, AS_102 + (await readFile(script, 'utf8')))
  }
  return folder
}

describe.skipIf('missing' in chromium)(suiteTitle("an employer's own site, in Chromium", chromium), () => {
  let world: World
  let opened: ClassSummary
  beforeAll(async () => {
    world = await openWorld()
    await world.hr.publishRule({
      id: host,
      version: 1,
      hosts: [host],
      pages: [
        {
          name: 'lesson',
          path: '^/course/',
          fields: {
            'course.title': [{ select: '.kc-name' }],
            'lesson.key': [{ url: 'page' }],
            'lesson.title': [{ select: '.kc-item.on .t' }],
          },
        },
      ],
    })
    opened = await world.hr.openClass({
      name: '叉车司机第1期',
      courses: [{ site: host, title: '叉车安全操作', hours: '4' }],
    })
    await world.hr.importRoster(
      opened.id,
      names.map((name, i) => ({ name, id: inventedId(i + 1) })),
    )
  })
  afterAll(() => world?.close())

  async function start(n: number, extension: string, flags: string[] = []): Promise<RawChromium> {
    const browser = await launchRaw({ extension, hosts: world.hosts, flags })
    onTestFinished(() => browser.close())
    const slips = await world.hr.slips(opened.id)
    await joinByCode(await welcomeTab(browser), { server: world.server.url, code: slips[n]?.code ?? '' })
    return browser
  }
  /** Of the own sites: a joined server's pages have scripts of their own. */
  const registered = async (browser: RawChromium) =>
    (
      await browser.background<string[]>(
        `chrome.scripting.getRegisteredContentScripts().then((all) => all.map(({ id, matches }) => id + ' ' + matches))`,
      )
    ).filter((one) => one.startsWith('own-'))
  /** Plays a lesson of the own site for four seconds; what is credited then. */
  async function study(browser: RawChromium, n: number): Promise<number> {
    const tab = await browser.open(`http://${host}/course/12/lesson/${n + 2}`)
    await tab.waitFor(`${video}.readyState >= 2`)
    const before = await tab.evaluate<number>(`${video}.currentTime`)
    await tab.evaluate(`${video}.play().then(() => true)`)
    await tab.waitFor(`${video}.currentTime >= ${before + 4}`, { timeout: 60_000 })
    await tab.evaluate(`${video}.pause()`)
    await handInNow(browser)
    await tab.close()
    return (await world.hr.class(opened.id)).roster[n]?.credited ?? 0
  }

  test('is entered by registration, and again after the extension was loaded anew', async () => {
    const browser = await start(0, await buildFor({ old: false }))
    await expect.poll(() => registered(browser)).toEqual([`own-watch *://${host}/*`])
    const first = await study(browser, 0)
    expect(first).toBeGreaterThan(2500)
    const page = await openPopup(browser)
    await page.evaluate('void setTimeout(() => chrome.runtime.reload())')
    await until(
      'the extension to be back',
      async () => {
        const back = await browser.open(browser.extensionUrl('/popup.html'))
        await back.close()
        return true
      },
      120_000,
    )
    await signIn(browser, names[0] ?? '')
    await expect.poll(() => registered(browser)).toEqual([`own-watch *://${host}/*`])
    expect(await study(browser, 0)).toBeGreaterThan(first + 2500)
  })

  test('on a kernel as old as the manifest allows all but the tap works, and the settings say so', async () => {
    const browser = await start(1, await buildFor({ old: true }), [`--user-agent=${CHROME_102}`])
    await expect.poll(() => registered(browser)).toEqual([`own-watch *://${host}/*`])
    expect(await study(browser, 1)).toBeGreaterThan(2500)
    const settings = await browser.open(browser.extensionUrl('/options.html'))
    await settings.waitFor(`document.querySelector('#health')?.textContent.includes('内核较旧')`)
    expect(await settings.evaluate('typeof URL.canParse')).toBe('undefined')
    const seat = await world.hr.seat((await world.hr.slips(opened.id))[1]?.seat ?? '')
    expect(JSON.stringify(seat)).toContain('chrome/102')
  })
})
