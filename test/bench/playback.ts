import { findChromium } from '../e2e/drivers/binaries'
import type { CdpTab } from '../e2e/drivers/cdp-target'
import { launchRaw } from '../e2e/drivers/chromium-raw'
import { welcomeTab } from '../e2e/trainee'
import { testExtension } from '../e2e/world'
import { practiceHostMap } from '../practice/hosts'
import { startPractice } from '../practice/main'

const SECONDS = 60
/** What a page costs once, when it opens, is over by then. */
const WARM = 10
/** ms of main thread a minute, and of one task. */
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

/** What our content scripts take of the page's main thread while a lesson plays: processor time of every call of a function of ours, as Chromium traces them, and the longest of them. */
export async function benchPlayback() {
  if ('missing' in findChromium()) return { skipped: 'no Chromium' }
  const practice = await startPractice({ port: 0 })
  const browser = await launchRaw({ extension: testExtension('chrome-mv3'), hosts: practiceHostMap(practice.port) })
  try {
    await (await welcomeTab(browser)).close()
    const results: Record<string, object> = {}
    for (const [name, { url, video, prepare }] of Object.entries(pages)) {
      const tab = await browser.open(url)
      await tab.waitFor(`(${video}?.readyState ?? 0) >= 2`)
      await tab.evaluate(prepare)
      results[name] = await measured(tab, video, browser.extensionUrl('/'))
      await tab.close()
    }
    return { seconds: SECONDS, limitMsPerMinute: LIMIT, ...results }
  } finally {
    await browser.close()
    await practice.close()
  }
}

async function measured(tab: CdpTab, video: string, origin: string) {
  await tab.evaluate(`${video}.play().then(() => true)`)
  await tab.waitFor(`${video}.currentTime >= ${WARM}`, { timeout: 60_000 })
  const events = await tab.traced('devtools.timeline', () =>
    tab.waitFor(`${video}.currentTime >= ${WARM + SECONDS}`, { timeout: (SECONDS + 30) * 1000 }),
  )
  const ours = events.filter(({ name, args }) => name === 'FunctionCall' && args?.data?.url?.startsWith(origin))
  const took = ours.map(({ tdur = 0 }) => tdur / 1000)
  return {
    calls: ours.length,
    msPerMinute: Math.round((took.reduce((sum, ms) => sum + ms, 0) * 60) / SECONDS),
    longestMs: Math.round(Math.max(0, ...took) * 10) / 10,
  }
}
