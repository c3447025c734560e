import type { Page } from 'playwright-core'
import type { FixtureState } from './fixture'
import type { Screen } from './screens'

const signedOut = (state: FixtureState) => Object.assign(state, { signedIn: false })
const password = (page: Page) => page.getByLabel('当前密码').fill('correct horse battery')

/** Screens about who comes in. */
export const accessScreens: Screen[] = [
  {
    name: 'sign-in-code',
    path: '/classes',
    before: (state) => {
      signedOut(state)
      state.trouble = (method, path) =>
        method === 'POST' && path === '/api/session'
          ? { status: 401, answer: { code: 'code-needed', message: '请输入验证器程序上现在显示的六位动态码' } }
          : undefined
    },
    prepare: async (page) => {
      await page.getByLabel('账号').fill('liumin')
      await page.getByLabel('密码').fill('correct horse battery')
      await page.getByRole('button', { name: '登录' }).click()
      await page.getByLabel('动态码').waitFor()
    },
  },
  {
    name: 'members',
    path: '/settings/members',
    prepare: async (page) => {
      await page.getByRole('button', { name: '管理 周丽' }).click()
      await page.getByRole('button', { name: '解除锁定' }).waitFor()
    },
  },
  {
    name: 'members-invited',
    path: '/settings/members',
    prepare: async (page) => {
      await page.getByRole('button', { name: '生成邀请链接' }).click()
      await page.getByText('只显示这一次').waitFor()
    },
  },
  { name: 'security', path: '/settings/security', prepare: (page) => page.getByText('360 浏览器').waitFor() },
  {
    name: 'security-factor',
    path: '/settings/security',
    prepare: async (page) => {
      await page.getByRole('button', { name: '重新设置' }).click()
      await page.locator('section[aria-labelledby=own-factor]').getByLabel('当前密码').fill('correct horse battery')
      await page.locator('section[aria-labelledby=own-factor]').getByRole('button', { name: '继续' }).click()
      await page.getByText('扫这个二维码').waitFor()
    },
  },
  {
    name: 'factor-needed',
    path: '/classes',
    before: (state) => Object.assign(state, { me: { ...state.me, limited: true } }),
    prepare: async (page) => {
      await password(page)
      await page.getByRole('button', { name: '继续' }).click()
      await page.getByLabel('验证器程序现在显示的六位数').fill('123456')
      await page.getByRole('button', { name: '确认并启用' }).click()
      await page.getByText('7HK4-QD9M-XRTW').waitFor()
    },
  },
  {
    name: 'hosted',
    path: '/settings/hosted',
    prepare: (page) => page.getByText('等待首位管理员').waitFor(),
  },
  { name: 'audit', path: '/settings/audit', prepare: (page) => page.getByText('第 1–50 条').waitFor() },
  {
    name: 'audit-none',
    path: '/settings/audit',
    prepare: async (page) => {
      await page.getByLabel('人员').selectOption('member-2')
      await page.getByText('没有操作记录').waitFor()
    },
  },
  {
    name: 'invitation',
    path: '/invitation#good',
    before: signedOut,
    prepare: async (page) => {
      await page.getByRole('button', { name: '加入并登录' }).click()
      await page.getByText('密码至少 10 个字符').waitFor()
    },
  },
  {
    name: 'invitation-password',
    path: '/invitation#reset',
    before: signedOut,
    prepare: (page) => page.getByText('为 周丽（zhouli） 设新密码').waitFor(),
  },
  {
    name: 'invitation-used',
    path: '/invitation#used',
    before: signedOut,
    prepare: (page) => page.getByText('已经用过').waitFor(),
  },
  {
    name: 'my-sign-in',
    path: '/my',
    before: signedOut,
    prepare: async (page) => {
      await page.setViewportSize({ width: 390, height: 844 })
      await page.getByLabel('个人加入码').fill('1234')
      await page.getByRole('button', { name: '登录' }).click()
      await page.getByText('加入码不对').waitFor()
    },
  },
]
