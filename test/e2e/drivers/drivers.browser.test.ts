import { generateKeyPairSync } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { frameKinds, withoutPlayer } from '../../practice/frames/site'
import { practiceHostMap } from '../../practice/hosts'
import { type Practice, startPractice } from '../../practice/main'
import { findChromium, findFirefox, suiteTitle } from './binaries'
import type { DrivenBrowser, LaunchOptions, Tab } from './browser'
import { launchChromium } from './chromium'
import { launchRaw } from './chromium-raw'
import { launchFirefox } from './firefox'
import { cloneProfile, removeProfile } from './profile'

const lesson = 'http://px.class.com.cn/player/study/index?courseId=10101'
const video = `document.querySelector('#container').contentDocument.querySelector('.prism-player > video')`
/** Adds a row to the extension's database and answers how many there are. */
const addRow = `new Promise((done, failed) => {
  const open = indexedDB.open('probe', 1)
  open.onupgradeneeded = () => open.result.createObjectStore('rows', { autoIncrement: true })
  open.onerror = () => failed(open.error)
  open.onsuccess = () => {
    const work = open.result.transaction('rows', 'readwrite', { durability: 'strict' })
    work.objectStore('rows').add(1)
    const rows = work.objectStore('rows').count()
    work.oncomplete = () => done(rows.result)
  }
})`

let practice: Practice
let extension: string

beforeAll(async () => {
  practice = await startPractice({ port: 0 })
  extension = await mkdtemp(path.join(os.tmpdir(), 'xueji-probe-'))
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const manifest = {
    key: publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
    manifest_version: 3,
    name: 'probe',
    version: '1.0',
    background: { service_worker: 'background.js', scripts: ['background.js'] },
    optional_host_permissions: ['http://example.com/*'],
    browser_specific_settings: { gecko: { id: 'probe@xueji.test' } },
  }
  const files = {
    'manifest.json': JSON.stringify(manifest),
    'background.js': `globalThis.born = Math.random()
chrome.runtime.onMessage.addListener((_, __, answer) => answer(globalThis.born))`,
    'page.html': `<!doctype html><title>probe</title><button id="ask">ask</button><input type="file">
<a id="save" download="probe.txt" href="data:text/plain,saved">save</a><script src="page.js"></script>`,
    'page.js': `document.getElementById('ask').onclick = async () => {
  document.title = String(await chrome.permissions.request({ origins: ['http://example.com/*'] }))
}`,
  }
  for (const [name, text] of Object.entries(files)) await writeFile(path.join(extension, name), text)
})

afterAll(async () => {
  await practice.close()
  await rm(extension, { recursive: true })
})

const options = (profile?: string): LaunchOptions => ({ extension, profile, hosts: practiceHostMap(practice.port) })

/** Launches, and closes whatever the test left open. */
async function start<B extends { close(): Promise<void> }>(
  launch: (options: LaunchOptions) => Promise<B>,
  profile?: string,
): Promise<B> {
  const browser = await launch(options(profile))
  onTestFinished(() => browser.close())
  return browser
}

async function playsThreeSeconds(tab: Tab): Promise<void> {
  await tab.waitFor(`${video}?.readyState >= 2`)
  await tab.evaluate(`${video}.play()`)
  await tab.waitFor(`${video}.currentTime >= 3`)
  await tab.waitFor(
    `document.querySelector('#container').contentDocument.querySelector('.current-time').textContent >= '00:03'`,
  )
  expect(await tab.evaluate(`document.getElementById('hiddenStudyStatus').value`)).toBe('1')
}

async function switchesLesson(tab: Tab): Promise<void> {
  await tab.evaluate(`void (window.element = ${video})`)
  await tab.click('#list_chapter .section:nth-child(4)')
  await tab.waitFor(`${video}.duration > 74`)
  expect(await tab.evaluate(`${video} === window.element`)).toBe(true)
  expect(await tab.evaluate(`document.querySelector('.section.active').dataset.jhxRes`)).toBe('7710104')
  await tab.evaluate(`${video}.play()`)
  await tab.waitFor(`${video}.currentTime > 0.5`)
}

/** One browser for a suite: starting one costs seconds. */
function shared<B extends DrivenBrowser>(launch: (options: LaunchOptions) => Promise<B>): () => B {
  let browser: B | undefined
  beforeAll(async () => {
    browser = await launch(options())
  })
  afterAll(() => browser?.close())
  return () => {
    if (!browser) throw new Error('the browser did not start')
    return browser
  }
}

/** The promises both drivers make, run against a real browser. */
function drivenBrowser(the: () => DrivenBrowser, launch: (options: LaunchOptions) => Promise<DrivenBrowser>) {
  test('plays a lesson under its real host name and switches lesson in the same element', async () => {
    const tab = await the().open(lesson)
    expect(await tab.evaluate('location.host + navigator.language')).toBe('px.class.com.cnzh-CN')
    await playsThreeSeconds(tab)
    await switchesLesson(tab)
    await tab.close()
  })

  test('a tab behind another is hidden, and visible again in front', async () => {
    const first = await the().open(lesson)
    const second = await the().open(lesson)
    await first.waitFor(`document.visibilityState === 'hidden'`)
    expect(await second.evaluate('document.visibilityState')).toBe('visible')
    await first.activate()
    await second.waitFor(`document.visibilityState === 'hidden'`)
  })

  test('no other host is reached', async () => {
    await expect(the().open('http://example.com/')).rejects.toThrow()
  })

  test('the background ends on demand and the next message starts a new one', async () => {
    const page = await the().open(the().extensionUrl('page.html'))
    const ask = () => page.evaluate<number>('chrome.runtime.sendMessage({})')
    const before = await ask()
    expect(await ask()).toBe(before)
    await the().stopBackground()
    expect(await ask()).not.toBe(before)
  })

  test('files go in by an input and out by a download, and a screenshot is a picture', async () => {
    const page = await the().open(the().extensionUrl('page.html'))
    await page.upload('input', [path.join(extension, 'manifest.json')])
    expect(await page.evaluate(`document.querySelector('input').files[0].name`)).toBe('manifest.json')
    await page.click('#save')
    const saved = path.join(the().downloads, 'probe.txt')
    await expect.poll(() => readFile(saved, 'utf8').catch(() => '')).toBe('saved')
    const picture = path.join(the().downloads, 'page.png')
    await page.screenshot(picture)
    expect((await readFile(picture)).subarray(1, 4).toString()).toBe('PNG')
  })

  test('a killed browser goes on with the same profile, and a copy of it runs beside', async () => {
    const first = await start(launch)
    const page = await first.open(first.extensionUrl('page.html'))
    expect(await page.evaluate(addRow)).toBe(1)
    expect(await page.evaluate(addRow)).toBe(2)
    await first.kill()
    const clone = await cloneProfile(first.profile)
    onTestFinished(() => removeProfile(clone))
    const browsers = await Promise.all([start(launch, first.profile), start(launch, clone)])
    for (const browser of browsers) {
      const again = await browser.open(browser.extensionUrl('page.html'))
      expect(await again.evaluate(addRow)).toBe(3)
    }
  })
}

const chromium = findChromium()
describe.skipIf('missing' in chromium)(suiteTitle('Chromium, raw', chromium), () => {
  const the = shared(launchRaw)
  drivenBrowser(the, launchRaw)

  test('timers of a hidden silent tab are throttled', async () => {
    const hidden = await the().open('http://px.class.com.cn/study/myclass/index')
    await the().open('http://px.class.com.cn/study/myclass/index')
    await hidden.waitFor(`document.visibilityState === 'hidden'`)
    const ticks = `new Promise((done) => {
      let ticks = 0
      const end = performance.now() + 3000
      const timer = setInterval(() => {
        ticks += 1
        if (performance.now() < end) return
        clearInterval(timer)
        done(ticks)
      }, 100)
    })`
    expect(await hidden.evaluate(ticks)).toBeLessThan(10)
  })

  test('frames of either kind and the service worker can be asked', async () => {
    const tab = await the().open('http://www.chinanet.gov.cn/frames/player-host')
    const player = await tab.frame('/videoPlay/playEncrypt')
    expect(await player.evaluate('location.host')).toBe('videoadmin.chinahrt.com')
    await tab.waitFor('practice.ready')
    await tab.evaluate('practice.play()')
    await player.waitFor(`document.querySelector('video').currentTime > 1`)
    await tab.goto(lesson)
    expect(await (await tab.frame('/player/study/frame')).evaluate('typeof videojs')).toBe('function')
    const page = await the().open(the().extensionUrl('page.html'))
    await page.evaluate('chrome.runtime.sendMessage({})')
    expect(await the().background('chrome.runtime.id')).toBe(the().extensionId)
  })

  test.each(Object.keys(frameKinds).filter((kind) => !withoutPlayer.includes(kind)))(
    'the player of the %s page plays',
    async (kind) => {
      const tab = await the().open(`http://www.chinanet.gov.cn/frames/${kind}`)
      await tab.waitFor('practice.ready')
      await tab.evaluate('practice.play()')
      await tab.waitFor('practice.state().then((state) => state.time > 0.3)')
      await tab.close()
    },
  )
})

describe.skipIf('missing' in chromium)(suiteTitle('Chromium, Playwright', chromium), () => {
  test('plays a lesson, opens an extension page and ends the service worker', async () => {
    const session = await start(launchChromium)
    const page = await session.context.newPage()
    await page.goto(lesson)
    const player = page.frameLocator('#container').locator('video')
    const ready = () => player.evaluate((element: HTMLVideoElement) => element.readyState)
    await expect.poll(ready).toBeGreaterThan(1)
    await player.evaluate((element: HTMLVideoElement) => element.play())
    const time = () => player.evaluate((element: HTMLVideoElement) => element.currentTime)
    await expect.poll(time).toBeGreaterThan(3)
    const inside = await session.extensionPage('page.html')
    const ask = () => inside.evaluate('chrome.runtime.sendMessage({})')
    const before = await ask()
    await session.stopServiceWorker()
    expect(await ask()).not.toBe(before)
  })
})

const firefox = findFirefox()
describe.skipIf('missing' in firefox)(suiteTitle('Firefox', firefox), () => {
  const the = shared(launchFirefox)
  drivenBrowser(the, launchFirefox)

  test('a real permission prompt is answered', async () => {
    const page = await the().open(the().extensionUrl('page.html'))
    await page.click('#ask')
    await the().answerPrompt('allow')
    await page.waitFor(`document.title === 'true'`)
  })

  test('a frame of another origin can be asked', async () => {
    const tab = await the().open('http://www.chinanet.gov.cn/frames/cross-origin')
    expect(await tab.evaluateInFrame('iframe', 'location.host')).toBe('a66ab57a.ataclass.cn')
  })
})
