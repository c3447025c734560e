import type { Screen } from './screens'

/** The package of a claim as it is built, and to whom it goes. */
export const packageScreens: Screen[] = [
  {
    name: 'claim-package',
    path: '/claims/claim-1/package',
    prepare: async (page) => {
      await page.getByRole('button', { name: '生成申报资料包' }).click()
      await page.getByText('正在生成').waitFor()
    },
  },
  { name: 'delivery', path: '/settings/delivery' },
]
