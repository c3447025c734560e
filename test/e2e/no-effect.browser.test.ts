import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { describe, expect, test } from 'vitest'
import { createPractice } from '../practice/app'
import { practiceHostMap } from '../practice/hosts'
import { findChromium, findFirefox, suiteTitle } from './drivers/binaries'
import type { DrivenBrowser, LaunchOptions, Tab } from './drivers/browser'
import { launchRaw } from './drivers/chromium-raw'
import { launchFirefox } from './drivers/firefox'
import { welcomeTab } from './trainee'
import { testExtension } from './world'

/** What a page can see of itself. Whether it has saved by now hangs on its clock alone. */
const SEEN = `(() => {
  const names = (object) => Object.getOwnPropertyNames(object).sort()
  const sources = (prototype) => names(prototype).map((name) => {
    const { get, value } = Object.getOwnPropertyDescriptor(prototype, name)
    const read = typeof value === 'function' ? value : undefined
    return name + ' ' + (read ? String(read).slice(0, 80) : typeof value)
  })
  return {
    globals: names(window).filter((name) => !/^\\d+$/.test(name)),
    documentOwn: names(document),
    media: sources(HTMLMediaElement.prototype),
    properties: [Response.prototype, XMLHttpRequest.prototype, HTMLMediaElement.prototype, EventTarget.prototype, Document.prototype, History.prototype].flatMap((prototype) =>
      names(prototype).map((name) => {
        const { value, ...rest } = Object.getOwnPropertyDescriptor(prototype, name)
        return prototype.constructor.name + '.' + name + ' ' + (value === undefined ? 'get' : 'value') + ' ' + rest.enumerable + rest.configurable
      })),
    calls: [fetch, Response.prototype.json, Response.prototype.text, XMLHttpRequest.prototype.send, XMLHttpRequest.prototype.open, EventTarget.prototype.addEventListener].map(String),
    html: document.documentElement.outerHTML.replace(/key=[\\w-]+/g, '').replace(/\\d+/g, '0'),
    errors: window.seenErrors,
    resources: performance.getEntriesByType('resource').map(({ name }) => name.replace(/\\?.*/, '')).filter((name) => !/\\.(mp4|webm)$|favicon|\\/save$/.test(name)).sort(),
    scripts: document.scripts.length,
    styles: document.styleSheets.length,
  }
})()`
const ERRORS = `void (() => {
  window.seenErrors = []
  addEventListener('error', ({ message }) => seenErrors.push(String(message)))
  addEventListener('unhandledrejection', ({ reason }) => seenErrors.push(String(reason)))
})()`

const px = `document.querySelector('#container').contentDocument.querySelector('video')`
/** Each page with what is done there; the same in every run. */
const visits: { name: string; url: string; work: (tab: Tab) => Promise<unknown> }[] = [
  {
    name: 'px lesson',
    url: 'http://px.class.com.cn/player/study/index?courseId=10101',
    async work(tab) {
      await tab.waitFor(`(${px}?.readyState ?? 0) >= 2`)
      await tab.evaluate(`${px}.play()`)
      await tab.waitFor(`${px}.currentTime >= 2`)
      await tab.evaluate(`void (${px}.pause(), ${px}.currentTime = 10)`)
      await tab.waitFor(`!${px}.seeking`)
    },
  },
  {
    name: 'plain course',
    url: 'http://www.chinanet.gov.cn/course/1',
    work: (tab) => tab.waitFor(`document.querySelector('video').readyState >= 1`),
  },
  {
    name: 'page with calls',
    url: 'http://skills.kjcxchina.com/videoDetail.html?id=7&chapter_id=13',
    async work(tab) {
      await tab.waitFor('practice.heard.title')
      await tab.evaluate('practice.save(37)')
      await tab.evaluate('practice.fail()')
      await tab.waitFor('practice.heard.unheard.length > 0')
    },
  },
  {
    name: 'shadow root',
    url: 'http://www.chinanet.gov.cn/frames/closed-shadow',
    work: (tab) => tab.waitFor('practice.ready'),
  },
]

/** Where a site's rule names calls these three are read through a getter, which gives the browser's own method. Nothing else of any property is another one. */
const LOOKED_AT = ['Response.json get truetrue', 'Response.text get truetrue', 'XMLHttpRequest.send get truetrue']
const changed = (before: unknown, after: unknown): unknown[] =>
  Array.isArray(before) && Array.isArray(after) ? after.filter((one) => !before.includes(one)) : [before, after]

interface Run {
  pages: Record<string, { properties?: unknown }>
  /** What the sites were asked, by page address. */
  requests: string[]
}

async function run(launch: (options: LaunchOptions) => Promise<DrivenBrowser>, extension?: string): Promise<Run> {
  const requests: string[] = []
  const app = new Hono()
  app.use((c, next) => {
    const url = new URL(c.req.url)
    if (!/\/media\/|favicon|\/save$/.test(url.pathname))
      requests.push(`${c.req.method} ${url.host.replace(/:.*/, '')}${url.pathname}`)
    return next()
  })
  app.route('/', createPractice())
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' })
  await new Promise<void>((resolve) => server.once('listening', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const browser = await launch({ hosts: practiceHostMap(port), ...(extension && { extension }) })
  try {
    // It opens by itself and would stand in front of the first page.
    if (extension) await (await welcomeTab(browser)).close()
    const pages: Run['pages'] = {}
    for (const { name, url, work } of visits) {
      const tab = await browser.open(url)
      await tab.evaluate(ERRORS)
      await work(tab)
      pages[name] = await tab.evaluate<object>(SEEN)
      await tab.close()
    }
    return { pages, requests: requests.sort() }
  } finally {
    await browser.close()
    await new Promise((resolve) => server.close(resolve))
  }
}

const chromium = findChromium()
const firefox = findFirefox()
describe.skipIf('missing' in chromium)(suiteTitle('what a page sees of us, in Chromium', chromium), () => {
  test('nothing: globals, methods, mark-up, calls and errors are the same with and without', async () => {
    const without = await run(launchRaw)
    const withUs = await run(launchRaw, testExtension('chrome-mv3'))
    for (const { name } of visits) {
      const { properties, ...seen } = withUs.pages[name] ?? {}
      const { properties: before, ...unseen } = without.pages[name] ?? {}
      expect(seen, name).toEqual(unseen)
      expect(changed(before, properties), name).toEqual(name === 'page with calls' ? LOOKED_AT : [])
    }
    expect(withUs.requests).toEqual(without.requests)
  })
})
describe.skipIf('missing' in firefox)(suiteTitle('what a page sees of us, in Firefox', firefox), () => {
  test('nothing: globals, methods, mark-up, calls and errors are the same with and without', async () => {
    const without = await run(launchFirefox)
    const withUs = await run(launchFirefox, testExtension('firefox-mv3'))
    for (const { name } of visits) {
      const { properties, ...seen } = withUs.pages[name] ?? {}
      const { properties: before, ...unseen } = without.pages[name] ?? {}
      expect(seen, name).toEqual(unseen)
      expect(changed(before, properties), name).toEqual(name === 'page with calls' ? LOOKED_AT : [])
    }
    expect(withUs.requests).toEqual(without.requests)
  })
})
