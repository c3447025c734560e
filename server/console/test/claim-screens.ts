import type { Screen } from './screens'

/** Screens about 补贴申请, rate tables and what was paid before. */
export const claimScreens: Screen[] = [
  { name: 'claims', path: '/claims', prepare: (page) => page.getByRole('row').nth(1).waitFor() },
  {
    name: 'claim-new',
    path: '/claims/new',
    prepare: (page) => page.getByRole('checkbox').first().check(),
  },
  {
    name: 'claim-check',
    path: '/claims/claim-1',
    prepare: (page) => page.getByRole('heading', { name: '先解决这些' }).waitFor(),
  },
  {
    name: 'claim-people',
    path: '/claims/claim-1/people',
    prepare: async (page) => {
      await page.getByRole('button', { name: /王晓明的金额/ }).click()
      await page.getByRole('checkbox').nth(2).check()
    },
  },
  { name: 'claim-about', path: '/claims/claim-1/about', prepare: (page) => page.getByLabel('申请名称').waitFor() },
  {
    name: 'claim-papers',
    path: '/claims/claim-2/papers',
    prepare: async (page) => {
      await page.getByText('请重新打印').first().waitFor()
      await page.getByLabel('材料', { exact: true }).selectOption('agreement')
    },
  },
  {
    name: 'claim-hand-in',
    path: '/claims/claim-2',
    prepare: (page) => page.getByRole('button', { name: '登记已提交' }).click(),
  },
  {
    name: 'claim-decide',
    path: '/claims/claim-3/history',
    prepare: (page) => page.getByRole('button', { name: '登记结果' }).click(),
  },
  {
    name: 'claim-begun',
    path: '/claims/claim-new',
    prepare: (page) => page.getByRole('button', { name: '核算并核对' }).waitFor(),
  },
  {
    name: 'claim-reckoning',
    path: '/claims/claim-new',
    prepare: async (page) => {
      await page.getByRole('button', { name: '核算并核对' }).click()
      await page.getByText('核算学时（人） 41 / 64').waitFor()
    },
  },
  {
    name: 'rates',
    path: '/settings/rates',
    prepare: async (page) => {
      await page.getByRole('button', { name: '录入新的一版' }).click()
      await page.getByText('内置标准').click()
    },
  },
  {
    name: 'benefits',
    path: '/settings/benefits',
    prepare: (page) => page.getByText('导入名单').first().click(),
  },
]
