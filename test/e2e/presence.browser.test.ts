import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Body } from '../../shared/record/bodies'
import { defaultPolicy } from '../../shared/study/policies'
import { findChromium, findFirefox, suiteTitle } from './drivers/binaries'
import type { DrivenBrowser, LaunchOptions, Tab } from './drivers/browser'
import { launchRaw } from './drivers/chromium-raw'
import { launchFirefox } from './drivers/firefox'
import { until } from './drivers/until'
import { LESSON_PAGE } from './lesson-script'
import { entriesHere, joinByCode, openPopup, signIn, signOut, welcomeTab } from './trainee'
import { openWorld, testExtension, type World } from './world'

/** A class that asks after a few seconds, and waits long enough for a slow machine. */
const policy = { ...defaultPolicy, credit: 2, presence: { every: 6000, jitter: 1000, answer: 12_000 } } as const
/** Set to a folder, pictures are left there, to be looked at. */
const pictures = process.env.XUEJI_PICTURES

type Presence = Body<'presence'>
const VIDEO = `document.querySelector('#container').contentDocument.querySelector('video')`
/** Our host: the only popover of the page. */
const HOST = `document.querySelector('html > div[popover]')`

/** The panel's button, by where it stands in the page: nothing of it can be reached from there. */
const BUTTON = `(() => {
  const { left, top, width, height } = ${HOST}.getBoundingClientRect()
  return [left + width / 2, top + height - 64]
})()`

function suite(name: 'chrome-mv3' | 'firefox-mv3', launch: (options: LaunchOptions) => Promise<DrivenBrowser>): void {
  let world: World
  let browser: DrivenBrowser
  let lesson: Tab

  beforeAll(async () => {
    world = await openWorld(undefined, policy)
    browser = await launch({ extension: testExtension(name), hosts: world.hosts })
    await joinByCode(await welcomeTab(browser), { server: world.server.url, code: world.slips[0]?.code ?? '' })
    lesson = await browser.open(LESSON_PAGE)
    await lesson.waitFor(`(${VIDEO}?.readyState ?? 0) >= 2`)
  }, 240_000)
  afterAll(async () => {
    await browser?.close()
    await world?.close()
  })

  const play = () => lesson.evaluate(`${VIDEO}.play().then(() => true)`)
  /** The lesson starts over when it is near its end, so that it always plays. */
  const again = () => lesson.evaluate(`void (${VIDEO}.currentTime > 30 && (${VIDEO}.currentTime = 1))`)
  const asked = async () => {
    await again()
    await play()
    await lesson.waitFor(`${HOST} !== null`, { timeout: 60_000 })
    // The question is asked for when its page has loaded.
    if (browser.name === 'firefox') await new Promise((resolve) => setTimeout(resolve, 1000))
  }
  const gone = () => lesson.waitFor(`${HOST} === null`, { timeout: 30_000 })
  const clickPanel = async () => {
    const [x, y] = await lesson.evaluate<[number, number]>(BUTTON)
    await lesson.clickAt(x, y)
  }
  const picture = (of: string) => pictures && lesson.screenshot(path.join(pictures, `${name}-${of}.png`))
  const results = async () => {
    const entries = await entriesHere<Presence>(browser, 'presence')
    await lesson.activate()
    return entries
  }

  test('a trusted click answers; the player plays on, the page keeps its focus', async () => {
    await lesson.evaluate(`void (window.told = [], ['blur', 'focusin', 'pause'].forEach((name) => {
      addEventListener(name, () => told.push(name), true)
      ${VIDEO}.addEventListener(name, () => told.push('video ' + name))
    }))`)
    await asked()
    await picture('asked')
    const focus = await lesson.evaluate('document.activeElement.localName')
    await clickPanel()
    await gone()
    expect(focus).toBe('body')
    expect(await lesson.evaluate('told')).toEqual([])
    expect(await lesson.evaluate(`${VIDEO}.paused`)).toBe(false)
    await lesson.evaluate(`${VIDEO}.pause()`)
    expect(await results()).toMatchObject([{ n: 1, result: 'answered' }])
  })

  void until
  void signIn
  void signOut
  void openPopup
}

const chromium = findChromium()
const firefox = findFirefox()
describe.skipIf('missing' in chromium)(suiteTitle('在学确认 in Chromium', chromium), () => {
  suite('chrome-mv3', launchRaw)
})
describe.skipIf('missing' in firefox)(suiteTitle('在学确认 in Firefox', firefox), () => {
  suite('firefox-mv3', launchFirefox)
})
