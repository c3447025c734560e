import { mkdtemp, readdir, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { findChromium, suiteTitle } from '../e2e/drivers/binaries'
import { launchRaw, type RawChromium } from '../e2e/drivers/chromium-raw'
import { removeProfile } from '../e2e/drivers/profile'
import { openLesson, playFor, runFor, startPlaying, stopPlaying, truthSoFar, watched } from '../e2e/lesson-script'
import { handInNow, joinByCode, joinByName, openPopup, welcomeTab } from '../e2e/trainee'
import { openWorld, testExtension, type World } from '../e2e/world'
import { inventedId } from '../support/hr'

const SECOND = 1000
const names = ['赵一', '钱二', '孙三', '李四']
const chromium = findChromium()

describe.skipIf('missing' in chromium)(suiteTitle('what happens to a device, in Chromium', chromium), () => {
  let world: World
  beforeAll(async () => {
    world = await openWorld(names.map((name, i) => ({ name, id: inventedId(i + 1) })))
  })
  afterAll(() => world?.close())

  async function start(profile?: string): Promise<RawChromium> {
    const browser = await launchRaw({ extension: testExtension('chrome-mv3'), hosts: world.hosts, profile })
    onTestFinished(() => browser.close())
    return browser
  }
  const server = () => world.server.url
  const join = async (browser: RawChromium, n: number) =>
    joinByCode(await welcomeTab(browser), { server: server(), code: world.slips[n]?.code ?? '' })
  const rowOf = async (n: number) => {
    const row = (await world.hr.class(world.opened.id)).roster.find(({ name }) => name === names[n])
    if (!row) throw new Error(`${names[n]} is not on the roster`)
    return row
  }
  /** Joins anew as somebody who is on the roster already, and studies on. */
  async function studyOn(browser: RawChromium, n: number, before: number): Promise<void> {
    const welcome = await browser.open(browser.extensionUrl('/welcome.html'))
    const lastSix = inventedId(n + 1).slice(-6)
    await joinByName(welcome, { server: server(), classCode: world.opened.code, name: names[n] ?? '', lastSix })
    const { pending } = await world.hr.class(world.opened.id)
    await world.hr.decide(world.opened.id, pending.find(({ name }) => name === names[n])?.claim ?? '', true)
    const lesson = await openLesson(browser)
    await playFor(lesson, 4)
    const truth = watched(await truthSoFar(lesson))
    await handInNow(browser)
    near((await rowOf(n)).credited, before + truth)
    expect((await world.hr.seat((await rowOf(n)).seat)).chains).toHaveLength(2)
  }
  const near = (actual: number, truth: number, by = SECOND) =>
    expect(Math.abs(actual - truth), `${actual} ms, in truth ${truth} ms`).toBeLessThanOrEqual(by)

  test('a machine that sleeps in the middle of a lesson: not a second of the sleep counts', async () => {
    const browser = await start()
    await join(browser, 0)
    const lesson = await openLesson(browser)
    await startPlaying(lesson)
    const began = Date.now()
    await runFor(lesson, 6)
    browser.suspend()
    const asleep = Date.now()
    // Asleep for twelve seconds: nothing can be waited for in a browser that stands still.
    await new Promise((resolve) => setTimeout(resolve, 12_000))
    browser.resume()
    const slept = Date.now() - asleep
    await runFor(lesson, 6)
    await stopPlaying(lesson)
    const awake = Date.now() - began - slept
    await handInNow(browser)
    const { credited } = await rowOf(0)
    expect(credited, `${credited} ms, awake ${awake} ms`).toBeLessThanOrEqual(awake + SECOND)
    expect(credited, `${credited} ms, awake ${awake} ms`).toBeGreaterThan(8 * SECOND)
  })

  test('a tab that the browser throws away keeps what was played, and goes on as another view when it is loaded again', async () => {
    const browser = await start()
    await join(browser, 1)
    const lesson = await openLesson(browser)
    await playFor(lesson, 6)
    const before = watched(await truthSoFar(lesson))
    const other = await browser.open('http://px.class.com.cn/study/myclass/index')
    const discarded =
      await browser.background<boolean>(`chrome.tabs.query({ active: false, url: '*://px.class.com.cn/player/*' })
      .then(([tab]) => chrome.tabs.discard(tab.id)).then((tab) => tab.discarded)`)
    expect(discarded).toBe(true)
    await other.close()
    const again = await openLesson(browser)
    await playFor(again, 4)
    const after = watched(await truthSoFar(again))
    await handInNow(browser)
    near((await rowOf(1)).credited, before + after, 1.5 * SECOND)
  })

  test('a profile that is wiped: the server keeps what it has, and the seat goes on with another chain', async () => {
    const profile = await mkdtemp(path.join(os.tmpdir(), 'xueji-profile-'))
    onTestFinished(() => removeProfile(profile))
    const first = await start(profile)
    await join(first, 2)
    const lesson = await openLesson(first)
    await playFor(lesson, 4)
    const truth = watched(await truthSoFar(lesson))
    await handInNow(first)
    await first.close()
    for (const file of await readdir(profile)) await rm(path.join(profile, file), { recursive: true, force: true })
    const { credited } = await rowOf(2)
    near(credited, truth)
    const second = await start(profile)
    const popup = await openPopup(second)
    expect(await popup.evaluate<string>('document.body.innerText')).toContain('还没有加入')
    await popup.close()
    await studyOn(second, 2, credited)
  })

  test('storage that is evicted under a running browser: it says so, starts anew, and the server has what was handed in', async () => {
    const browser = await start()
    await join(browser, 3)
    const lesson = await openLesson(browser)
    await playFor(lesson, 4)
    await handInNow(browser)
    const { credited } = await rowOf(3)
    expect(credited).toBeGreaterThan(2 * SECOND)
    await lesson.close()
    await browser.clearData(browser.extensionUrl('/'), 'indexeddb')
    const popup = await openPopup(browser)
    await popup.waitFor(`document.body.innerText.includes('还没有加入')`)
    await popup.close()
    await expect.poll(() => browser.background<string>('chrome.action.getTitle({})')).toMatch(/还没有加入/)
    expect((await rowOf(3)).credited).toBe(credited)
    await studyOn(browser, 3, credited)
  })
})
