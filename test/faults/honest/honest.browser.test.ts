import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { findChromium, suiteTitle } from '../../e2e/drivers/binaries'
import { Nothing } from '../../e2e/drivers/cdp'
import type { CdpTab } from '../../e2e/drivers/cdp-target'
import { launchRaw, type RawChromium } from '../../e2e/drivers/chromium-raw'
import {
  LESSON_PAGE,
  playFor,
  runFor,
  startPlaying,
  stopPlaying,
  takeNotes,
  truthSoFar,
  VIDEO,
  watched,
} from '../../e2e/lesson-script'
import { handInNow, joinByCode, joinByName, signIn, signOut } from '../../e2e/trainee'
import { testExtension } from '../../e2e/world'
import { inventedId } from '../../support/hr'
import { type Figures, lost, Sitting } from '../sitting'

const SECOND = 1000
const [高一, 钱二, 孙三, 李四, 周五] = ['高一', '钱二', '孙三', '李四', '周五'] as const

/** Every second that was played counts or has its reason, within a second. */
function expectExplained(gained: Figures, played: number): void {
  const all = gained.credited + lost(gained)
  expect(Math.abs(all - played), `${JSON.stringify(gained)} for ${played} ms`).toBeLessThanOrEqual(SECOND)
}
/** Nothing was lost. */
function expectAll(gained: Figures, played: number): void {
  expectExplained(gained, played)
  expect(lost(gained), JSON.stringify(gained)).toBeLessThanOrEqual(SECOND / 2)
}

function suite(): void {
  let it: Sitting<RawChromium>
  beforeAll(async () => {
    it = await Sitting.begin(launchRaw, 'chrome-mv3', [高一, 钱二, 孙三, 李四, 周五], { pin: '1111' })
  })
  afterAll(() => it?.close())

  async function lesson(open: (url: string) => Promise<CdpTab> = it.browser.open): Promise<CdpTab> {
    const tab = await open(LESSON_PAGE)
    onTestFinished(() => tab.close())
    await takeNotes(tab)
    return tab
  }
  const truth = async (tab: CdpTab) => watched(await truthSoFar(tab))

  // The first: a clock that is a minute slow would say that two minutes of it were the same.
  test('sleep and resume: a tab that was frozen and a clock that was put right count what was played, and no sleep', async () => {
    const tab = await lesson()
    const clock = (ms: number) => `(globalThis.realNow ??= Date.now, Date.now = () => realNow.call(Date) + ${ms}, true)`
    const setClock = (ms: number) => Promise.all([it.browser.background(clock(ms)), tab.inContentScripts(clock(ms))])
    let awake = 0
    let end = 0
    const gained = await it.gained(async () => {
      await setClock(-60_000)
      await startPlaying(tab)
      await runFor(tab, 3)
      awake = await truth(tab)
      await setClock(0)
      await tab.call(Nothing, 'Page.setWebLifecycleState', { state: 'frozen' })
      // Asleep: that is what the time is for.
      await new Promise((resolve) => setTimeout(resolve, 2000))
      await tab.call(Nothing, 'Page.setWebLifecycleState', { state: 'active' })
      await stopPlaying(tab)
      end = await truth(tab)
    })
    const all = `${JSON.stringify(gained)} for ${awake} to ${end} ms`
    expect(gained.credited, all).toBeGreaterThan(awake - SECOND)
    expect(gained.credited, all).toBeLessThanOrEqual(end + SECOND / 2)
    expect(lost(gained), all).toBeLessThanOrEqual(SECOND / 2)
  })

  test('full screen, and picture in picture over another page: all of it counts', async () => {
    const tab = await lesson()
    let played = 0
    const gained = await it.gained(async () => {
      await tab.evaluate(`${VIDEO}.requestFullscreen().then(() => true)`)
      await playFor(tab, 3)
      await tab.evaluate('document.exitFullscreen().then(() => true)')
      played = await truth(tab)
      await tab.evaluate(`${VIDEO}.requestPictureInPicture().then(() => true)`)
      const from = await tab.evaluate<number>(`${VIDEO}.currentTime * 1000`)
      const other = await it.browser.open('http://px.class.com.cn/study/myclass/index')
      await startPlaying(tab)
      await runFor(tab, 3)
      await stopPlaying(tab)
      played += (await tab.evaluate<number>(`${VIDEO}.currentTime * 1000`)) - from
      await other.close()
      await tab.activate()
      await tab.evaluate('document.querySelector("#container").contentDocument.exitPictureInPicture().then(() => true)')
    })
    expectAll(gained, played)
  })

  test('by the keyboard alone: the lesson is paused and continued, the record handed in', async () => {
    const tab = await lesson()
    const onPlay = `document.activeElement.contentDocument?.activeElement?.className.includes('vjs-play-control')`
    let played = 0
    const gained = await it.gained(async () => {
      await startPlaying(tab)
      await tabTo(tab, onPlay)
      await press(tab, 'Space')
      await tab.waitFor(`${VIDEO}.paused`)
      await press(tab, 'Space')
      await tab.waitFor(`!${VIDEO}.paused`)
      await runFor(tab, 3)
      await press(tab, 'Space')
      await tab.waitFor(`${VIDEO}.paused`)
      played = await tab.evaluate<number>(`${VIDEO}.currentTime * 1000`)
      const popup = await it.browser.open(it.browser.extensionUrl('/popup.html'))
      await popup.waitFor(`document.querySelector('#hand-in') !== null`)
      await tabTo(popup, `document.activeElement?.id === 'hand-in'`)
      await press(popup, 'Enter')
      await popup.waitFor(
        `[...document.querySelectorAll('[data-waiting]')].every(({ dataset }) => dataset.waiting === '0')`,
      )
      await popup.close()
    })
    expectAll(gained, played)
  })

  test('to a screen reader the popup is a page with names: every control says what it is', async () => {
    const popup = await it.browser.open(it.browser.extensionUrl('/popup.html'))
    await popup.waitFor(`document.querySelector('#handed-in') !== null`)
    const nodes = await accessibility(popup)
    await popup.close()
    const controls = nodes.filter(({ role }) => ['button', 'link', 'combobox', 'textbox', 'checkbox'].includes(role))
    expect(controls.length).toBeGreaterThan(3)
    expect(controls.filter(({ name }) => name.trim() === '')).toEqual([])
    expect(nodes.filter(({ role }) => role === 'heading').length).toBeGreaterThan(0)
    expect(nodes.filter(({ role }) => role === 'main')).toHaveLength(1)
  })

  test('a line that stalls: what was seen counts, what stood still is not held against anybody', async () => {
    const tab = await lesson()
    let played = 0
    const gained = await it.gained(async () => {
      await tab.evaluate(`(${STALLING})(${VIDEO})`)
      await tab.evaluate('player.play().then(() => true)')
      await tab.waitFor('window.stalled')
      // Nothing moves: that is what the time is for.
      await tab.waitFor('new Promise((done) => setTimeout(() => done(true), 3000))')
      const stood = await tab.evaluate<number>('player.currentTime')
      expect(stood).toBeGreaterThan(2)
      await tab.evaluate('void arrive()')
      await tab.waitFor(`player.currentTime >= ${stood + 3}`)
      await tab.evaluate('void player.pause()')
      played = await tab.evaluate<number>('player.currentTime * 1000')
    })
    expectAll(gained, played)
  })

  test('two screens: a lesson on one counts while its pupil works on the other', async () => {
    const tab = await lesson(it.browser.openWindow)
    let played = 0
    const gained = await it.gained(async () => {
      await startPlaying(tab)
      const other = await it.browser.openWindow('http://px.class.com.cn/study/myclass/index')
      await other.click('h1, .title, body')
      await runFor(tab, 4)
      await stopPlaying(tab)
      played = await truth(tab)
      await other.close()
    })
    expectAll(gained, played)
  })

  test('lunch: paused, signed out, the worker gone; back again in the same page, all of it counts', async () => {
    const tab = await lesson()
    let played = 0
    const gained = await it.gained(async () => {
      await playFor(tab, 3)
      await signOut(it.browser)
      await it.browser.stopBackground()
      await signIn(it.browser, 高一, '1111')
      await tab.activate()
      await playFor(tab, 3)
      played = await truth(tab)
    })
    expectAll(gained, played)
  })

  test('a classroom PC: three trainees one after another, each has their own time, and nobody is suspected', async () => {
    const { browser, world } = it
    for (const [i, name] of ([钱二, 孙三, 李四] as const).entries()) {
      const welcome = await browser.open(browser.extensionUrl('/welcome.html'))
      await joinByCode(welcome, { server: world.server.url, code: it.codeOf(name), pin: `${2222 + i}` })
      const tab = await lesson()
      await playFor(tab, 2 + i)
      const played = await truth(tab)
      await handInNow(browser)
      await signOut(browser)
      expectAll(await it.figures(name), played)
    }
    await signIn(browser, 高一, '1111')
  })

  test('a computer that forgets everything at night: the same person joins again by name the next day, and both days count', async () => {
    const { world } = it
    const { id, code: classCode } = world.opened
    const server = world.server.url
    let played = 0
    for (const day of [1, 2]) {
      const browser = await launchRaw({ extension: testExtension('chrome-mv3'), hosts: world.hosts })
      try {
        const welcome = await browser.opened('/welcome.html')
        if (day === 1) await joinByCode(welcome, { server, code: it.codeOf(周五) })
        else await joinByName(welcome, { server, classCode, name: 周五, lastSix: inventedId(5).slice(-6) })
        const tab = await browser.open(LESSON_PAGE)
        await takeNotes(tab)
        await playFor(tab, 2 + day)
        played += await truth(tab)
        for (const { claim } of (await world.hr.class(id)).pending) await world.hr.decide(id, claim, true)
        await handInNow(browser)
      } finally {
        await browser.close()
      }
    }
    expectAll(await it.figures(周五), played)
  })

  test('nobody of all these is suspected of anything', async () => {
    expect(await it.accusations()).toEqual([])
  })
}

/** A player that is fed as players of streams are: the first seconds at once, the rest when it arrives. */
const STALLING = `async (player) => {
  const bytes = await (await fetch('/media/lesson-75.webm')).arrayBuffer()
  const stream = new MediaSource()
  window.player = player
  player.addEventListener('waiting', () => player.currentTime > 2 && (window.stalled = true))
  player.src = URL.createObjectURL(stream)
  await new Promise((open) => stream.addEventListener('sourceopen', open, { once: true }))
  const buffer = stream.addSourceBuffer('video/webm; codecs="vp8, vorbis"')
  buffer.appendBuffer(bytes.slice(0, 20000))
  window.arrive = () => buffer.appendBuffer(bytes.slice(20000))
}`

/** Presses a key as a keyboard does. */
async function press(tab: CdpTab, key: 'Tab' | 'Space' | 'Enter'): Promise<void> {
  const keys = {
    Tab: { key: 'Tab', code: 'Tab', windowsVirtualKeyCode: 9 },
    Space: { key: ' ', code: 'Space', windowsVirtualKeyCode: 32, text: ' ' },
    Enter: { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 13, text: '\r' },
  }
  await tab.call(Nothing, 'Input.dispatchKeyEvent', { type: 'keyDown', ...keys[key] })
  await tab.call(Nothing, 'Input.dispatchKeyEvent', { type: 'keyUp', ...keys[key] })
}

/** Goes from control to control until the focus is where it is wanted. */
async function tabTo(tab: CdpTab, wanted: string): Promise<void> {
  for (let i = 0; i < 40; i++) {
    if (await tab.evaluate<boolean>(`Boolean(${wanted})`)) return
    await press(tab, 'Tab')
  }
  throw new Error(`the keyboard does not come to ${wanted}`)
}

const AxTree = v.object({
  nodes: v.array(
    v.object({
      ignored: v.boolean(),
      role: v.optional(v.object({ value: v.optional(v.string()) })),
      name: v.optional(v.object({ value: v.optional(v.string()) })),
    }),
  ),
})

/** What a screen reader is told of the page. */
async function accessibility(tab: CdpTab): Promise<{ role: string; name: string }[]> {
  const { nodes } = await tab.call(AxTree, 'Accessibility.getFullAXTree')
  return nodes
    .filter(({ ignored }) => !ignored)
    .map(({ role, name }) => ({ role: role?.value ?? '', name: name?.value ?? '' }))
}

const chromium = findChromium()
describe.skipIf('missing' in chromium)(suiteTitle('honest study, in Chromium', chromium), suite)
