import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import type { SeatDetail } from '../../shared/api'
import { inventedId } from '../support/hr'
import { findChromium, suiteTitle } from './drivers/binaries'
import type { Tab } from './drivers/browser'
import { launchRaw, type RawChromium } from './drivers/chromium-raw'
import { LESSON_PAGE } from './lesson-script'
import { handInNow, joinByCode, welcomeTab } from './trainee'
import { openWorld, testExtension, type World } from './world'

const chromium = findChromium()
const video = `document.querySelector('#container')?.contentDocument?.querySelector('video')`
const SECOND = 1000

const ready = (tab: Tab) => tab.waitFor(`(${video}?.readyState ?? 0) >= 2`, { timeout: 60_000 })
const play = (tab: Tab) => tab.evaluate(`${video}.play().then(() => true)`)
const position = (tab: Tab) => tab.evaluate<number>(`${video}.currentTime * 1000`)
const reach = (tab: Tab, ms: number) => tab.waitFor(`${video}.currentTime * 1000 >= ${ms}`, { timeout: 60_000 })
const pause = async (tab: Tab) => {
  await tab.evaluate(`${video}.pause()`)
  return position(tab)
}

describe.skipIf('missing' in chromium)(suiteTitle('one lesson in pieces, in Chromium', chromium), () => {
  let world: World
  beforeAll(async () => {
    world = await openWorld(['赵一', '钱二'].map((name, i) => ({ name, id: inventedId(i + 1) })))
  })
  afterAll(() => world?.close())

  async function start(n: number): Promise<RawChromium> {
    const browser = await launchRaw({ extension: testExtension('chrome-mv3'), hosts: world.hosts })
    onTestFinished(() => browser.close())
    await joinByCode(await welcomeTab(browser), { server: world.server.url, code: world.slips[n]?.code ?? '' })
    return browser
  }
  async function seatOf(n: number, browser: RawChromium): Promise<SeatDetail> {
    await handInNow(browser)
    return world.hr.seat(world.slips[n]?.seat ?? '')
  }
  const counted = ({ days }: SeatDetail) => days.flatMap(({ pieces }) => pieces.filter(({ reason }) => !reason))
  const near = (actual: number, truth: number) =>
    expect(Math.abs(actual - truth), `${actual} ms, in truth ${truth} ms`).toBeLessThanOrEqual(1.5 * SECOND)

  test('a face check takes the page away in the middle: before and after it are one lesson', async () => {
    const browser = await start(0)
    const tab = await browser.open(LESSON_PAGE)
    await ready(tab)
    await play(tab)
    await reach(tab, 5000)
    const before = await tab.evaluate<number>(
      `((at) => { location.href = '/player/index/photo'; return at })(${video}.currentTime * 1000)`,
    )
    await tab.waitFor(`document.querySelector('#signPhotoOk') !== null`)
    await tab.click('.result-box a')
    await ready(tab)
    await play(tab)
    await reach(tab, 4000)
    const after = await pause(tab)
    const seat = await seatOf(0, browser)
    near(seat.row.credited, before + after)
    expect(new Set(counted(seat).map(({ lesson }) => lesson.key)).size).toBe(1)
  })

  test('the same lesson in two windows at once counts once, and what each plays alone counts too', async () => {
    const browser = await start(1)
    const one = await browser.open(LESSON_PAGE)
    await ready(one)
    await play(one)
    await reach(one, 3000)
    const two = await browser.openWindow(LESSON_PAGE)
    await ready(two)
    await play(two)
    await reach(two, 4000)
    // Both at once: what the second plays between two looks would be nobody's.
    const [first, together] = await Promise.all([pause(one), position(two)])
    await reach(two, together + 4000)
    const alone = (await pause(two)) - together
    const seat = await seatOf(1, browser)
    near(seat.row.credited, first + alone)
    expect(new Set(counted(seat).map(({ lesson }) => lesson.key)).size).toBe(1)
    const doubled = seat.days.flatMap(({ pieces }) => pieces.filter(({ reason }) => reason === 'double'))
    near(
      doubled.reduce((sum, { from, to }) => sum + to - from, 0),
      together,
    )
  })
})
