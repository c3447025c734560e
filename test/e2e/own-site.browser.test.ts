import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import type { ClassSummary } from '../../shared/api'
import { findFirefox, suiteTitle } from './drivers/binaries'
import type { Tab } from './drivers/browser'
import { type Firefox, launchFirefox } from './drivers/firefox'
import { fill, handInNow, joinByCode, popupFigures, welcomeTab } from './trainee'
import { extension, openWorld, people, type World } from './world'

const firefox = findFirefox()
const lesson = (n: number) => `http://study.example.com/course/12/lesson/${n}`
const video = `document.querySelector('video')`

/** From the list of the page's texts, as somebody without a mouse does it. */
const choose = (tab: Tab, field: string, text: string) =>
  tab.waitFor(`(() => {
    const list = document.querySelector('[data-field="${field}"] select')
    const option = [...(list?.options ?? [])].find(({ textContent }) => textContent === ${JSON.stringify(text)})
    if (!option) return false
    list.value = option.value
    list.dispatchEvent(new Event('change', { bubbles: true }))
    return true
  })()`)
/** By pointing at the copy of the page. */
const point = async (tab: Tab, field: string, selector: string) => {
  await tab.click(`[data-field="${field}"] button`)
  await tab.waitFor(`document.querySelector('#shown').contentDocument.querySelector('${selector}').click() ?? true`)
}
const preview = (tab: Tab, field: string, value: string) =>
  tab.waitFor(`document.querySelector('[data-preview="${field}"]')?.textContent === ${JSON.stringify(value)}`)

describe.skipIf('missing' in firefox)(suiteTitle("an employer's own site, in Firefox", firefox), () => {
  let world: World
  let opened: ClassSummary
  beforeAll(async () => {
    world = await openWorld()
    opened = await world.hr.openClass({
      name: '叉车司机第1期',
      courses: [{ site: 'study.example.com', title: '叉车安全操作', hours: '4' }],
    })
    await world.hr.importRoster(opened.id, people)
  })
  afterAll(() => world?.close())

  async function start(): Promise<Firefox> {
    const browser = await launchFirefox({ extension: extension('firefox-mv3'), hosts: world.hosts })
    onTestFinished(() => browser.close())
    return browser
  }

  test('a teacher points at it, publishes; a trainee allows it, studies there, and the hours are on the roster', async () => {
    const teacher = await start()
    const bench = await teacher.open(teacher.extensionUrl('workbench.html'))
    await fill(bench, '#address', lesson(2))
    await bench.click('#read')
    await teacher.answerPrompt('allow')
    await bench.waitFor(`document.querySelector('#shown')?.contentDocument?.querySelector('.kc-name')`)
    await bench.activate()
    await choose(bench, 'course.title', '叉车安全操作')
    await choose(bench, 'lesson.title', '第二课 启动与停车')
    await point(bench, 'course.hours', '.kc-info')
    await preview(bench, 'course.title', '叉车安全操作')
    await preview(bench, 'lesson.title', '第二课 启动与停车')
    await preview(bench, 'course.hours', '4')
    await fill(bench, '#server', world.server.url)
    await bench.click('#publish')
    const desk = await teacher.opened('/rules')
    await desk.waitFor(`document.querySelectorAll('input').length === 2`)
    await desk.evaluate(`(() => {
      const [login, password] = document.querySelectorAll('input')
      for (const [field, text] of [[login, 'admin'], [password, 'correct horse battery']]) {
        field.value = text
        field.dispatchEvent(new Event('input', { bubbles: true }))
      }
    })()`)
    await desk.click('button[type=submit]')
    await desk.waitFor(`[...document.querySelectorAll('button')].some(({ textContent }) => textContent === '发布')`)
    await desk.click('section.card button')
    await desk.waitFor(`document.querySelector('tbody th')?.textContent.includes('study.example.com')`)

    const trainee = await start()
    const [slip] = await world.hr.slips(opened.id)
    const welcome = await welcomeTab(trainee)
    await joinByCode(welcome, {
      server: world.server.url,
      code: slip?.code ?? '',
      permit: () => trainee.answerPrompt('allow'),
    })
    const settings = await trainee.open(trainee.extensionUrl('options.html'))
    await settings.waitFor(`document.querySelector('#own-sites [data-allowed=false]') !== null`)
    await settings.click('#allow-sites')
    await trainee.answerPrompt('allow')
    await settings.waitFor(`document.querySelector('#own-sites [data-allowed=true]') !== null`)
    const tab = await trainee.open(lesson(3))
    await tab.waitFor(`${video}.readyState >= 2`)
    await tab.evaluate(`${video}.play()`)
    await tab.waitFor(`${video}.currentTime >= 4`, { timeout: 60_000 })
    await tab.evaluate(`${video}.pause()`)
    await handInNow(trainee)
    expect((await popupFigures(trainee)).received).toBeGreaterThan(2500)
    const { roster } = await world.hr.class(opened.id)
    expect(roster[0]?.courses).toMatchObject([{ title: '叉车安全操作' }])
    expect(roster[0]?.credited).toBeGreaterThan(2500)
    const { days } = await world.hr.seat(slip?.seat ?? '')
    expect(days.flatMap(({ pieces }) => pieces.map((piece) => piece.lesson.title))).toContain('第三课 货物搬运')
  })
})
