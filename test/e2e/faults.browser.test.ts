import { cp, mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { DATABASE_FILE } from '../../server/db/sqlite'
import type { RosterRow, SeatDetail, Slip } from '../../shared/api'
import { inventedId } from '../support/hr'
import { findChromium, findFirefox, suiteTitle } from './drivers/binaries'
import type { DrivenBrowser, LaunchOptions } from './drivers/browser'
import { launchRaw } from './drivers/chromium-raw'
import { launchFirefox } from './drivers/firefox'
import { cloneProfile, removeProfile } from './drivers/profile'
import { until } from './drivers/until'
import { openLesson, playFor, runFor, startPlaying, stopPlaying, truthSoFar, watched } from './lesson-script'
import { handInNow, joinByCode, openPopup, popupFigures, signIn, welcomeTab } from './trainee'
import { openWorld, testExtension, type World } from './world'

const SECOND = 1000
const names = ['赵一', '钱二', '孙三', '李四', '周五', '吴六']

/** Faults that a live device must come through; each test is another trainee with a browser of their own. */
function suite(kind: 'chrome-mv3' | 'firefox-mv3', launch: (options: LaunchOptions) => Promise<DrivenBrowser>): void {
  let world: World
  beforeAll(async () => {
    world = await openWorld(names.map((name, i) => ({ name, id: inventedId(i + 1) })))
  })
  afterAll(() => world?.close())

  /** The profile stays until the test ends, whatever happens to its browser. */
  async function start(given?: string): Promise<DrivenBrowser> {
    const profile = given ?? (await mkdtemp(path.join(os.tmpdir(), 'xueji-profile-')))
    const browser = await launch({ extension: testExtension(kind), hosts: world.hosts, profile })
    onTestFinished(async () => {
      await browser.close()
      await removeProfile(profile)
    })
    return browser
  }
  const slipOf = (name: string): Slip => {
    const slip = world.slips.find((one) => one.name === name)
    if (!slip) throw new Error(`no slip for ${name}`)
    return slip
  }
  async function join(browser: DrivenBrowser, name: string): Promise<void> {
    await joinByCode(await welcomeTab(browser), { server: world.server.url, code: slipOf(name).code })
  }
  async function rowOf(name: string): Promise<RosterRow> {
    const row = (await world.hr.class(world.opened.id)).roster.find((one) => one.name === name)
    if (!row) throw new Error(`${name} is not on the roster`)
    return row
  }
  const seatOf = async (name: string): Promise<SeatDetail> => world.hr.seat((await rowOf(name)).seat)
  /** The server's figure is the truth, and what the trainee sees. */
  async function expectAll(browser: DrivenBrowser, name: string, truth: number, lost = 0): Promise<SeatDetail> {
    await handInNow(browser)
    const seat = await seatOf(name)
    const { credited } = seat.row
    expect(credited, `${credited} ms, in truth ${truth} ms`).toBeGreaterThanOrEqual(truth - lost - SECOND)
    expect(credited, `${credited} ms, in truth ${truth} ms`).toBeLessThanOrEqual(truth + SECOND)
    expect(await popupFigures(browser)).toMatchObject({ received: credited, local: 0 })
    return seat
  }

  test('the background is killed in the middle of a lesson: nothing is lost or doubled', async () => {
    const browser = await start()
    await join(browser, '赵一')
    const tab = await openLesson(browser)
    await startPlaying(tab)
    for (let i = 0; i < 3; i++) {
      await runFor(tab, 3)
      await browser.stopBackground()
    }
    await runFor(tab, 3)
    await stopPlaying(tab)
    const truth = watched(await truthSoFar(tab))
    const { events } = await expectAll(browser, '赵一', truth)
    expect(events.map(({ kind }) => kind)).not.toContain('signout')
  })

  test('the browser is killed in the middle of a lesson: at most 5 s are lost, and appear as a gap', async () => {
    const browser = await start()
    await join(browser, '钱二')
    const tab = await openLesson(browser)
    await startPlaying(tab)
    // Past the first report that a round sends, and before the next: what is lost does not hang on the moment of the kill.
    await runFor(tab, 9)
    const truth = watched(await truthSoFar(tab))
    await browser.kill()
    const again = await start(browser.profile)
    await signIn(again, '钱二')
    const { events } = await expectAll(again, '钱二', truth, 5 * SECOND)
    expect(events.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['gap', 'signout']))
  })

  test('the extension is loaded anew under an open lesson: the page goes on without being loaded again', async () => {
    const browser = await start()
    await join(browser, '吴六')
    const tab = await openLesson(browser)
    await playFor(tab, 5)
    await reload(browser)
    await signIn(browser, '吴六')
    await tab.activate()
    await playFor(tab, 5)
    await expectAll(browser, '吴六', watched(await truthSoFar(tab)))
  })

  test('the server is away for a while: everything waits on the device and is handed in later', async () => {
    const browser = await start()
    await join(browser, '孙三')
    const tab = await openLesson(browser)
    await playFor(tab, 3)
    await world.server.stop()
    await playFor(tab, 4)
    const popup = await openPopup(browser)
    await popup.click('#hand-in')
    await popup.waitFor(`document.querySelector('[data-outcome=unreachable]') !== null`, { timeout: 40_000 })
    expect(await popup.evaluate<number>(`Number(document.querySelector('#today-local').dataset.ms)`)).toBeGreaterThan(
      3000,
    )
    await popup.close()
    await tab.activate()
    await playFor(tab, 3)
    await world.startAgain()
    await expectAll(browser, '孙三', watched(await truthSoFar(tab)))
  })

  test('yesterday’s copy of the database comes back under a live device: all is there once, with its receipts’ times', async () => {
    const browser = await start()
    await join(browser, '李四')
    const tab = await openLesson(browser)
    await playFor(tab, 3)
    await handInNow(browser)
    const copy = await copyOfData(world)
    await tab.activate()
    await playFor(tab, 4)
    await handInNow(browser)
    const before = receiptTimes(world)
    await world.server.stop()
    await rm(world.server.dataDir, { recursive: true })
    await cp(copy, world.server.dataDir, { recursive: true })
    await world.startAgain()
    await tab.activate()
    await playFor(tab, 3)
    await expectAll(browser, '李四', watched(await truthSoFar(tab)))
    expect(receiptTimes(world)).toEqual(expect.arrayContaining(before))
  })

  test('one copied profile on two machines: a finding, both branches kept, nothing doubled', async () => {
    const first = await start()
    await join(first, '周五')
    const tab = await openLesson(first)
    await playFor(tab, 4)
    const common = watched(await truthSoFar(tab))
    await handInNow(first)
    await first.close()
    const profile = await cloneProfile(first.profile)
    const [one, two] = [await start(first.profile), await start(profile)]
    const truths: number[] = []
    for (const [browser, seconds] of [
      [one, 3],
      [two, 5],
    ] as const) {
      await signIn(browser, '周五')
      const lesson = await openLesson(browser)
      await playFor(lesson, seconds)
      truths.push(watched(await truthSoFar(lesson)))
      await handInNow(browser)
    }
    const { credited } = await rowOf('周五')
    const all = common + truths.reduce((total, ms) => total + ms, 0)
    expect(Math.abs(credited - all), `${credited} ms, in truth ${all} ms`).toBeLessThanOrEqual(2 * SECOND)
    const findings = await until('the finding', async () => {
      const found = await world.hr.findings(world.opened.id)
      return found.length > 0 ? found : undefined
    })
    expect(findings).toMatchObject([{ code: 'chain-forked', name: '周五' }])
    const { chains } = await seatOf('周五')
    expect(chains.map(({ branches }) => branches)).toContain(1)
  })
}

/** A copy of the data folder, taken as an administrator would: with the server at rest. */
async function copyOfData(world: World): Promise<string> {
  await world.server.stop()
  const copy = await mkdtemp(path.join(os.tmpdir(), 'xueji-copy-'))
  onTestFinished(() => rm(copy, { recursive: true, force: true }))
  await cp(world.server.dataDir, copy, { recursive: true })
  await world.startAgain()
  return copy
}

/** Every receipt of the ledger with its time. */
function receiptTimes(world: World): object[] {
  const database = new Database(path.join(world.server.dataDir, DATABASE_FILE), { readonly: true })
  try {
    return database.prepare('select hex(hash) as hash, at from receipt').all() as object[]
  } finally {
    database.close()
  }
}

/** The extension is loaded anew, as after an update, while a page with a lesson stays open. */
async function reload(browser: DrivenBrowser): Promise<void> {
  const page = await openPopup(browser)
  // The page goes with the extension, so it answers first.
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
}

const chromium = findChromium()
const firefox = findFirefox()
describe.skipIf('missing' in chromium)(suiteTitle('faults in Chromium', chromium), () => {
  suite('chrome-mv3', launchRaw)
})
describe.skipIf('missing' in firefox)(suiteTitle('faults in Firefox', firefox), () => {
  suite('firefox-mv3', launchFirefox)
})
