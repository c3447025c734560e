import { appeals } from './people-data'
import type { Screen } from './screens'

const [deduction, missing, decided] = appeals.map(({ id }) => `/appeals/${id}`)

/** Screens about appeals, devices, attendance, and the trainee's phone page. */
export const peopleScreens: Screen[] = [
  { name: 'appeals', path: '/appeals', prepare: (page) => page.getByText('接了一个电话').waitFor() },
  {
    name: 'appeals-of-class',
    path: '/classes/class-1/appeals',
    prepare: (page) => page.getByText('部分采纳').waitFor(),
  },
  {
    name: 'appeals-none',
    path: '/classes/class-2/appeals',
    prepare: (page) => page.getByText('还没有复核申请').waitFor(),
  },
  {
    name: 'appeal',
    path: deduction ?? '',
    prepare: async (page) => {
      await page.getByRole('button', { name: '提交答复' }).click()
      await page.getByRole('radio', { name: /^采纳/ }).check()
      await page.getByRole('button', { name: '提交答复' }).click()
      await page.getByText('请填写').waitFor()
    },
  },
  {
    name: 'appeal-missing',
    path: missing ?? '',
    prepare: async (page) => {
      await page.getByRole('radio', { name: /^采纳/ }).check()
      await page.getByLabel('理由').fill('已核对平台截图')
      await page.getByRole('button', { name: '提交答复' }).click()
      await page.getByText('人工补录要有依据').waitFor()
    },
  },
  { name: 'appeal-decided', path: decided ?? '', prepare: (page) => page.getByText('记录显示 2 倍速').waitFor() },
  { name: 'devices', path: '/classes/class-1/devices', prepare: (page) => page.getByText('3 人共用').waitFor() },
  {
    name: 'device-stop',
    path: '/classes/class-1/devices',
    prepare: async (page) => {
      await page.getByRole('button', { name: '停用设备' }).first().click()
      await page.getByRole('dialog').waitFor()
    },
  },
  {
    name: 'attendance',
    path: '/classes/class-1/attendance',
    prepare: (page) => page.getByText('未二次确认').waitFor(),
  },
  {
    name: 'attendance-none',
    path: '/classes/class-2/attendance',
    prepare: (page) => page.getByText('还没有签到记录').waitFor(),
  },
  { name: 'links', path: '/classes/class-1/links', prepare: (page) => page.getByText('手机扫码').first().waitFor() },
  {
    name: 'seat-withdraw',
    path: '/seats/seat-3?class=class-1',
    prepare: async (page) => {
      await page.locator('summary', { hasText: '扣除时长' }).click()
      await page.getByLabel('从', { exact: true }).fill('09:00:00')
      await page.getByLabel('到', { exact: true }).fill('09:10:00')
      await page.getByLabel('理由').fill('本人说明不在场')
      await page.getByRole('button', { name: '扣除时长' }).click()
      await page.getByRole('dialog').waitFor()
    },
  },
  {
    name: 'phone',
    path: '/my#good',
    before: (state) => Object.assign(state, { signedIn: false }),
    prepare: (page) => page.getByText('082514').waitFor(),
  },
  {
    name: 'phone-appeal',
    path: '/my#good',
    before: (state) => Object.assign(state, { signedIn: false }),
    prepare: async (page) => {
      await page.getByRole('button', { name: '有学习没有记录到' }).click()
      await page.getByRole('button', { name: '提交申请' }).click()
      await page.getByText('结束时间要晚于开始时间').waitFor()
    },
  },
  {
    name: 'phone-expired',
    path: '/my#old',
    before: (state) => Object.assign(state, { signedIn: false }),
    prepare: (page) => page.getByText('链接已过期').waitFor(),
  },
]
