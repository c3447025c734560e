import { mkdtemp, readdir, stat, truncate, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { findChromium, findFirefox, suiteTitle } from '../e2e/drivers/binaries'
import type { DrivenBrowser, LaunchOptions } from '../e2e/drivers/browser'
import { launchRaw } from '../e2e/drivers/chromium-raw'
import { launchFirefox } from '../e2e/drivers/firefox'
import { removeProfile } from '../e2e/drivers/profile'
import { openPopup } from '../e2e/trainee'
import { testExtension } from '../e2e/world'

const chromium = findChromium()
const firefox = findFirefox()

async function newProfile(): Promise<string> {
  const profile = await mkdtemp(path.join(os.tmpdir(), 'xueji-profile-'))
  onTestFinished(() => removeProfile(profile))
  return profile
}

/** Every file of the extension's own database in a profile. */
async function databaseFiles(profile: string): Promise<string[]> {
  const all = await readdir(profile, { recursive: true, withFileTypes: true })
  return all
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter(
      (file) =>
        /chrome-extension_[a-z]+_0\.indexeddb\.leveldb/.test(file) ||
        /moz-extension.*[\\/]idb[\\/].*\.sqlite$/.test(file),
    )
}

function damaged(launch: (options: LaunchOptions) => Promise<DrivenBrowser>, kind: 'chrome-mv3' | 'firefox-mv3') {
  test('a damaged database: the pages open, say what is the matter or start anew, and take nothing away', async () => {
    const profile = await newProfile()
    const options = { extension: testExtension(kind), profile }
    const first = await launch(options)
    await (await openPopup(first)).close()
    await first.close()
    const files = await databaseFiles(profile)
    expect(files.length).toBeGreaterThan(0)
    for (const file of files) {
      const { size } = await stat(file)
      await writeFile(file, Buffer.alloc(Math.max(64, size), 0x58))
      await truncate(file, Math.max(64, size))
    }
    const second = await launch(options)
    onTestFinished(() => second.close())
    const popup = await openPopup(second)
    expect(await popup.evaluate<string>(`document.body.innerText`)).toMatch(/浏览器的存储打不开|还没有加入/)
    await popup.close()
  })
}

describe.skipIf('missing' in chromium)(suiteTitle('the worker and its storage in Chromium', chromium), () => {
  test('the alarm outlives the worker, and one that is gone is made again at its next start', async () => {
    const browser = await launchRaw({ extension: testExtension('chrome-mv3') })
    onTestFinished(() => browser.close())
    await (await openPopup(browser)).close()
    const alarms = () =>
      browser.background<string[]>(
        'chrome.alarms.getAll().then((all) => all.map(({ name, periodInMinutes }) => name + periodInMinutes))',
      )
    await expect.poll(alarms).toEqual(['sweep1'])
    await browser.stopBackground()
    await (await openPopup(browser)).close()
    await expect.poll(alarms).toEqual(['sweep1'])
    await browser.background('chrome.alarms.clearAll()')
    expect(await alarms()).toEqual([])
    await browser.stopBackground()
    await (await openPopup(browser)).close()
    await expect.poll(alarms).toEqual(['sweep1'])
  })
  damaged(launchRaw, 'chrome-mv3')
})
describe.skipIf('missing' in firefox)(suiteTitle('storage in Firefox', firefox), () =>
  damaged(launchFirefox, 'firefox-mv3'),
)
