import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import axe from 'axe-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findChromium, findFirefox, suiteTitle } from '../../test/e2e/drivers/binaries'
import type { DrivenBrowser, Tab } from '../../test/e2e/drivers/browser'
import { launchRaw } from '../../test/e2e/drivers/chromium-raw'
import { launchFirefox } from '../../test/e2e/drivers/firefox'
import { missing, run, skipped } from '../claim/school.fixture'
import { buildPage } from './built.fixture'
import { delivered, type Given } from './delivered.fixture'

const golden = (name: string) => fileURLToPath(new URL(`../../shared/package/golden/${name}`, import.meta.url))
const cli = fileURLToPath(new URL('../cli/xueji.mjs', import.meta.url))
const NAME = 'claim-2-credit-1-and-2'
/** The report, or why there is none, once the page is done. */
const TOLD = `document.querySelector('#start').disabled ? '' : document.querySelector('#result').hidden
  ? document.querySelector('#said').textContent : document.querySelector('#report').textContent`
const VERDICT = `document.querySelector('#result').hidden ? '' : document.querySelector('#verdict').textContent`

let built: Awaited<ReturnType<typeof buildPage>>
let folder: string
beforeAll(async () => {
  built = await buildPage()
  folder = await mkdtemp(join(tmpdir(), 'xueji-page-test-'))
})
afterAll(async () => {
  await built?.remove()
  await rm(folder, { recursive: true, force: true })
})

/** What the page tells of these files, and the verdict above it. */
async function toldIn(tab: Tab, { file, videos, tsa, identity }: Given, key: string): Promise<[string, string]> {
  await tab.goto(pathToFileURL(built.file).href)
  for (const [field, path] of Object.entries({ file, videos, authorities: tsa, 'identity-file': identity })) {
    if (path === undefined) continue
    if (field === 'identity-file') await tab.waitFor(`!document.querySelector('#encrypted').hidden`)
    await tab.upload(`#${field}`, [path])
  }
  // By the keyboard alone: Enter in a field begins.
  await tab.evaluate(
    `(document.querySelector('#key').value = ${JSON.stringify(key)}, document.querySelector('#key').focus())`,
  )
  await tab.press('Enter')
  const told = await tab.waitFor<string>(TOLD, { timeout: 60_000 })
  return [told, await tab.evaluate<string>(VERDICT)]
}

/** What `xueji verify` prints of the same. */
function printed({ file, videos, tsa, identity }: Given, key: string) {
  const options = Object.entries({ key, videos, tsa, identity }).flatMap(([name, value]) =>
    value ? [`--${name}`, value] : [],
  )
  return run(process.execPath, [cli, 'verify', file, ...options], folder)
}

const browsers = [
  ['Chromium', findChromium(), launchRaw],
  ['Firefox', findFirefox(), launchFirefox],
] as const

describe.each(browsers)('%s', (_, binary, launch) => {
  test.skipIf('missing' in binary)(
    suiteTitle('the page opened from disk says what xueji verify says, and asks no network for anything', binary),
    async () => {
      const browser: DrivenBrowser = await launch()
      try {
        const tab = await browser.open('about:blank')
        const file = golden(`${NAME}.zip`)
        const { fingerprint } = JSON.parse(await readFile(golden(`${NAME}.json`), 'utf8'))
        const [said] = await toldIn(tab, { file }, fingerprint)
        expect(said).toBe(printed({ file }, fingerprint).stdout)
        expect(said).toContain('结论：核验通过')
        expect(await tab.evaluate(`performance.getEntriesByType('resource').length`)).toBe(0)

        const bytes = await readFile(file)
        const at = bytes.length >> 1
        bytes[at] = (bytes[at] ?? 0) ^ 1
        const changed = join(folder, 'changed.zip')
        await writeFile(changed, bytes)
        expect(await toldIn(tab, { file: changed }, fingerprint)).toEqual([
          expect.stringMatching(/被改动过|解压不出来/),
          '不一致',
        ])
      } finally {
        await browser.close()
      }
    },
  )
})

/** The lesson is of a site that the program does not know. */
const DOUBT = '有疑点'
const lacking = missing('openssl')
describe.skipIf(lacking.length > 0)(`a claim with time stamps, videos and a recipient${skipped(lacking)}`, () => {
  let at: Awaited<ReturnType<typeof delivered>>
  let cases: readonly [what: string, given: Given, says: RegExp, verdict: string][]
  const printedOf = new Map<string, ReturnType<typeof printed>>()
  beforeAll(async () => {
    at = await delivered()
    const { claim: file, encrypted, videos, identity } = at
    const secret = { file: encrypted, identity }
    cases = [
      ['a time stamp whose authority nobody named', { file }, /该机构未经确认/, DOUBT],
      [
        'one by an authority that is believed',
        { file, tsa: at.authority },
        /资料包由时间戳机构（示范时间戳）于/,
        DOUBT,
      ],
      ['one by another authority', { file, tsa: at.otherAuthority }, /该机构未经确认/, DOUBT],
      ['an edited time stamp', { file: at.editedStamp, tsa: at.authority }, /✗ 可信时间戳与内容相符/, '不一致'],
      ['videos as the claim lists them', { file, videos }, /✓ 视频与申请所列一致/, DOUBT],
      [
        'videos of which one byte changed',
        { file, videos: at.changedVideos },
        /核验不通过，不一致[\s\S]*被改动过/,
        '不一致',
      ],
      ['a package instead of videos', { file, videos: file }, /✗ 是授课视频资料包/, '不一致'],
      ['an encrypted package', { ...secret, tsa: at.authority }, /资料包由时间戳机构/, DOUBT],
      ['encrypted videos', { ...secret, videos: at.encryptedVideos }, /✓ 视频与清单逐字节相符/, DOUBT],
      ['an encrypted package, changed', { ...secret, file: at.brokenAge }, /解不开：文件已损坏，或不完整/, '不一致'],
      ['another’s key', { ...secret, identity: at.otherIdentity }, /加密给别的收件人/, ''],
      ['no key', { file: encrypted }, /请给出收件人的 age 私钥/, ''],
      ['a passphrase', { ...secret, file: at.byPassphrase }, /用口令加密的/, ''],
    ]
    for (const [what, given] of cases) printedOf.set(what, printed(given, at.fingerprint))
  })
  afterAll(() => at?.close())

  test.each(browsers.filter(([, binary]) => !('missing' in binary)))(
    '%s tells of it what xueji verify prints, word for word, with the same verdict',
    async (_, __, launch) => {
      const browser: DrivenBrowser = await launch()
      try {
        const tab = await browser.open('about:blank')
        for (const [what, given, says, verdict] of cases) {
          const { status, stdout, stderr } = printedOf.get(what) ?? expect.fail(what)
          const [told, shown] = await toldIn(tab, given, at.fingerprint)
          expect(shown, what).toBe(verdict)
          expect(told, what).toMatch(says)
          expect(verdict === '' ? `核验不通过：${told}\n` : told, what).toBe(stdout || stderr)
          expect(status, what).toBe(verdict === DOUBT ? 0 : 1)
          if (what === 'encrypted videos') await looksRight(tab)
        }
        await tab.evaluate(`window.dispatchEvent(new Event('pagehide'))`)
        expect(await tab.evaluate(`document.querySelector('#identity-file').files.length`)).toBe(0)
        expect(await tab.evaluate(`performance.getEntriesByType('resource').length`)).toBe(0)
      } finally {
        await browser.close()
      }
    },
  )
})

/** Every field with a name, nothing that axe finds; what has the focus is the verdict, to be read aloud. */
async function looksRight(tab: Tab): Promise<void> {
  const found = "({ violations }) => violations.map(({ id, nodes }) => id + ' ' + nodes[0].html)"
  const violations = `(() => { ${axe.source}\n; return window.axe.run(document).then(${found}) })()`
  expect(await tab.evaluate(violations)).toEqual([])
  expect(await tab.evaluate(`document.activeElement.id`)).toBe('verdict')
  await tab.screenshot(join(folder, 'page.png'))
}
