import { readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { readZip } from '../../server/claim/read-zip'
import { nodeCrypto } from '../../server/crypto'
import type { ClassSummary, RosterRow } from '../../shared/api'
import { verifyPackage } from '../../shared/package/verify'
import { inventedId } from '../support/hr'
import { findChromium, findFirefox, suiteTitle } from './drivers/binaries'
import type { DrivenBrowser, LaunchOptions, Tab } from './drivers/browser'
import { launchRaw } from './drivers/chromium-raw'
import { launchFirefox } from './drivers/firefox'
import { until } from './drivers/until'
import { openLesson, playFor, runFor, startPlaying, stopPlaying, truthSoFar, watched } from './lesson-script'
import { fill, handInNow, joinByCode, joinByName, openPopup, signIn, welcomeTab } from './trainee'
import { courses, openWorld, testExtension, type World } from './world'

const SECOND = 1000
const [甲, 乙, 丙, 丁, 戊] = ['甲一', '乙二', '丙三', '丁四', '戊五'] as const
const person = (name: string, n: number) => ({ name, id: inventedId(n) })

/** Who studies on which device, in which class, with or without a network. */
function suite(kind: 'chrome-mv3' | 'firefox-mv3', launch: (options: LaunchOptions) => Promise<DrivenBrowser>): void {
  let world: World
  let other: ClassSummary
  beforeAll(async () => {
    world = await openWorld([person(甲, 1), person(丙, 3), person(丁, 4), person(戊, 5)])
    other = await world.hr.openClass({ name: '电工第2期', occupation: '电工', courses })
    await world.hr.importRoster(other.id, [person(乙, 2), person(丙, 3)])
  })
  afterAll(() => world?.close())

  async function start(): Promise<DrivenBrowser> {
    const browser = await launch({ extension: testExtension(kind), hosts: world.hosts })
    onTestFinished(() => browser.close())
    return browser
  }
  const codeOf = async (classId: string, name: string): Promise<string> => {
    const slip = (await world.hr.slips(classId)).find((one) => one.name === name)
    if (!slip) throw new Error(`no slip for ${name}`)
    return slip.code
  }
  async function rowOf(classId: string, name: string): Promise<RosterRow> {
    const row = (await world.hr.class(classId)).roster.find((one) => one.name === name)
    if (!row) throw new Error(`${name} is not on the roster`)
    return row
  }
  /** Credited ms by number of the seat in the package of a class, which must verify. */
  async function packed(classId: string): Promise<Map<string, number>> {
    const { files } = await readZip(await world.hr.package(classId))
    const report = await verifyPackage(nodeCrypto, files, { builtInRules: new Set() })
    expect(report.verdict).toBe('unconfirmed')
    return new Map(report.seats.map(({ number, credited }) => [number, credited]))
  }
  const another = (browser: DrivenBrowser): Promise<Tab> => browser.open(browser.extensionUrl('/welcome.html'))

  test('two people on one PC, each in a class of their own: each second is in one seat, a package shows nobody else', async () => {
    const browser = await start()
    const server = world.server.url
    await joinByCode(await welcomeTab(browser), { server, code: await codeOf(world.opened.id, 甲), pin: '1357' })
    await joinByCode(await another(browser), { server, code: await codeOf(other.id, 乙), pin: '2468' })
    const tab = await openLesson(browser)
    await playFor(tab, 4)
    const second = watched(await truthSoFar(tab))
    await handInNow(browser)
    await signIn(browser, 甲, '1357')
    await tab.activate()
    await playFor(tab, 6)
    const first = watched(await truthSoFar(tab)) - second
    await handInNow(browser)
    const [mine, theirs] = [await rowOf(world.opened.id, 甲), await rowOf(other.id, 乙)]
    expect(Math.abs(mine.credited - first), `${mine.credited} ms, in truth ${first} ms`).toBeLessThanOrEqual(SECOND)
    expect(Math.abs(theirs.credited - second), `${theirs.credited} ms, in truth ${second} ms`).toBeLessThanOrEqual(
      SECOND,
    )
    const package1 = await packed(world.opened.id)
    expect(package1.get(mine.number)).toBe(mine.credited)
    expect([...package1.values()].filter((credited) => credited > 0)).toEqual([mine.credited])
    expect((await packed(other.id)).get(theirs.number)).toBe(theirs.credited)
  })

  test('one person in two classes with the same course says once which it counts for: each second is in one seat', async () => {
    const browser = await start()
    const server = world.server.url
    await joinByCode(await welcomeTab(browser), { server, code: await codeOf(world.opened.id, 丙) })
    await joinByCode(await another(browser), { server, code: await codeOf(other.id, 丙) })
    const tab = await openLesson(browser)
    await startPlaying(tab)
    await runFor(tab, 4)
    const popup = await openPopup(browser)
    await popup.waitFor(`document.querySelectorAll('#choose button').length === 2`)
    // Until they say, it counts for the class joined last.
    const chain = await popup.evaluate<string>(
      `[...document.querySelectorAll('#choose button')].find(({ textContent }) => textContent === '电工第1期').dataset.chain`,
    )
    await popup.click(`#choose [data-chain="${chain}"]`)
    await popup.waitFor(`document.querySelector('#choose') === null`)
    await popup.close()
    await tab.activate()
    await runFor(tab, 5)
    await stopPlaying(tab)
    const { credited, hidden } = await truthSoFar(tab)
    const truth = Object.values(credited).reduce((total, ms) => total + ms, 0)
    await handInNow(browser)
    const rows = [await rowOf(world.opened.id, 丙), await rowOf(other.id, 丙)]
    const total = rows.reduce((sum, row) => sum + row.credited, 0)
    const notCounted = rows.reduce((sum, row) => sum + row.notCounted, 0)
    expect(
      rows.map(({ credited }) => credited > 3 * SECOND),
      JSON.stringify([rows, truth, hidden]),
    ).toEqual([true, true])
    expect(Math.abs(total - truth), `${total} ms, in truth ${truth} ms`).toBeLessThanOrEqual(SECOND)
    expect(Math.abs(notCounted - hidden), `${notCounted} ms, in truth ${hidden} ms`).toBeLessThanOrEqual(SECOND)
    const packages = [await packed(world.opened.id), await packed(other.id)]
    expect(rows.map((row, i) => packages[i]?.get(row.number))).toEqual(rows.map((row) => row.credited))
  })

  test('a class run with files only: class file in, hand-in file out, receipt file back', async () => {
    const browser = await start()
    const folder = browser.downloads
    const classFile = path.join(folder, 'class-file.json')
    await writeFile(classFile, await world.hr.file('GET', `/api/classes/${world.opened.id}/class-file`))
    const tab = await welcomeTab(browser)
    await tab.click('#by-file')
    await tab.upload('#class-file', [classFile])
    await fill(tab, '#file-code', await codeOf(world.opened.id, 丁))
    await fill(tab, '#file-name', 丁)
    await tab.click('#next')
    await tab.click('#agree')
    await tab.waitFor(`document.querySelector('#joined')?.dataset.state === 'file'`)
    await tab.close()
    const lesson = await openLesson(browser)
    await playFor(lesson, 5)
    const truth = watched(await truthSoFar(lesson))
    expect((await rowOf(world.opened.id, 丁)).state).toBe('waiting')

    const popup = await openPopup(browser)
    await popup.click('#save-file')
    const handIn = await until('the hand-in file', () => newest(folder, '.xueji.ndjson'))
    const report = await world.hr.handIn(world.opened.id, handIn)
    expect(report).toMatchObject({ chains: 1, refused: [] })
    const again = await world.hr.handIn(world.opened.id, handIn)
    expect(again).toMatchObject({ entries: 0, already: report.entries, receipts: report.receipts })
    const receipts = path.join(folder, 'receipts.ndjson')
    await writeFile(receipts, report.receipts)
    await popup.upload('#receipts-file', [receipts])
    await popup.waitFor(`document.querySelector('[data-waiting]').dataset.waiting === '0'`)
    await popup.close()
    const credited = await until('the figure on the roster', async () => (await rowOf(world.opened.id, 丁)).credited)
    expect(Math.abs(credited - truth), `${credited} ms, in truth ${truth} ms`).toBeLessThanOrEqual(SECOND)
  })

  test('class code, name and last six: study counts once HR has checked who it is; a wrong code says so', async () => {
    const browser = await start()
    const tab = await welcomeTab(browser)
    await fill(tab, '#server', world.server.url)
    await fill(tab, '#code', 'AAAA-BBBB-CCCC')
    await tab.click('#next')
    await tab.click('#agree')
    await tab.waitFor(`document.querySelector('#join-error')?.textContent.includes('加入码')`)
    const { url: server } = world.server
    await joinByName(tab, { server, classCode: world.opened.code, name: 戊, lastSix: inventedId(5).slice(-6) })
    const lesson = await openLesson(browser)
    await playFor(lesson, 4)
    const truth = watched(await truthSoFar(lesson))
    await handInNow(browser).catch(() => undefined)
    expect(await rowOf(world.opened.id, 戊)).toMatchObject({ credited: 0, state: 'pending' })
    const { pending } = await world.hr.class(world.opened.id)
    expect(pending).toMatchObject([{ name: 戊 }])
    await world.hr.decide(world.opened.id, pending[0]?.claim ?? '', true)
    await handInNow(browser)
    const { credited } = await rowOf(world.opened.id, 戊)
    expect(Math.abs(credited - truth), `${credited} ms, in truth ${truth} ms`).toBeLessThanOrEqual(SECOND)
  })
}

async function newest(folder: string, ending: string): Promise<string | undefined> {
  const name = (await readdir(folder)).find((one) => one.endsWith(ending))
  const text = name && (await readFile(path.join(folder, name), 'utf8'))
  return text === '' ? undefined : text
}

const chromium = findChromium()
const firefox = findFirefox()
describe.skipIf('missing' in chromium)(suiteTitle('people and classes in Chromium', chromium), () => {
  suite('chrome-mv3', launchRaw)
})
describe.skipIf('missing' in firefox)(suiteTitle('people and classes in Firefox', firefox), () => {
  suite('firefox-mv3', launchFirefox)
})
