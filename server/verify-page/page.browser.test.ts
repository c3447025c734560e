import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findChromium, findFirefox, suiteTitle } from '../../test/e2e/drivers/binaries'
import type { DrivenBrowser, Tab } from '../../test/e2e/drivers/browser'
import { launchRaw } from '../../test/e2e/drivers/chromium-raw'
import { launchFirefox } from '../../test/e2e/drivers/firefox'
import { run } from '../claim/school.fixture'
import { buildPage } from './built.fixture'

const golden = (name: string) => fileURLToPath(new URL(`../../shared/package/golden/${name}`, import.meta.url))
const cli = fileURLToPath(new URL('../cli/xueji.mjs', import.meta.url))
const NAME = 'claim-2-credit-1-and-2'
const REPORT = `document.querySelector('#result').hidden ? '' : document.querySelector('#report').textContent`

let built: Awaited<ReturnType<typeof buildPage>>
let folder: string
let fingerprint: string
beforeAll(async () => {
  built = await buildPage()
  folder = await mkdtemp(join(tmpdir(), 'xueji-page-test-'))
  ;({ fingerprint } = JSON.parse(await readFile(golden(`${NAME}.json`), 'utf8')))
})
afterAll(async () => {
  await built?.remove()
  await rm(folder, { recursive: true, force: true })
})

async function verifiedIn(tab: Tab, file: string, key: string): Promise<string> {
  await tab.goto(pathToFileURL(built.file).href)
  await tab.upload('#file', [file])
  await tab.evaluate(`document.querySelector('#key').value = ${JSON.stringify(key)}`)
  await tab.click('#start')
  return tab.waitFor<string>(REPORT, { timeout: 60_000 })
}

describe.each([
  ['Chromium', findChromium(), launchRaw],
  ['Firefox', findFirefox(), launchFirefox],
] as const)('%s', (_, binary, launch) => {
  test.skipIf('missing' in binary)(
    suiteTitle('the page opened from disk says what xueji verify says, and asks no network for anything', binary),
    async () => {
      const browser: DrivenBrowser = await launch()
      try {
        const tab = await browser.open('about:blank')
        const zip = golden(`${NAME}.zip`)
        const said = await verifiedIn(tab, zip, fingerprint)
        expect(said).toBe(run(process.execPath, [cli, 'verify', zip, '--key', fingerprint], folder).stdout)
        expect(said).toContain('结论：核验通过')
        expect(await tab.evaluate(`performance.getEntriesByType('resource').length`)).toBe(0)
        await tab.screenshot(join(folder, 'page.png'))

        const bytes = await readFile(zip)
        const at = bytes.length >> 1
        bytes[at] = (bytes[at] ?? 0) ^ 1
        const changed = join(folder, 'changed.zip')
        await writeFile(changed, bytes)
        expect(await verifiedIn(tab, changed, fingerprint)).toMatch(/被改动过|解压不出来/)
        expect(await tab.evaluate(`document.querySelector('#verdict').textContent`)).toBe('不一致')
      } finally {
        await browser.close()
      }
    },
  )
})
