import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { builtIn } from '../../extension/sites'
import { adopted } from '../../extension/workbench/draft'
import type { ClassSummary, Slip } from '../../shared/api'
import { findChromium, suiteTitle } from './drivers/binaries'
import type { Tab } from './drivers/browser'
import { launchRaw } from './drivers/chromium-raw'
import { handInNow, joinByCode, welcomeTab } from './trainee'
import { openWorld, people, testExtension, type World } from './world'

const chromium = findChromium()
const TENANT = 'gp.chinahrt.com'

/** The build of somebody who has allowed a tenant's host: headless Chromium cannot show the question. Its scripts are still registered by the extension itself. */
async function allowing(host: string): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'xueji-tenant-'))
  await cp(testExtension('chrome-mv3'), folder, { recursive: true })
  const file = path.join(folder, 'manifest.json')
  const manifest = JSON.parse(await readFile(file, 'utf8'))
  manifest.host_permissions.push(`*://${host}/*`)
  await writeFile(file, JSON.stringify(manifest))
  return folder
}

describe.skipIf('missing' in chromium)(suiteTitle('software that sites run, in Chromium', chromium), () => {
  let world: World
  let opened: ClassSummary
  let slips: Slip[]
  let tenant: string
  beforeAll(async () => {
    world = await openWorld()
    tenant = await allowing(TENANT)
    opened = await world.hr.openClass({
      name: '班组长第1期',
      courses: [
        { site: 'www.chinanet.gov.cn', title: '职业素养提升' },
        { site: TENANT, title: '职业素养提升' },
        { site: 'www.chinanet.gov.cn', title: '班组长轮训' },
      ],
    })
    await world.hr.importRoster(opened.id, people)
    slips = await world.hr.slips(opened.id)
    const chinahrt = builtIn.find(({ id }) => id === 'chinahrt')
    await world.hr.publishRule(adopted(chinahrt ?? expect.fail(), TENANT))
  })
  afterAll(async () => {
    await world?.close()
    await rm(tenant, { recursive: true })
  })

  async function trainee(n: number, extension = testExtension('chrome-mv3')) {
    const browser = await launchRaw({ extension, hosts: world.hosts })
    onTestFinished(() => browser.close())
    await joinByCode(await welcomeTab(browser), { server: world.server.url, code: slips[n]?.code ?? '' })
    return browser
  }
  const lessonsOf = async (n: number) =>
    (await world.hr.seat(slips[n]?.seat ?? '')).days.flatMap(({ pieces }) => pieces.map(({ lesson }) => lesson))
  const credited = async (n: number) => (await world.hr.class(opened.id)).roster[n]?.credited ?? 0
  const video = `document.querySelector('video')`

  async function playFramed(tab: Tab) {
    await tab.waitFor('practice.ready')
    await tab.waitFor('practice.state().then(({ duration }) => duration > 0)')
    await tab.evaluate('practice.play()')
    await tab.waitFor('practice.state().then(({ time }) => time >= 4)')
    await tab.evaluate('practice.pause()')
  }
  const section = (host: string, n: number, name: string) =>
    `http://${host}/index.html#/v_video?courseId=c-1&sectionId=s-${n}&sectionName=${encodeURIComponent(name)}`

  test('chinahrt on chinanet and on a tenant: the course page and the player in its frame of another host are one lesson', async () => {
    const browser = await trainee(0, tenant)
    const chinanet = await browser.open(section('www.chinanet.gov.cn', 2, '第二讲 职业道德'))
    await playFramed(chinanet)
    // Still open: a page that is closed at once may take its last report along.
    await handInNow(browser)
    await chinanet.close()
    expect(await credited(0)).toBeGreaterThan(2500)
    const [first] = await lessonsOf(0)
    expect(first).toMatchObject({ key: 's-2', title: '第二讲 职业道德' })
    const before = await credited(0)
    const page = await browser.open(section(TENANT, 1, '第一讲 职业理想'))
    await playFramed(page)
    await handInNow(browser)
    expect((await credited(0)) - before).toBeGreaterThan(2500)
    expect(await lessonsOf(0)).toContainEqual(expect.objectContaining({ key: 's-1', title: '第一讲 职业理想' }))
    expect(
      await browser.background(
        `chrome.scripting.getRegisteredContentScripts().then((all) => all.flatMap(({ matches }) => matches))`,
      ),
    ).toContain(`*://${TENANT}/*`)
  })

  test('zhixueyun: what a subject opens in tabs of their own is of the subject, also when its own tab has moved on', async () => {
    const browser = await trainee(1)
    const subject = await browser.open('http://www.chinanet.gov.cn/zhixueyun/index.html#/study/subject/detail/s-5')
    await subject.waitFor(`document.querySelector('li button') !== null`)
    await subject.click('li:nth-child(1) button')
    const lesson = await browser.opened('#/study/course/detail/c-9')
    await lesson.waitFor(`(${video}?.readyState ?? 0) >= 2`)
    await lesson.evaluate(`${video}.play()`)
    await lesson.waitFor(`${video}.currentTime >= 6`)
    await subject.evaluate(`void (location.hash = '#/study/subject/detail/other')`)
    await subject.goto('http://www.chinanet.gov.cn/')
    await lesson.activate()
    await lesson.waitFor(`${video}.currentTime >= 9`)
    await lesson.evaluate(`${video}.pause()`)
    await handInNow(browser)
    expect(await credited(1)).toBeGreaterThan(5000)
    expect(await lessonsOf(1)).toEqual([expect.objectContaining({ key: 'c-9-r1', title: '第一章 隐患排查要点' })])
    const [row] = (await world.hr.class(opened.id)).roster.slice(1)
    expect(row?.courses.find(({ title }) => title === '班组长轮训')?.credited).toBeGreaterThan(5000)
  })
})
