import { failing, noneChosen } from './keep-fixture'
import type { Screen } from './screens'

const unchosen: Screen['before'] = (state) => Object.assign(state, { backup: noneChosen })

/** Backups: the last step of the set-up, the settings, the banner, what is printed. */
export const keepScreens: Screen[] = [
  {
    name: 'backup-step',
    path: '/classes',
    before: unchosen,
    prepare: async (page) => {
      await page.getByLabel('备份文件夹').fill('E:\\学迹备份')
      await page.getByRole('button', { name: '检查文件夹' }).click()
      await page.getByText('与数据在同一块磁盘上').waitFor()
      await page.getByLabel('备份口令', { exact: true }).fill('太短')
      await page.getByRole('button', { name: '完成设置' }).click()
      await page.getByText('现在是 2 个').waitFor()
      await page.getByRole('button', { name: '生成一个口令' }).click()
      await page.getByText('请现在抄到纸上').waitFor()
    },
  },
  {
    name: 'backup-step-later',
    path: '/classes',
    before: unchosen,
    prepare: async (page) => {
      await page.getByRole('radio', { name: /^以后再说/ }).check()
      await page.getByText('这个选择会记录在案').waitFor()
    },
  },
  {
    name: 'backup-step-made',
    path: '/classes',
    before: unchosen,
    prepare: async (page) => {
      await page.getByLabel('备份文件夹').fill('E:\\学迹备份')
      await page.getByRole('button', { name: '生成一个口令' }).click()
      await page.getByRole('button', { name: '完成设置' }).click()
      await page.getByText('第一份备份已做好').waitFor()
    },
  },
  { name: 'backup', path: '/settings/backup', prepare: (page) => page.getByText('最近一次成功的备份').waitFor() },
  {
    name: 'backup-failing',
    path: '/settings/backup',
    before: (state) => Object.assign(state, { backup: failing }),
    prepare: (page) => page.getByText('移动硬盘或网络盘').first().waitFor(),
  },
  {
    name: 'backup-open',
    path: '/settings/backup',
    prepare: async (page) => {
      await page.getByRole('button', { name: '试开' }).first().click()
      await page.getByLabel('备份口令', { exact: true }).fill('云杉 1946 河水 7720')
      await page.locator('form').getByRole('button', { name: '试开' }).click()
      await page.getByText('与备份时一致').waitFor()
    },
  },
  {
    name: 'backup-change',
    path: '/settings/backup',
    prepare: async (page) => {
      await page.getByRole('button', { name: '修改' }).click()
      await page.getByLabel('每天一份，保留几天').waitFor()
    },
  },
  {
    name: 'backup-banner',
    path: '/classes',
    before: (state) => Object.assign(state, { backup: failing }),
    prepare: (page) => page.getByText('最近一次备份没有成功').waitFor(),
  },
  { name: 'recovery-sheet', path: '/recovery-sheet', prepare: (page) => page.getByText('npx xueji restore').waitFor() },
  {
    name: 'hand-over',
    path: '/settings/hand-over',
    prepare: async (page) => {
      await page.getByRole('button', { name: '记录并打印' }).click()
      await page.getByText('请填写').waitFor()
    },
  },
]
