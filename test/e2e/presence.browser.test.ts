import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Body } from '../../shared/record/bodies'
import { defaultPolicy } from '../../shared/study/policies'
import { findChromium, findFirefox, suiteTitle } from './drivers/binaries'
import type { DrivenBrowser, LaunchOptions, Tab } from './drivers/browser'
import { launchRaw, type RawChromium } from './drivers/chromium-raw'
import { launchFirefox } from './drivers/firefox'
import { until } from './drivers/until'
import { LESSON_PAGE } from './lesson-script'
import { entriesHere, joinByCode, openPopup, rowsHere, signIn, signOut, welcomeTab } from './trainee'
import { openWorld, people, testExtension, type World } from './world'

/** A class that asks after a few seconds, and waits long enough for a slow machine. */
const policy = { ...defaultPolicy, credit: 2, presence: { every: 6000, jitter: 1000, answer: 20_000 } } as const
/** Set to a folder, pictures are left there, to be looked at. */
const pictures = process.env.XUEJI_PICTURES

type Presence = Body<'presence'>
const FRAME = `document.querySelector('#container').contentDocument`
const VIDEO = `${FRAME}.querySelector('video')`
/** Our host, in the page or in the player's frame: they have no other. */
const HOST = `(document.querySelector('[popover=manual]') ?? ${FRAME}.querySelector('[popover=manual]'))`

/** The panel's button, by where it stands in the page: nothing of it can be reached from there. */
const BUTTON = `(() => {
  const { left, top, width, height } = ${HOST}.getBoundingClientRect()
  const frame = ${HOST}.ownerDocument.defaultView.frameElement?.getBoundingClientRect() ?? { left: 0, top: 0 }
  return [frame.left + left + width / 2, frame.top + top + height - 64]
})()`

/** Its worker can be asked; Firefox's background only through a page. */
let raw: RawChromium | undefined
const notifications = async () =>
  (await raw?.background<Record<string, boolean>>('chrome.notifications.getAll()')) ?? {}

function suite(name: 'chrome-mv3' | 'firefox-mv3', launch: (options: LaunchOptions) => Promise<DrivenBrowser>): void {
  let world: World
  let browser: DrivenBrowser
  let lesson: Tab
  /** A page of the extension, behind the lesson. */
  let behind: Tab

  beforeAll(async () => {
    world = await openWorld(undefined, policy)
    browser = await launch({ extension: testExtension(name), hosts: world.hosts })
    await joinByCode(await welcomeTab(browser), { server: world.server.url, code: world.slips[0]?.code ?? '' })
    behind = await openPopup(browser)
    lesson = await browser.open(LESSON_PAGE)
    await lesson.waitFor(`(${VIDEO}?.readyState ?? 0) >= 2`)
  }, 240_000)
  afterAll(async () => {
    await browser?.close()
    await world?.close()
  })

  const play = () => lesson.evaluate(`${VIDEO}.play().then(() => true)`)
  const pause = () => lesson.evaluate(`void ${VIDEO}.pause()`)
  /** What the panel says of itself. */
  const seen = async () =>
    (await rowsHere<{ presence?: { shown?: boolean } }>(behind, 'state'))[0]?.presence?.shown === true
  /** The lesson is set back while it is young, so that it always plays. */
  const asked = async () => {
    await lesson.evaluate(`void (${VIDEO}.currentTime > 30 && (${VIDEO}.currentTime = 1))`)
    await play()
    await until('a question that can be seen', seen, 60_000)
  }
  const stands = () => lesson.waitFor(`${HOST} !== null`)
  const gone = () => lesson.waitFor(`${HOST} === null`)
  /** Once more where the click came before the button: the panel loads anew when it is moved into full screen. */
  const answer = async () => {
    for (let tries = 0; tries < 8; tries++) {
      const [x, y] = await lesson.evaluate<[number, number]>(BUTTON)
      await lesson.clickAt(x, y)
      const left = await lesson.waitFor(`${HOST} === null`, { timeout: 2500 }).catch(() => false)
      if (left) return
    }
    throw new Error('the panel takes no click')
  }
  /** A click in the middle of its button would be its own. */
  const onTop = () =>
    lesson.waitFor(`(([x, y]) => ${HOST}?.ownerDocument.elementFromPoint(x, y) === ${HOST})(${BUTTON})`)
  const picture = (of: string) => pictures && lesson.screenshot(path.join(pictures, `${name}-${of}.png`))
  let read = 0
  /** What was written since the last look, once it is so many. The player is paused meanwhile. */
  const written = async (count: number) => {
    await pause()
    const entries = await until(`${count} entries more`, async () => {
      const all = await entriesHere<Presence>(behind, 'presence')
      return all.length >= read + count ? all : undefined
    })
    const fresh = entries.slice(read)
    read = entries.length
    return fresh.map(({ result }) => result)
  }
  /** Full screen from inside the player's frame, by a click as a person makes it. */
  const fullScreen = async (what = '.parentElement') => {
    await lesson.evaluate(`void ${FRAME}.addEventListener('click', (event) => {
      event.stopImmediatePropagation()
      ${VIDEO}${what}.requestFullscreen()
    }, { capture: true, once: true })`)
    await lesson.clickAt(300, 300)
    await lesson.waitFor('document.fullscreenElement !== null')
  }

  const leaveFullScreen = () =>
    lesson.evaluate('document.fullscreenElement ? document.exitFullscreen().then(() => true) : true')

  test('a trusted click answers; the player plays on, the page keeps its focus', async () => {
    await lesson.evaluate(`void (window.told = [], ['blur', 'focusin', 'pause'].forEach((name) => {
      addEventListener(name, () => told.push(name), true)
      ${VIDEO}.addEventListener(name, () => told.push('video ' + name))
    }))`)
    await asked()
    await picture('asked')
    const focus = await lesson.evaluate('document.activeElement.localName')
    await answer()
    expect(focus).toBe('body')
    expect(await lesson.evaluate('told')).toEqual([])
    expect(await lesson.evaluate(`${VIDEO}.paused`)).toBe(false)
    expect(await written(1)).toEqual(['answered'])
  })

  test('a script answers nothing, whatever it reaches; taken out of the page, the question comes back; a key answers', async () => {
    await asked()
    await lesson.evaluate(`void (() => {
      const [x, y] = ${BUTTON}
      const at = { bubbles: true, composed: true, clientX: x, clientY: y, detail: 1 }
      for (const target of [${HOST}, document.elementFromPoint(x, y), document, window]) {
        for (const type of ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click']) target.dispatchEvent(new MouseEvent(type, at))
        for (const type of ['keydown', 'keyup']) target.dispatchEvent(new KeyboardEvent(type, { key: 'Enter', altKey: true, shiftKey: true, ...at }))
        target.click?.()
        target.postMessage?.({ type: 'present', input: { token: '' } }, '*')
      }
      for (let i = 0; i < frames.length; i++) frames[i].postMessage({ type: 'present' }, '*')
    })()`)
    expect(await lesson.evaluate(`${HOST}.shadowRoot`)).toBe(null)
    await lesson.evaluate(`void ${HOST}.remove()`)
    await stands()
    await lesson.evaluate(`void (${HOST}.style.cssText = 'display: none !important')`)
    await lesson.waitFor(`${HOST}.getBoundingClientRect().width > 0`)
    expect(await written(0)).toEqual([])
    await stands()

    for (let i = 0; i < 40 && !(await lesson.evaluate(`document.activeElement === ${HOST}`)); i++)
      await lesson.press('Tab')
    await lesson.press('Enter')
    await gone()
    expect(await written(1)).toEqual(['answered'])
  })

  test('it stands above full screen, of a player in a frame too, whichever came first', async () => {
    await play()
    await fullScreen()
    await asked()
    await onTop()
    await picture('full-screen')
    await leaveFullScreen()
    await fullScreen()
    await onTop()
    await answer()
    await leaveFullScreen()
    expect(await written(1)).toEqual(['answered'])
  })

  test('over a bare video that is full screen it can be seen', async () => {
    await play()
    await fullScreen('')
    await asked()
    await picture('full-screen-video')
    await leaveFullScreen()
    await answer()
    expect(await written(1)).toEqual(['answered'])
  })

  test('not answered it is missed, the worker killed or not; the popup says so and takes a late answer', async () => {
    await asked()
    await browser.stopBackground()
    await until('an entry', async () => (await entriesHere(behind, 'presence')).length > read, 90_000)
    await stands()
    expect(await written(1)).toEqual(['missed'])
    await stands()
    await picture('missed')
    const popup = await openPopup(browser)
    await popup.waitFor(`document.querySelector('#present') !== null`)
    if (pictures) await popup.screenshot(path.join(pictures, `${name}-popup-missed.png`))
    await popup.waitFor(`document.querySelector('#state')?.dataset.state === 'attention'`)
    await popup.waitFor(`/今天签到：\\d\\d:\\d\\d 签到/.test(document.querySelector('#attendance')?.textContent)`)
    await popup.evaluate(`void document.querySelector('#present').click()`)
    expect(await popup.evaluate(`document.querySelector('#present') !== null`)).toBe(true)
    await popup.click('#present')
    await popup.waitFor(`document.querySelector('#present') === null`)
    await popup.close()
    await lesson.activate()
    await gone()
    expect(await written(1)).toEqual(['answered'])
  })

  test('signing out by hand answers it, and it goes with the one it was asked of', async () => {
    await asked()
    await pause()
    await signOut(browser)
    await lesson.activate()
    await gone()
    expect(await written(1)).toEqual(['answered'])
    await signIn(browser, people[0]?.name ?? '')
    await lesson.activate()
  })

  test.runIf(name === 'chrome-mv3')(
    'hidden in picture in picture it comes as a notification of the system',
    async () => {
      await lesson.evaluate(`void (${VIDEO}.currentTime = 1)`)
      await play()
      await lesson.evaluate(`${VIDEO}.requestPictureInPicture().then(() => true)`)
      const other = await browser.open('http://px.class.com.cn/study/myclass/index')
      const shown = await until(
        'a notification',
        async () => {
          const all = await notifications()
          return Object.keys(all).find((id) => id.startsWith('presence:'))
        },
        60_000,
      )
      expect(shown).toMatch(/^presence:[0-9a-f]{32}$/)
      await other.close()
      await lesson.activate()
      await answer()
      expect(await written(1)).toEqual(['answered'])
      await expect.poll(notifications).toEqual({})
    },
  )
}

const chromium = findChromium()
const firefox = findFirefox()
describe.skipIf('missing' in chromium)(suiteTitle('在学确认 in Chromium', chromium), () => {
  suite('chrome-mv3', async (options) => {
    raw = await launchRaw(options)
    return raw
  })
})
describe.skipIf('missing' in firefox)(suiteTitle('在学确认 in Firefox', firefox), () => {
  suite('firefox-mv3', launchFirefox)
})
