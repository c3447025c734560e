import { rm } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Span } from '../../shared/record/bodies'
import { findChromium, findFirefox, suiteTitle } from '../../test/e2e/drivers/binaries'
import type { DrivenBrowser, LaunchOptions, Tab } from '../../test/e2e/drivers/browser'
import { launchRaw } from '../../test/e2e/drivers/chromium-raw'
import { launchFirefox } from '../../test/e2e/drivers/firefox'
import { practiceHostMap } from '../../test/practice/hosts'
import { type Practice, startPractice } from '../../test/practice/main'
import type { ContentMessages, PageDescription } from '../messages'
import { makeProbe } from './probe-extension'

type Told = {
  [K in keyof ContentMessages]: { type: K; frame: number; input: ContentMessages[K]['input'] }
}[keyof ContentMessages]

const frames = (kind: string) => `http://www.chinanet.gov.cn/frames/${kind}`
const lesson = 'http://px.class.com.cn/player/study/index?courseId=10101'
const video = `document.querySelector('#container').contentDocument.querySelector('.prism-player > video')`

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

/** The views of all that was told, each with its spans as a background that got every message ends up with. */
function viewsOf(told: readonly Told[]) {
  const views = new Map<
    string,
    { spans: Span[]; ended: boolean; page: PageDescription; growing: boolean; frame: number }
  >()
  for (const message of told) {
    if (message.type !== 'watch') continue
    const { view, first, spans, ended, page, closed } = message.input
    const known = views.get(view)?.spans ?? []
    views.set(view, {
      spans: [...known.slice(0, first), ...spans],
      ended,
      page,
      growing: !closed,
      frame: message.frame,
    })
  }
  return [...views.values()]
}
const total = (spans: readonly Span[], only: (span: Span) => boolean = () => true) =>
  spans.filter(only).reduce((sum, { ms }) => sum + ms, 0)
const within = (ms: number, actual: number, expected: number) =>
  expect(Math.abs(actual - expected), `${actual} for ${expected}`).toBeLessThanOrEqual(ms)
/** All of it but so many ms, which a player that stutters may cost; never more than was played, but for what two looks at one player differ by. */
const allBut = (ms: number, actual: number, played: number) => {
  expect(actual, `${actual} for ${played}`).toBeGreaterThanOrEqual(played - ms)
  expect(actual, `${actual} for ${played}`).toBeLessThanOrEqual(played + 100)
}

/** Notes how long the page stood still at most because the machine was busy, ms: then nobody can read its players. */
const STILL = `void (() => {
  let before = performance.now()
  window.still = 0
  setInterval(() => {
    const now = performance.now()
    window.still = Math.max(window.still, now - before - 50)
    before = now
  }, 50)
})()`

function captures(launch: (options: LaunchOptions) => Promise<DrivenBrowser>) {
  let browser: DrivenBrowser
  let probe: Tab
  beforeAll(async () => {
    browser = await launch({ extension, hosts: practiceHostMap(practice.port) })
    probe = await browser.open(browser.extensionUrl('page.html'))
  })
  afterAll(() => browser?.close())

  /** Without what views from before still had to say: a closed tab's last message may come late. */
  const told = async (from: number) => {
    const all = await probe.evaluate<Told[]>(`chrome.runtime.sendMessage({ type: 'dump' })`)
    const viewOf = (message: Told) => (message.type === 'watch' ? message.input.view : undefined)
    const before = new Set(all.slice(0, from).flatMap((message) => viewOf(message) ?? []))
    return all.slice(from).filter((message) => !before.has(viewOf(message) ?? ''))
  }
  /** Waits until the views of the messages since `from` are as the test wants them. */
  const views = async (from: number, asWanted: (all: ReturnType<typeof viewsOf>) => boolean) => {
    await expect.poll(async () => asWanted(viewsOf(await told(from)))).toBe(true)
    return viewsOf(await told(from))
  }
  const open = async (url: string) => {
    const from = (await told(0)).length
    return { from, tab: await browser.open(url) }
  }

  test.each([
    ['late', '延迟出现'],
    ['iframe', '同源框架'],
    ['cross-origin', '跨域框架'],
    ['player-host', '播放器域名的框架'],
    ['about-blank', '空白框架'],
    ['srcdoc', '内联框架'],
    ['open-shadow', '开放影子树'],
    ['closed-shadow', '封闭影子树'],
    ['audio', '音频课节'],
  ])('%s: what was played, and nothing else', async (kind) => {
    const { from, tab } = await open(frames(kind))
    await tab.waitFor('practice.ready')
    await tab.evaluate('practice.play()')
    await tab.waitFor('practice.state().then(({ time }) => time > 1.5)')
    const { time } = await tab.evaluate<{ time: number }>('practice.pause()')
    const [view, ...others] = await views(from, ([one]) => one !== undefined && !one.growing)
    expect(others).toEqual([])
    allBut(500, total(view?.spans ?? []), time * 1000)
    expect(view?.spans.every(({ visible }) => visible)).toBe(true)
    await tab.close()
  })

  test('a replaced element and a new source of the same element are views of their own', async () => {
    for (const [kind, change] of [
      ['replaced', 'practice.replace()'],
      ['same-element', `practice.switchTo('lesson-90.mp4')`],
    ] as const) {
      const { from, tab } = await open(frames(kind))
      await tab.waitFor('practice.ready')
      await tab.evaluate(STILL)
      await tab.evaluate('practice.play()')
      await tab.waitFor('practice.state().then(({ time }) => time > 1)')
      const first = await tab.evaluate<{ time: number }>(
        `practice.state().then((state) => { ${change}; return state })`,
      )
      await tab.waitFor('practice.state().then(({ duration }) => duration > 80)')
      const still = await tab.evaluate<number>('window.still')
      await tab.evaluate('practice.play()')
      await tab.waitFor('practice.state().then(({ time }) => time > 1)')
      const { time } = await tab.evaluate<{ time: number }>('practice.pause()')
      const both = await views(from, (all) => all.length === 2 && all.every(({ growing }) => !growing))
      // What was played after the last reading before a source changes is lost: the page has forgotten it when we hear of the change.
      allBut(500 + still, total(both[0]?.spans ?? []), first.time * 1000)
      allBut(500, total(both[1]?.spans ?? []), time * 1000)
      await tab.close()
    }
  })

  test('seeks, rates and a hidden tab each make spans of their own, true to the page', async () => {
    const { from, tab } = await open(frames('same-element'))
    await tab.waitFor('practice.state().then(({ duration }) => duration > 0)')
    const plays = (seconds: number) => tab.waitFor(`practice.state().then(({ time }) => time >= ${seconds})`)
    /** Where the player stands when the page has done it, ms. */
    const at = (order: string) => tab.evaluate<number>(`${order}.then(({ time }) => time * 1000)`)
    await tab.evaluate(`void (window.turned = [], document.addEventListener('visibilitychange', () =>
      window.turned.push(practice.media.currentTime * 1000)))`)
    const turned = (times: number) => tab.waitFor<number>(`window.turned[${times - 1}]`)
    await at('practice.play()')
    await plays(1.5)
    const left = await at('practice.state().then((state) => practice.seek(20).then(() => state))')
    await plays(21.5)
    const doubled = await at('practice.rate(2)')
    await plays(24.5)
    const single = await at('practice.rate(1)')
    const other = await browser.open(frames('late'))
    const hidden = await turned(1)
    await plays(hidden / 1000 + 2)
    await tab.activate()
    const shown = await turned(2)
    await plays(shown / 1000 + 1)
    const end = await at('practice.pause()')
    await other.close()
    const [view] = await views(from, ([one]) => one !== undefined && !one.growing && one.spans.at(-1)?.visible === true)
    const spans = view?.spans ?? []
    within(
      500,
      total(spans, ({ rate }) => rate === 2000),
      (single - doubled) / 2,
    )
    within(
      500,
      total(spans, ({ visible }) => !visible),
      shown - hidden,
    )
    within(
      500,
      total(spans, ({ to }) => to < 15_000),
      left,
    )
    allBut(1000, total(spans), left + (doubled - 20_000) + (single - doubled) / 2 + (end - single))
    expect(spans.every(({ ms, from: a, to: b, rate }) => Math.abs(((b - a) * 1000) / rate - ms) < 310)).toBe(true)
    await tab.close()
  })

  test('the page of the lesson is described by its rule, and asked for by the background', async () => {
    const { from, tab } = await open(lesson)
    await tab.waitFor(`${video}?.readyState >= 2`)
    await expect.poll(async () => (await told(from)).some(({ type }) => type === 'page')).toBe(true)
    const asked = await probe.evaluate<PageDescription>(
      `chrome.runtime.sendMessage({ type: 'describe-tab', host: 'px.class.com.cn' })`,
    )
    expect(asked).toMatchObject({
      site: 'px.class.com.cn',
      course: { title: '电工安全基础' },
      lesson: { key: '7710101', title: '第一节 安全用电常识', duration: 60_000 },
      account: '王晓明',
      missing: [],
    })
    await tab.click('#list_chapter .section:nth-child(2)')
    const changed = (messages: Told[]) =>
      messages.flatMap((one) => (one.type === 'page' ? [one.input.lesson?.title] : [])).at(-1)
    await expect.poll(async () => changed(await told(from))).toBe('第二节 触电急救方法')
    await tab.close()
  })

  const asked = (host: string) =>
    probe.evaluate<PageDescription | undefined>(
      `chrome.runtime.sendMessage({ type: 'describe-tab', host: ${JSON.stringify(host)} })`,
    )

  test('a player frame makes its page known as the software it is of', async () => {
    const { tab } = await open(frames('player-host'))
    await tab.waitFor('practice.ready')
    await expect
      .poll(() => asked('www.chinanet.gov.cn'))
      .toMatchObject({
        site: 'www.chinanet.gov.cn',
        rule: 'chinahrt@2',
        course: { title: '播放器域名的框架' },
      })
    await tab.close()
  })

  test('answers to the calls a rule names are read, nothing else is, and the page gets all as ever', async () => {
    const { from, tab } = await open('http://skills.kjcxchina.com/videoDetail.html?id=7&chapter_id=13')
    await tab.waitFor('practice.heard.title')
    const shown = () => asked('skills.kjcxchina.com')
    await expect.poll(shown).toMatchObject({
      rule: 'skills.kjcxchina.com@3',
      course: { key: '7', title: '新能源汽车维修' },
      lesson: { key: '13', title: '第三讲 高压安全', duration: 60_040 },
    })
    await tab.evaluate('practice.save(37)')
    await expect.poll(shown).toMatchObject({ platform: { progress: '37', finished: false } })
    await tab.evaluate('practice.save(100)')
    await expect.poll(shown).toMatchObject({ platform: { progress: '100', finished: true } })
    await tab.evaluate('practice.login()')
    await tab.evaluate(
      `void document.addEventListener('xueji:call', ({ detail }) => practice.heard.handed.push(detail))`,
    )
    await tab.evaluate('practice.open(14)')
    await expect.poll(shown).toMatchObject({ lesson: { key: '14', title: '第四讲 电池检测', duration: 90_020 } })
    expect(await tab.evaluate<string[]>('practice.heard.handed'), 'each answer is read once').toHaveLength(1)
    await tab.evaluate('practice.fail()')
    await tab.waitFor('practice.heard.unheard.length > 0')
    const heard = await tab.evaluate<{ title: string; saved: string[]; unheard: string[] }>('practice.heard')
    expect(heard).toMatchObject({ title: '第四讲 电池检测', saved: ['37', '100'] })
    expect(heard.unheard).toEqual(['Error: no such lesson'])
    expect(JSON.stringify(await told(from))).not.toMatch(/secret-token|13800001234/)
    const native = '[fetch, Response.prototype.json, XMLHttpRequest.prototype.send].map(String)'
    for (const source of await tab.evaluate<string[]>(native)) expect(source).toContain('[native code]')
    await tab.close()
  })

  test(`a page that forges the framework's "another copy has started" stops nothing`, async () => {
    const { from, tab } = await open(frames('late'))
    await tab.waitFor('practice.ready')
    const id = await probe.evaluate<string>('chrome.runtime.id')
    const forged = `new CustomEvent(${JSON.stringify(id)} + ':watch:wxt:content-script-started', { detail: { contentScriptName: 'watch', messageId: 'x' } })`
    await tab.evaluate(`void document.dispatchEvent(${forged})`)
    await tab.evaluate('practice.play()')
    await tab.waitFor('practice.state().then(({ time }) => time > 1)')
    await tab.evaluate('practice.pause()')
    const [view] = await views(from, ([one]) => one !== undefined && !one.growing)
    expect(total(view?.spans ?? [])).toBeGreaterThan(700)
    await tab.close()
  })
}

const chromium = findChromium()
describe.skipIf('missing' in chromium)(suiteTitle('capture in Chromium', chromium), () => captures(launchRaw))
const firefox = findFirefox()
describe.skipIf('missing' in firefox)(suiteTitle('capture in Firefox', firefox), () => captures(launchFirefox))
