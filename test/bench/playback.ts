import { findChromium } from '../e2e/drivers/binaries'
import type { CdpTab, TraceEvent } from '../e2e/drivers/cdp-target'
import { launchRaw } from '../e2e/drivers/chromium-raw'
import { welcomeTab } from '../e2e/trainee'
import { testExtension } from '../e2e/world'
import { practiceHostMap } from '../practice/hosts'
import { startPractice } from '../practice/main'
import type { Limited } from './limits'

const SECONDS = 60
/** What a page costs once, when it opens, is over by then; it is measured apart. */
const OPENING = 10
/** ms of main thread a minute of playback, and of one task at any time. */
const LIMIT = 50

const px = `document.querySelector('#container').contentDocument.querySelector('video')`
const plain = `document.querySelector('video')`
const pages = {
  lesson: { url: 'http://px.class.com.cn/player/study/index?courseId=10103', video: px, prepare: 'true' },
  'page of 20 000 elements': {
    url: 'http://www.chinanet.gov.cn/course/1',
    video: plain,
    prepare: `(() => {
      const box = document.createElement('div')
      for (let i = 0; i < 20000; i++) box.append(Object.assign(document.createElement('span'), { textContent: i }))
      document.body.append(box)
      return true
    })()`,
  },
}

type Measured = Awaited<ReturnType<typeof measured>>

/**
 * What our content scripts take of the page's main thread: processor time of every call of a function of ours, as Chromium traces
 * them, and the longest of them. `opening`: from the navigation on, the scripts' own start and the first walks through the page.
 */
export async function benchPlayback() {
  if ('missing' in findChromium()) return { skipped: 'no Chromium' }
  const practice = await startPractice({ port: 0 })
  const browser = await launchRaw({ extension: testExtension('chrome-mv3'), hosts: practiceHostMap(practice.port) })
  try {
    await (await welcomeTab(browser)).close()
    const results: Record<string, Measured> = {}
    for (const [name, { url, video, prepare }] of Object.entries(pages)) {
      const tab = await browser.open('about:blank')
      results[name] = await measured(tab, { url, video, prepare }, browser.extensionUrl('/'))
      await tab.close()
    }
    return { seconds: SECONDS, openingSeconds: OPENING, pages: results }
  } finally {
    await browser.close()
    await practice.close()
  }
}

/** The promises that these figures are held to. */
export const playbackLimits = ({ pages = {} }: { pages?: Record<string, Measured> }): Limited[] =>
  Object.entries(pages).flatMap(([name, { opening, playing }]) => [
    { name: `${name}, main thread a minute of playback`, value: playing.msPerMinute, limit: LIMIT, unit: 'ms' },
    { name: `${name}, longest task while it plays`, value: playing.longestMs, limit: LIMIT, unit: 'ms' },
    { name: `${name}, longest task in its first ${OPENING} s`, value: opening.longestMs, limit: LIMIT, unit: 'ms' },
  ])

async function measured(
  tab: CdpTab,
  { url, video, prepare }: { url: string; video: string; prepare: string },
  origin: string,
) {
  const played = (seconds: number) =>
    tab.waitFor(`(${video}?.currentTime ?? 0) >= ${seconds}`, { timeout: (seconds + 60) * 1000 })
  const opening = await tab.traced('devtools.timeline', async () => {
    await tab.goto(url)
    await tab.waitFor(`(document.body && ${video}?.readyState || 0) >= 2`)
    await tab.evaluate(prepare)
    await tab.evaluate(`${video}.play().then(() => true)`)
    await played(OPENING)
  })
  const playing = await tab.traced('devtools.timeline', () => played(OPENING + SECONDS))
  const first = ours(opening, origin)
  const then = ours(playing, origin)
  return {
    opening: { calls: first.length, ms: sum(first), longestMs: longest(first) },
    playing: { calls: then.length, msPerMinute: Math.round((sum(then) * 60) / SECONDS), longestMs: longest(then) },
  }
}

/** ms of processor time of each. A script's own run holds the calls within it, and so is no call besides. */
function ours(events: readonly TraceEvent[], origin: string): number[] {
  return events
    .filter(({ name, args }) => OWN.has(name) && args?.data?.url?.startsWith(origin))
    .map(({ tdur = 0 }) => tdur / 1000)
}
const OWN = new Set(['FunctionCall', 'EvaluateScript'])

const tenths = (ms: number) => Math.round(ms * 10) / 10
const sum = (all: readonly number[]) => tenths(all.reduce((total, ms) => total + ms, 0))
const longest = (all: readonly number[]) => tenths(Math.max(0, ...all))
