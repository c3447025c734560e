import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { findChromium, suiteTitle } from '../../test/e2e/drivers/binaries'
import { type ChromiumSession, launchChromium } from '../../test/e2e/drivers/chromium'
import { violations } from './test/axe'
import { buildConsole } from './test/built'
import { type Fixture, startFixture } from './test/fixture'
import { screens } from './test/screens'

const binary = findChromium()

describe.skipIf('missing' in binary)(suiteTitle('the console in Chromium', binary), () => {
  let built: Awaited<ReturnType<typeof buildConsole>>
  let fixture: Fixture
  let browser: ChromiumSession
  let page: Page
  const troubles: string[] = []

  beforeAll(async () => {
    built = await buildConsole()
    fixture = await startFixture(built.root)
    browser = await launchChromium()
    page = await browser.context.newPage()
    await page.setViewportSize({ width: 1366, height: 768 })
    page.on('pageerror', (error) => troubles.push(error.message))
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.text().includes('status of 4')) troubles.push(message.text())
    })
  })
  afterAll(async () => {
    await browser?.close()
    await fixture?.close()
    await built?.remove()
  })
  beforeEach(async () => {
    fixture.reset()
    troubles.length = 0
    await page.emulateMedia({ colorScheme: 'light' })
    await page.goto(`${fixture.url}/assets/none`)
    await page.evaluate(() => localStorage.clear())
  })
  const open = (path: string) => page.goto(`${fixture.url}${path}`)
  const heading = (name: string) => page.getByRole('heading', { level: 1, name }).waitFor()

  it.each(screens)(
    '$name has no accessibility violation, light or dark, and breaks no rule of the page',
    async (screen) => {
      screen.before?.(fixture.state)
      await open(screen.path)
      await page.locator('h1').first().waitFor()
      await screen.prepare?.(page)
      expect(await violations(page)).toEqual([])
      await page.emulateMedia({ colorScheme: 'dark' })
      expect(await violations(page, 'color-contrast')).toEqual([])
      expect(troubles).toEqual([])
    },
  )

  it('signs in by keyboard alone and comes out at the address that was asked for', async () => {
    fixture.state.signedIn = false
    await open('/classes/class-1/findings')
    await heading('登录')
    await page.getByLabel('账号').focus()
    await page.keyboard.type('liumin')
    await page.keyboard.press('Tab')
    await page.keyboard.type('a long password')
    await page.keyboard.press('Enter')
    await heading('2026 年第 3 期 电工（中级）')
    await page.getByText('视频位置走得比时间快').waitFor()
  })

  it('asks to sign in again when the session ends, and goes on where it was', async () => {
    await open('/classes/class-1')
    await page.getByRole('link', { name: '李强', exact: true }).waitFor()
    fixture.state.signedIn = false
    await page.getByRole('link', { name: /^核实/ }).click()
    await heading('登录')
    await page.getByLabel('账号').fill('liumin')
    await page.getByLabel('密码').fill('a long password')
    await page.getByRole('button', { name: '登录' }).click()
    await page.getByText('视频位置走得比时间快').waitFor()
  })

  it('opens a class by keyboard, keeps the draft over a reload, and points at what is missing', async () => {
    await open('/classes/new?direct=1')
    await page.getByLabel('班名').fill('第 5 期')
    await page.reload()
    expect(await page.getByLabel('班名').inputValue()).toBe('第 5 期')
    await page.getByRole('button', { name: '开班' }).focus()
    await page.keyboard.press('Enter')
    await page.getByText('还有 6 处要改').waitFor()
    await page.waitForFunction(() => document.activeElement?.getAttribute('aria-invalid') === 'true')
    await page.getByLabel('培训方案名称').fill('方案')
    await page.getByLabel('培训工种').fill('电工')
    await page.getByLabel('培训等级').selectOption('四级/中级工')
    await page.getByLabel('开始日期').fill('2026-11-16')
    await page.getByLabel('结束日期').fill('2026-12-31')
    await page.getByLabel('课程名称').fill('电工基础')
    await page.getByRole('button', { name: '开班' }).click()
    await heading('第 5 期')
    expect(fixture.state.asked.at(-1)).toMatchObject({
      path: '/api/classes',
      body: {
        name: '第 5 期',
        plan: { policy: { status: 'to-be-confirmed' }, courses: [{ title: '电工基础', site: 'px.class.com.cn' }] },
      },
    })
  })

  it('shows findings by severity with their records, and keeps a remark that settles one', async () => {
    await open('/classes/class-1/findings')
    await page.getByText('核实之后又有新的记录').waitFor()
    expect(await page.locator('tbody tr').first().textContent()).toContain('重点核实')
    await page.getByLabel('分级').selectOption({ label: '没有核实的（2）' })
    await page.getByText('离线时间过长').waitFor({ state: 'detached' })
    await page.getByLabel('分级').selectOption('serious')
    await page.getByText('核实之后又有新的记录').waitFor({ state: 'detached' })
    await page.getByRole('button', { name: '给“视频位置走得比时间快”写备注' }).click()
    await page.getByLabel('备注').fill('平台自动跳过片头，已核对')
    await page.getByRole('button', { name: '标为已核实' }).click()
    await page.getByText('已核实', { exact: true }).waitFor()
    expect(fixture.state.asked.at(-1)).toEqual({
      method: 'POST',
      path: '/api/findings/finding-1/note',
      body: { text: '平台自动跳过片头，已核对', settled: true },
    })
    await page.getByText('平台自动跳过片头，已核对').waitFor()
    await page.getByText('2 条', { exact: true }).click()
    await page.getByRole('link', { name: '查看当天 2026-11-22 08:15' }).click()
    await page.getByRole('heading', { level: 3, name: '2026-11-22' }).waitFor()
    expect(new URL(page.url()).hash).toBe('#day-2026-11-22')
  })

  it('tries another policy on a class and shows what would change, line by line', async () => {
    await open('/classes/class-1')
    await page.getByRole('link', { name: '申报', exact: true }).click()
    await page.getByRole('link', { name: '规则试算' }).click()
    await page.getByLabel('试算用的认定规则').selectOption('shanghai-2020@1')
    await page.getByText('全班有效时长').waitFor()
    await page.getByText('2 处').click()
    await page.getByText('在学确认未答').waitFor()
  })

  it('finds a person with /, unfolds their courses and walks down the column with arrow keys', async () => {
    await open('/classes/class-1/roster')
    await page.getByRole('row').nth(3).waitFor()
    await page.keyboard.press('/')
    await page.keyboard.type('00')
    await page.getByText('共 9 条').waitFor()
    await page.getByRole('button', { name: '001 展开' }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('table', { name: '王伟 的各门课程' }).waitFor()
    await page.keyboard.press('ArrowDown')
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('002')
  })

  it('shows where a roster is wrong before anything is imported', async () => {
    await open('/classes/class-2/import')
    const upload = (text: string) =>
      page
        .locator('input[type=file]')
        .setInputFiles({ name: '名册.xlsx', mimeType: 'application/octet-stream', buffer: Buffer.from(text) })
    await upload('broken')
    await page.getByRole('cell', { name: /校验码不符/ }).waitFor()
    await upload('fine')
    await page.getByRole('button', { name: '导入 12 人' }).click()
    await page.getByText('已导入 12 人').first().waitFor()
    await page.getByRole('link', { name: '下一步：打印加入码' }).waitFor()
  })

  it('does not refuse a join by Enter alone, and accepts one without a seat only for a chosen person', async () => {
    await open('/classes/class-1/pending')
    await page.getByRole('button', { name: '不接受' }).first().click()
    await page.locator('dialog button:focus').waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    expect(fixture.state.asked).toEqual([])
    await page.getByRole('button', { name: '接受', exact: true }).nth(1).click()
    await page.getByText('请先选定这份记录属于名册上的哪一位').waitFor()
    await page.getByRole('searchbox', { name: /的学员$/ }).fill('010')
    const whose = page.getByLabel(/的记录属于谁$/)
    await whose.locator('option[value=seat-9]').waitFor({ state: 'attached' })
    await whose.selectOption('seat-9')
    await page.getByRole('button', { name: '接受', exact: true }).nth(1).click()
    await whose.waitFor({ state: 'detached' })
    expect(fixture.state.asked).toMatchObject([{ body: { accept: true, seat: 'seat-9' } }])
  })

  it('goes on importing hand-in files while another tab is looked at, and keeps what each gave', async () => {
    await open('/classes/class-1/files')
    const names = ['a', 'b', 'c'].map((name) => ({
      name: `${name}.ndjson`,
      mimeType: 'text/plain',
      buffer: Buffer.from(name === 'b' ? 'broken' : name),
    }))
    await page.locator('input[type=file]').first().setInputFiles(names)
    await page.getByRole('link', { name: /^学员加入/ }).click()
    await page.getByRole('link', { name: '文件', exact: true }).click()
    await page.getByText('3 份上交文件已处理完').first().waitFor()
    await page.getByRole('row', { name: /b\.ndjson.*没有收下/ }).waitFor()
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: '下载回执（合为一份）' }).click(),
    ])
    expect(file.suggestedFilename()).toBe('回执-2026 年第 3 期 电工（中级）.ndjson')
  })

  it('keeps what it read when the server goes away, and says so in words', async () => {
    await open('/classes/class-1')
    await page.getByRole('link', { name: '李强', exact: true }).waitFor()
    fixture.state.trouble = () => ({
      status: 500,
      answer: { code: 'internal', message: '服务器出错了，没有完成。请稍后再试' },
    })
    await page.getByRole('link', { name: '申报', exact: true }).click()
    await page.getByRole('link', { name: '申报资料包' }).click()
    await page.getByRole('button', { name: '生成申报资料包' }).click()
    await page.getByText('服务器出错了，没有完成。请稍后再试').first().waitFor()
    await page.getByText('错误代码 internal').first().waitFor()
    await heading('2026 年第 3 期 电工（中级）')
  })

  it('speaks English after the switch, and Chinese again', async () => {
    await open('/classes')
    await page.getByRole('button', { name: 'English' }).click()
    await heading('Classes')
    expect(await page.getAttribute('html', 'lang')).toBe('en')
    await page.getByRole('button', { name: '中文' }).click()
    await heading('培训班')
  })

  it('the phone page fits a phone: nothing lies beside its 390 pixels, and what is typed goes with the link’s token', async () => {
    fixture.state.signedIn = false
    await page.setViewportSize({ width: 390, height: 844 })
    await open('/my#good')
    await page.getByText('082514').waitFor()
    const beside = () =>
      page.evaluate(
        () =>
          [...document.querySelectorAll('body *')].filter((one) => one.getBoundingClientRect().right > innerWidth)
            .length,
      )
    expect(await beside()).toBe(0)
    await page.getByRole('button', { name: /^申请复核：页面不在眼前/ }).click()
    await page.getByLabel('情况说明').fill('一直在看')
    expect(await beside()).toBe(0)
    expect(await violations(page)).toEqual([])
    await page.getByRole('button', { name: '提交申请' }).click()
    await page.getByText('已提交').waitFor()
    expect(fixture.state.asked).toMatchObject([
      {
        path: '/api/my/appeals',
        body: { appeal: { text: '一直在看', about: { kind: 'deduction', reason: 'hidden' } } },
      },
    ])
    await page.setViewportSize({ width: 1366, height: 768 })
  })

  it('an answer needs a reason and goes out as decided; a device is not stopped by Enter alone', async () => {
    await open('/appeals')
    await page.getByRole('link', { name: '004 刘芳' }).click()
    await page.getByRole('radio', { name: /^采纳/ }).check()
    await page.getByLabel('理由').fill('截图属实')
    await page.getByRole('button', { name: '提交答复' }).click()
    await page.waitForFunction(() => document.querySelector('[role=status]')?.textContent?.includes('已答复'))
    expect(fixture.state.asked).toMatchObject([{ method: 'POST', body: { outcome: 'accept', reason: '截图属实' } }])
    fixture.state.asked.length = 0
    await open('/classes/class-1/devices')
    await page.getByRole('button', { name: '停用设备' }).first().click()
    await page.getByRole('dialog').waitFor()
    await page.keyboard.press('Enter')
    await page.getByLabel('理由').fill('电脑遗失')
    await page.keyboard.press('Enter')
    expect(fixture.state.asked).toEqual([])
    await page.getByRole('dialog').getByRole('button', { name: '停用设备' }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    expect(fixture.state.asked).toMatchObject([{ body: { decision: 'revoked', reason: '电脑遗失' } }])
  })
})
