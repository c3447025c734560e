import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ClassDesk } from './claim-class'
import { ClaimDesk } from './claim-desk'
import { capitalsOfForm, figuresOfPackage, figuresOfPeople } from './claim-figures'
import { members, openSchool, PASSWORD, 张建国, 李慧, 王晓明 } from './claim-school'
import { findChromium, findFirefox, suiteTitle } from './drivers/binaries'
import type { DrivenBrowser, LaunchOptions } from './drivers/browser'
import { type ChromiumSession, launchChromium } from './drivers/chromium'
import { launchRaw } from './drivers/chromium-raw'
import { launchFirefox } from './drivers/firefox'
import { until } from './drivers/until'
import { openLesson, playFor, RESULT_PAGE, truthSoFar, watched } from './lesson-script'
import { Phone } from './phone'
import { handInNow, joinByCode, signOut, welcomeTab } from './trainee'
import { testExtension, type World } from './world'

const chromium = findChromium()
const firefox = findFirefox()
const lacking = 'missing' in chromium ? chromium : firefox
const QUESTION = { text: '检修前首先要做什么？', right: '断电并验电', wrong: '戴上耳机' }
const RATES = '绥化市 2026 年线上培训补贴标准'
const PRINTED = ['培训补贴资金申请表', '补贴人员花名册', '承诺书', '授课记录', '签到考勤与学习记录', '学员考核']
const FILING = '绥人社备〔2026〕12 号'
const LESSON = '配电箱接线实训'

describe.skipIf('missing' in lacking)(suiteTitle('from a running class to a verified claim', lacking), () => {
  let world: World
  let desk: ChromiumSession
  let clerk: ClassDesk
  let manager: ClaimDesk
  const codes = new Map<string, string>()
  const truth = new Map<string, number>()
  const codeOf = (name: string) => codes.get(name) ?? expect.fail(`${name} has no slip`)
  const rowOf = async (name: string) =>
    (await world.hr.class(world.opened.id)).roster.find((one) => one.name === name) ?? expect.fail(`no ${name}`)

  beforeAll(async () => {
    world = await openSchool()
    for (const { name, code } of world.slips) codes.set(name, code)
    desk = await launchChromium()
    const page = await desk.context.newPage()
    await page.setViewportSize({ width: 1366, height: 768 })
    clerk = new ClassDesk(page, 'claim/clerk', world.server.url, world.opened.id)
    manager = new ClaimDesk(page, 'claim/manager', world.server.url)
  })
  afterAll(async () => {
    await desk?.close()
    await world?.close()
  })

  async function enter({ login, name }: { login: string; name: string }): Promise<void> {
    await clerk.page.goto(world.server.url)
    await clerk.fill({ 账号: login, 密码: PASSWORD })
    await clerk.button('登录').click()
    await clerk.page.getByText(name).first().waitFor()
  }

  /** Joins, watches, takes the platform's test where there is one, signs out and hands in; all in a browser of one's own. */
  async function study(
    launch: (options: LaunchOptions) => Promise<DrivenBrowser>,
    kind: 'chrome-mv3' | 'firefox-mv3',
    { name, seconds, tested }: { name: string; seconds: number; tested: boolean },
  ): Promise<void> {
    const browser = await launch({ extension: testExtension(kind), hosts: world.hosts })
    try {
      await joinByCode(await welcomeTab(browser), { server: world.server.url, code: codeOf(name) })
      const tab = await openLesson(browser)
      await playFor(tab, seconds)
      truth.set(name, watched(await truthSoFar(tab)))
      if (tested) {
        await tab.goto(RESULT_PAGE)
        await until(`the score of ${name}`, async () => (await rowOf(name)).courses.some(({ score }) => score))
      }
      await handInNow(browser)
      await signOut(browser)
      await handInNow(browser)
    } finally {
      await browser.close()
    }
  }

  test('three people study, each in a browser of their own, and the board shows what they watched', async () => {
    await enter(members.clerk)
    await clerk.shoot('home')
    await clerk.consent()
    await study(launchRaw, 'chrome-mv3', { name: 王晓明.name, seconds: 14, tested: false })
    await study(launchFirefox, 'firefox-mv3', { name: 李慧.name, seconds: 8, tested: true })
    await study(launchRaw, 'chrome-mv3', { name: 张建国.name, seconds: 8, tested: true })
    for (const [name, ms] of truth) expect(Math.abs((await rowOf(name)).credited - ms), name).toBeLessThanOrEqual(1000)
    await clerk.look('board', 'charts', 'urge')
  })

  test('the bureau looks at the running class by its read-only link: the same figures, masked names, and the clerk sees who looked', async () => {
    const link = await clerk.readOnlyLink('绥化市人社局')
    const { context, close } = await launchChromium()
    const inspector = new ClassDesk(await context.newPage(), 'claim/inspector', world.server.url, world.opened.id)
    await inspector.page.goto(link)
    await inspector.heading('学员情况').waitFor()
    await inspector.page.getByText('王*明').waitFor()
    await inspector.shoot('read-only')
    const shown = await inspector.page.locator('body').innerText()
    for (const { name, id } of [王晓明, 李慧, 张建国]) for (const said of [name, id]) expect(shown).not.toContain(said)
    await clerk.tab('board')
    for (const number of ['001', '002', '003']) {
      await clerk.page.getByText(number, { exact: true }).waitFor()
      const [here, there] = [await clerk.onBoard(number), await inspector.onBoard(number)]
      expect(there.figures, number).toEqual(here.figures)
      expect(there.name.length, 'masked, not cut').toBe(here.name.length)
    }
    await clerk.tab('bureau-links')
    await clerk.page.getByRole('row').filter({ hasText: '127.0.0.1' }).filter({ hasText: '绥化市人社局' }).waitFor()
    await clerk.shoot('looked-at')
    await close()
  })

  test('one is completed by the platform’s own record, one by a lesson in a room, one by a second attempt', async () => {
    await clerk.holdLesson(LESSON)
    await clerk.makeTest('结业测试', QUESTION)
    const phones = new Map<string, Phone>()
    for (const { name } of [王晓明, 李慧, 张建国]) {
      const folder = `claim/phone-${codes.size - phones.size}`
      const phone = await Phone.open(desk.context, world.server.url, codeOf(name), folder)
      await phone.ask('检修配电箱的顺序是什么？')
      phones.set(name, phone)
    }
    const phoneOf = (name: string) => phones.get(name) ?? expect.fail(`no phone of ${name}`)

    const trainer = new ClassDesk(await desk.context.newPage(), 'claim/trainer', world.server.url, world.opened.id)
    await trainer.tab('lessons')
    await trainer.link(LESSON).click()
    await trainer.link('打开签到动态码').click()
    const shown = async () => (await trainer.page.locator('.code-digits').innerText()).replace(/\s/g, '')
    await phoneOf(张建国.name).sign('上课签到', await shown())
    await trainer.shoot('code')

    await clerk.importRecord(李慧, 20)
    await phoneOf(王晓明.name).takeTest('开始作答', QUESTION.wrong, '还没有合格')
    await phoneOf(王晓明.name).takeTest('再考一次', QUESTION.right, '已合格')
    await clerk.answerAll([王晓明.name, 李慧.name, 张建国.name])

    await phoneOf(张建国.name).sign('下课签退', await shown())
    for (const phone of phones.values()) await phone.page.close()
    await clerk.look('tests', 'results', 'satisfaction', 'lessons', 'teaching-log', 'absences', 'attendance', 'board')
    for (const { name } of [王晓明, 李慧, 张建国]) expect((await rowOf(name)).missing, name).toEqual([])
  })

  test('the claim is checked, stamped, packed and verified, and every one tells the same hours and amounts', async () => {
    await desk.context.clearCookies()
    await enter(members.manager)
    await manager.enterRates(RATES)
    await manager.create(world.opened.name)
    await manager.chooseRates(RATES)
    expect(await manager.reckon('claim-check')).toContainEqual(expect.stringContaining('没有授课视频'))
    const claim = manager.page.url()
    await manager.follow('没有授课视频', '/videos')
    await clerk.undertaking()
    await clerk.settleFindings()
    await manager.page.goto(claim)
    await manager.reckon('claim-check-again')
    await manager.follow('没有登记备案号', '/roster')
    await clerk.recordFiling(FILING)
    await manager.page.goto(claim)
    await manager.reckon('claim-check-filed')
    await manager.follow('还没有结班', '/closing')
    expect(await clerk.close('实训已完成，测试不再开放')).toEqual(['1 次课还没有上完', '1 个测试还没有结束'])
    await manager.page.goto(claim)
    await manager.reckon('claim-check-closed')

    const screen = await manager.figures()
    for (const [name, { hours, amount }] of Object.entries(screen.people)) expect(amount, name).toBe(yuan(hours))
    await manager.makeReady()
    const code = await manager.code()
    await manager.open('打印与盖章件')
    await manager.shoot('claim-papers')
    for (const name of PRINTED) await manager.print(name, code)
    const { ids, ...form } = await figuresOfPeople(await manager.paper('补贴人员花名册', 'Excel 表'))
    const application = await capitalsOfForm(await manager.paper('培训补贴资金申请表', 'Excel 表'))
    expect((await manager.paper('培训补贴资金申请表', 'PDF')).subarray(0, 5).toString()).toBe('%PDF-')
    for (const one of ['培训补贴资金申请表', '补贴人员花名册', '承诺书（声明）']) await manager.uploadScan(one, code)
    await manager.shoot('claim-scans')
    const left = await until('records sealed', () => manager.reckonSealed('claim-check-last'), 90_000)
    expect(left).toEqual([])

    const file = join(world.server.dataDir, '申报资料包.zip')
    writeFileSync(file, await manager.buildPackage())
    expect(form).toEqual(screen)
    expect(ids).toEqual(Object.fromEntries([王晓明, 李慧, 张建国].map(({ name, id }) => [name, id])))
    expect(application).toBe(screen.capitals)
    const names = new Map((await world.hr.class(world.opened.id)).roster.map(({ number, name }) => [number, name]))
    expect(figuresOfPackage(file, names)).toEqual(screen)
    const { fingerprint } = (await world.hr.keys()).package
    const xueji = ['server/cli/xueji.mjs', 'verify', file, '--key', fingerprint]
    const { status, stdout } = spawnSync(process.execPath, xueji, { encoding: 'utf8' })
    expect([status, stdout]).toEqual([0, expect.stringContaining('结论：核验通过')])
    await manager.handIn()
  })
})

/** Fen that so many class hours are worth at 100 yuan each. */
const yuan = (hours: string) => Math.round(Number(hours) * 100) * 100
