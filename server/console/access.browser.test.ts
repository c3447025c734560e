import type { Page } from 'playwright-core'
import { beforeAll, beforeEach, expect, it } from 'vitest'
import type { Fixture } from './test/fixture'
import { inChromium } from './test/in-chromium'

inChromium('coming in, in Chromium', (chromium) => {
  let fixture: Fixture
  let page: Page

  beforeAll(() => {
    fixture = chromium.fixture
  })
  beforeEach(async () => {
    fixture.reset()
    page = await chromium.newPage()
    await page.goto(`${fixture.url}/assets/none`)
    await page.evaluate(() => localStorage.clear())
  })
  const open = (path: string) => page.goto(`${fixture.url}${path}`)
  const heading = (name: string) => page.getByRole('heading', { level: 1, name }).waitFor()
  const asked = (path: string) => fixture.state.asked.filter((one) => one.path === path).map(({ body }) => body)

  it('asks for the code only where there is one, and sends it with the password that stands', async () => {
    Object.assign(fixture.state, { signedIn: false })
    fixture.state.trouble = (method, path) =>
      method === 'POST' && path === '/api/session' && asked('/api/session').length === 1
        ? { status: 401, answer: { code: 'code-needed', message: '请输入动态码' } }
        : undefined
    await open('/settings/security')
    await page.getByLabel('账号').fill('liumin')
    await page.getByLabel('密码').fill('correct horse battery')
    await page.keyboard.press('Enter')
    await heading('第二步：动态码')
    await page.getByLabel('动态码').fill('123456')
    await page.keyboard.press('Enter')
    await heading('登录与安全')
    const first = { login: 'liumin', password: 'correct horse battery' }
    expect(asked('/api/session')).toEqual([first, { ...first, code: '123456' }])
  })

  it('shows nothing of the console until the authenticator asked for is set up and the recovery codes are kept', async () => {
    Object.assign(fixture.state, { me: { ...fixture.state.me, limited: true } })
    await open('/settings/members')
    await heading('本单位要求登录动态码')
    await page.getByLabel('当前密码').fill('correct horse battery')
    await page.getByRole('button', { name: '继续' }).click()
    await page.getByLabel('验证器程序现在显示的六位数').fill('123456')
    await page.getByRole('button', { name: '确认并启用' }).click()
    await page.getByText('7HK4-QD9M-XRTW').waitFor()
    await page.getByRole('button', { name: '我已收好' }).click()
    await heading('成员与权限')
  })

  it('shows a member what their role may see, and no more', async () => {
    const { user, organisation } = fixture.state.me
    const { host: _, ...guest } = organisation
    Object.assign(fixture.state, { me: { user: { ...user, role: 'finance' }, organisation: guest } })
    await open('/classes/class-1')
    await page.getByRole('link', { name: '培训班' }).first().waitFor()
    expect(await page.getByRole('link', { name: '复核申请' }).count()).toBe(0)
    await open('/settings')
    await heading('单位资料')
    const sections = await page.getByRole('navigation', { name: '设置' }).getByRole('link').allTextContents()
    expect(sections.filter((one) => /成员|托管|操作记录/.test(one))).toEqual([])
    await open('/settings/members')
    await heading('单位资料')
  })

  it('hands a new link over once: put away, nobody sees it again', async () => {
    await open('/settings/members')
    await page.getByLabel('给谁的').fill('李科长')
    await page.getByRole('radio', { name: /财政/ }).check()
    await page.getByRole('button', { name: '生成邀请链接' }).click()
    await page.getByText('给：李科长，财政（只读）').waitFor()
    expect(asked('/api/members')).toEqual([{ role: 'finance', note: '李科长' }])
    await page.getByRole('button', { name: '已转交' }).click()
    await expect.poll(() => page.getByText('/invitation#').count()).toBe(0)
  })

  it('keeps a trainee signed in on a phone of their own, and elsewhere until the tab is closed', async () => {
    const signIn = async (own: boolean) => {
      await open('/my')
      await page.getByLabel('个人加入码').fill('7HK4-QD9M-XRTW')
      if (own) await page.getByRole('checkbox').check()
      await page.getByRole('button', { name: '登录', exact: true }).click()
      await page.getByRole('button', { name: '退出，换一个加入码' }).waitFor()
    }
    const fresh = async () => {
      await page.close()
      page = await chromium.newPage()
      await open('/my')
      await page
        .getByText(/退出，换一个加入码|个人加入码/)
        .first()
        .waitFor()
      return page.getByRole('button', { name: '退出，换一个加入码' }).count()
    }
    await signIn(false)
    expect(await fresh()).toBe(0)
    await signIn(true)
    expect(await fresh()).toBe(1)
    await page.getByRole('button', { name: '退出，换一个加入码' }).click()
    await page.getByLabel('个人加入码').waitFor()
    expect(await fresh()).toBe(0)
  })
})
