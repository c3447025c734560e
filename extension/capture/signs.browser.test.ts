import { rm } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findChromium, findFirefox, suiteTitle } from '../../test/e2e/drivers/binaries'
import type { DrivenBrowser, LaunchOptions, Tab } from '../../test/e2e/drivers/browser'
import { launchRaw } from '../../test/e2e/drivers/chromium-raw'
import { launchFirefox } from '../../test/e2e/drivers/firefox'
import { practiceHostMap } from '../../test/practice/hosts'
import { type Practice, startPractice } from '../../test/practice/main'
import type { ContentMessages, Seen } from '../messages'
import { makeProbe } from './probe-extension'

type Watch = { type: 'watch'; input: ContentMessages['watch']['input'] }

/** Players in one page, each known by its rate in its reports: honest ones, and each trick once. */
const PLAYERS = `void (() => {
  document.body.innerHTML = ''
  document.body.style.cssText = 'margin:0;min-height:860px;position:relative'
  const place = 'position:absolute;width:280px;height:160px;'
  const make = (rate, style, parent = document.body) => {
    const video = document.createElement('video')
    video.style.cssText = style
    video.muted = true
    video.controls = true
    video.src = '/media/lesson-120.mp4'
    parent.append(video)
    video.defaultPlaybackRate = video.playbackRate = rate
    video.play()
    return video
  }
  const box = (style, parent = document.body) => {
    const element = document.createElement('div')
    element.style.cssText = style
    parent.append(element)
    return element
  }
  make(1, place + 'left:0;top:0')
  const own = box(place + 'left:300px;top:0')
  make(1.01, 'width:100%;height:100%', own)
  box('position:absolute;inset:0;background:black', own)
  make(1.02, place + 'left:600px;top:0')
  box(place + 'left:600px;top:0;background:white')
  make(1.03, 'position:absolute;left:900px;top:0;width:60px;height:40px')
  make(1.04, place + 'left:0;top:0', box(place + 'left:0;top:200px;opacity:0.01'))
  make(1.05, place + 'left:-5000px;top:200px')
  const looped = make(1.06, place + 'left:300px;top:200px')
  setInterval(() => {
    if (looped.currentTime < 9) return
    looped.currentTime = 5
    looped.dispatchEvent(new Event('playing'))
  }, 200)
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = 100
  const drawn = canvas.getContext('2d')
  setInterval(() => { drawn.fillStyle = '#' + Math.random().toString(16).slice(2, 8); drawn.fillRect(0, 0, 100, 100) }, 100)
  const live = make(1, place + 'left:600px;top:200px')
  live.removeAttribute('src')
  live.srcObject = canvas.captureStream(10)
  live.play()
})()`

/** What was told last of each player. */
async function seenBy(probe: Tab): Promise<Record<string, Seen['what'][]>> {
  const told = await probe.evaluate<(Watch | { type: 'other' })[]>(`chrome.runtime.sendMessage({ type: 'dump' })`)
  const seen: Record<string, Seen['what'][]> = {}
  for (const one of told) {
    if (one.type !== 'watch' || one.input.spans.length === 0) continue
    const { kind, rate } = one.input.playing
    seen[kind === 'live' ? kind : String(rate / 1000)] = (one.input.seen ?? []).map(({ what }) => what).sort()
  }
  return seen
}

let practice: Practice
let extension: string
beforeAll(async () => {
  practice = await startPractice({ port: 0 })
  extension = await makeProbe()
})
afterAll(async () => {
  await practice.close()
  await rm(extension, { recursive: true })
})

function signs(launch: (options: LaunchOptions) => Promise<DrivenBrowser>): void {
  let browser: DrivenBrowser
  beforeAll(async () => {
    browser = await launch({ extension, hosts: practiceHostMap(practice.port) })
  })
  afterAll(() => browser?.close())

  test('each trick is seen for what it is, and an honest player with a mask of its own for nothing', async () => {
    const probe = await browser.open(browser.extensionUrl('page.html'))
    const tab = await browser.open('http://www.chinanet.gov.cn/course/1')
    await tab.evaluate(PLAYERS)
    // The covered one takes five looks, ten seconds apart.
    await expect
      .poll(() => seenBy(probe), { timeout: 200_000, interval: 1000 })
      .toEqual({
        '1': [],
        '1.01': [],
        '1.02': ['covered'],
        '1.03': ['tiny'],
        '1.04': ['tiny'],
        '1.05': ['tiny'],
        '1.06': ['looped', 'synthetic'],
        live: ['made-source'],
      })
    await tab.close()
  })
}

const chromium = findChromium()
const firefox = findFirefox()
describe.skipIf('missing' in chromium)(suiteTitle('what is seen of players, in Chromium', chromium), () =>
  signs(launchRaw),
)
describe.skipIf('missing' in firefox)(suiteTitle('what is seen of players, in Firefox', firefox), () =>
  signs(launchFirefox),
)
