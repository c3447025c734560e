import { rm } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeProbe } from '../../extension/capture/probe-extension'
import type { ContentMessages } from '../../extension/messages'
import type { Span } from '../../shared/record/bodies'
import { findChromium, findFirefox, suiteTitle } from '../e2e/drivers/binaries'
import type { DrivenBrowser, LaunchOptions, Tab } from '../e2e/drivers/browser'
import { Nothing } from '../e2e/drivers/cdp'
import type { CdpTab } from '../e2e/drivers/cdp-target'
import { launchRaw, type RawChromium } from '../e2e/drivers/chromium-raw'
import { launchFirefox } from '../e2e/drivers/firefox'
import { practiceHostMap } from '../practice/hosts'
import { type Practice, startPractice } from '../practice/main'

type Told = { [K in keyof ContentMessages]: { type: K; input: ContentMessages[K]['input'] } }[keyof ContentMessages]

const page = (kind: string) => `http://www.chinanet.gov.cn/frames/${kind}`

/** A browser with the real content scripts and a background that only listens; what a page does is played by the page itself. */
function setting<B extends DrivenBrowser>(launch: (options: LaunchOptions) => Promise<B>) {
  let practice: Practice
  let extension: string
  let started: B
  let probe: Tab
  beforeAll(async () => {
    practice = await startPractice({ port: 0 })
    extension = await makeProbe()
    started = await launch({ extension, hosts: practiceHostMap(practice.port) })
    probe = await started.open(started.extensionUrl('page.html'))
  })
  afterAll(async () => {
    await started?.close()
    await practice.close()
    await rm(extension, { recursive: true })
  })
  const told = () => probe.evaluate<Told[]>(`chrome.runtime.sendMessage({ type: 'dump' })`)
  /** Spans of the views of pages whose lesson key has this part. */
  const views = async (part: string) => {
    const known = new Map<string, { spans: Span[]; growing: boolean; kind: string }>()
    for (const message of await told()) {
      if (message.type !== 'watch' || !message.input.page.lesson?.key.includes(part)) continue
      const { view, first, spans, closed, playing } = message.input
      const before = known.get(view)?.spans ?? []
      known.set(view, { spans: [...before.slice(0, first), ...spans], growing: !closed, kind: playing.kind })
    }
    return [...known.values()].filter(({ spans }) => spans.length > 0)
  }
  const settled = async (part: string) => {
    await expect
      .poll(async () => (await views(part)).every(({ growing }) => !growing) && (await views(part)).length > 0)
      .toBe(true)
    return (await views(part)).flatMap(({ spans }) => spans)
  }
  return {
    get browser() {
      return started
    },
    told,
    views,
    settled,
  }
}

const sum = (spans: readonly Span[]) => spans.reduce((total, { ms }) => total + ms, 0)
const time = (tab: Tab) => tab.evaluate<number>('practice.state().then(({ time }) => time * 1000)')
const plays = (tab: Tab, seconds: number) =>
  tab.waitFor(`practice.state().then(({ time }) => time >= ${seconds})`, { timeout: 60_000 })
const start = async (tab: Tab) => {
  await tab.waitFor('practice.ready')
  await tab.evaluate('practice.play().then(() => true)')
}
const near = (ms: number, truth: number, by = 500) =>
  expect(Math.abs(ms - truth), `${ms} for ${truth}`).toBeLessThanOrEqual(by)

function both(launch: (options: LaunchOptions) => Promise<DrivenBrowser>) {
  const it = setting(launch)

  test('a question in the middle of a lesson stops the time with the video, and nobody of ours touches it', async () => {
    const tab = await it.browser.open(page('quiz'))
    await start(tab)
    await tab.waitFor('practice.asked')
    const asked = await time(tab)
    // nothing happens while the question stands: that is what the three seconds are for
    await tab.waitFor('new Promise((done) => setTimeout(() => done(true), 3000))')
    expect(await tab.evaluate('practice.touched')).toBe(0)
    await tab.evaluate('practice.answer().then(() => true)')
    await plays(tab, asked / 1000 + 2)
    await tab.evaluate('practice.pause().then(() => true)')
    const end = await time(tab)
    near(sum(await it.settled('/quiz')), end)
    expect(end - asked).toBeGreaterThan(1500)
    await tab.close()
  })

  test('a page that says it is visible while it is behind another is not believed', async () => {
    const tab = await it.browser.open(page('forged'))
    await start(tab)
    await plays(tab, 1.5)
    // What plays while the other tab opens may be on either side.
    const seen = await time(tab)
    const other = await it.browser.open(page('late'))
    const left = await time(tab)
    await plays(tab, left / 1000 + 2)
    expect(await tab.evaluate('document.visibilityState')).toBe('visible')
    await tab.evaluate('practice.pause().then(() => true)')
    const spans = await it.settled('/forged')
    expect(sum(spans.filter(({ visible }) => !visible))).toBeGreaterThan(1000)
    const visible = sum(spans.filter(({ visible }) => visible))
    expect(visible).toBeGreaterThan(seen - 500)
    expect(visible).toBeLessThanOrEqual(left + 500)
    await other.close()
    await tab.close()
  })

  test('under a strict content policy all is recorded and the page sees no violation', async () => {
    const tab = await it.browser.open(page('guarded'))
    await start(tab)
    await plays(tab, 2)
    await tab.evaluate('practice.pause().then(() => true)')
    near(sum(await it.settled('/guarded')), await time(tab))
    expect(await tab.evaluate('practice.violations')).toEqual([])
    await tab.close()
  })

  test('back from the back-forward cache the lesson goes on as a view of its own, and the absence is nobody’s', async () => {
    const tab = await it.browser.open(page('same-element'))
    await start(tab)
    await plays(tab, 2)
    await tab.evaluate(`void (window.kept = true)`)
    await tab.evaluate(
      `void addEventListener('pagehide', () => sessionStorage.setItem('left', practice.media.currentTime * 1000))`,
    )
    await tab.goto(page('audio'))
    await tab.waitFor('practice.ready')
    await tab.evaluate('void history.back()')
    await tab.waitFor(`location.pathname.endsWith('/same-element') && practice.ready`)
    const kept = await tab.evaluate<boolean>('window.kept === true')
    // Firefox brings a player back as playing and lets it stand: as a person would, stop and start it.
    await tab.evaluate('practice.pause().then(() => true)')
    const left = Number(await tab.evaluate<string>(`sessionStorage.getItem('left')`))
    const again = await tab.evaluate<number>('practice.play().then(({ time }) => time * 1000)')
    await plays(tab, again / 1000 + 2)
    await tab.evaluate('practice.pause().then(() => true)')
    const end = await time(tab)
    // Where the page was kept, the player may have gone on before it was stopped: all of its way was played.
    near(sum(await it.settled('/same-element')), kept ? end : left + end - again, 1000)
    if (kept) expect((await it.views('/same-element')).length).toBe(2)
    await tab.close()
  })

  test('full screen and nobody at the mouse: a lesson that is watched counts', async () => {
    const tab = await it.browser.open(page('replaced'))
    await start(tab)
    await tab.evaluate(
      `void document.querySelector('h1').addEventListener('click', () => practice.media.requestFullscreen())`,
    )
    await tab.click('h1')
    await tab.waitFor('document.fullscreenElement !== null')
    const from = await time(tab)
    await plays(tab, from / 1000 + 3)
    await tab.evaluate('document.exitFullscreen().then(() => true)')
    await tab.evaluate('practice.pause().then(() => true)')
    const spans = await it.settled('/replaced')
    near(sum(spans), await time(tab))
    expect(spans.every(({ visible }) => visible)).toBe(true)
    await tab.close()
  })

  test('a canvas is said to be there and never timed', async () => {
    const tab = await it.browser.open(page('canvas'))
    const found = async () => (await it.told()).find(({ type }) => type === 'unmeasurable')
    await expect.poll(found).toMatchObject({ input: { what: 'canvas' } })
    expect(await it.views('/canvas')).toEqual([])
    // The next lesson of a page that stays is looked at anew.
    await tab.evaluate(`void history.pushState(null, '', '/frames/canvas?lessonId=2')`)
    const lessons = async () =>
      (await it.told()).flatMap((one) => (one.type === 'unmeasurable' ? [one.input.page.lesson?.key] : []))
    await expect.poll(lessons).toEqual(['/frames/canvas', '/frames/canvas?lessonId=2'])
    await tab.close()
  })

  test('a document is timed while somebody uses it', async () => {
    const tab = await it.browser.open(page('document'))
    await tab.waitFor(`document.querySelector('.pdfViewer') !== null`)
    for (let i = 0; i < 4; i++) {
      await tab.click('h1')
      await tab.waitFor('new Promise((done) => setTimeout(() => done(true), 1000))')
    }
    await expect
      .poll(async () => sum((await it.views('/document')).flatMap(({ spans }) => spans)))
      .toBeGreaterThan(2000)
    expect((await it.views('/document')).map(({ kind }) => kind)).toEqual(['document'])
    await tab.close()
  })
}

function chromiumOnly(launch: (options: LaunchOptions) => Promise<RawChromium>) {
  const it = setting(launch)

  test('a frozen page adds nothing, and says so', async () => {
    const tab: CdpTab = await it.browser.open(page('late'))
    await start(tab)
    await plays(tab, 2)
    const left = await time(tab)
    await tab.call(Nothing, 'Page.setWebLifecycleState', { state: 'frozen' })
    await new Promise((resolve) => setTimeout(resolve, 4000))
    await tab.call(Nothing, 'Page.setWebLifecycleState', { state: 'active' })
    await tab.evaluate('practice.pause().then(() => true)')
    const end = await time(tab)
    const spans = await it.settled('/late')
    expect(sum(spans)).toBeLessThanOrEqual(Math.max(left, end) + 500)
    expect(sum(spans)).toBeGreaterThan(left - 1000)
    await tab.close()
  })

  test('a tab that is thrown away leaves what it had reported', async () => {
    const tab = await it.browser.open(page('same-element'))
    await start(tab)
    await plays(tab, 7)
    await tab.close()
    const reported = sum((await it.views('/same-element')).flatMap(({ spans }) => spans))
    expect(reported).toBeGreaterThan(1500)
  })
}

const chromium = findChromium()
const firefox = findFirefox()
describe.skipIf('missing' in chromium)(suiteTitle('pages that misbehave, in Chromium', chromium), () => both(launchRaw))
describe.skipIf('missing' in chromium)(suiteTitle('only in Chromium', chromium), () => chromiumOnly(launchRaw))
describe.skipIf('missing' in firefox)(suiteTitle('pages that misbehave, in Firefox', firefox), () =>
  both(launchFirefox),
)
