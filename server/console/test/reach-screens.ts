import type { Screen } from './screens'

const signedOut: Screen['before'] = (state) => Object.assign(state, { signedIn: false })

/** Screens about reaching trainees, and what trainees do on their phone. */
export const reachScreens: Screen[] = [
  {
    name: 'reach',
    path: '/classes/class-1/reach',
    prepare: (page) => page.getByRole('img', { name: /海报/ }).waitFor(),
  },
  {
    name: 'reach-closed',
    path: '/classes/class-2/reach',
    prepare: (page) => page.getByText('学员现在打不开这个链接').waitFor(),
  },
  { name: 'questions', path: '/questions', prepare: (page) => page.getByText('可以补交吗').waitFor() },
  {
    name: 'questions-all',
    path: '/questions',
    prepare: async (page) => {
      await page.getByRole('combobox', { name: '显示', exact: true }).selectOption('')
      await page.getByText('周日补学').waitFor()
      await page.getByRole('button', { name: '发送答复' }).first().click()
      await page.getByText('请先写答复').waitFor()
    },
  },
  {
    name: 'phone-consent',
    path: '/my#first',
    before: signedOut,
    prepare: async (page) => {
      await page.getByRole('button', { name: '签到', exact: true }).click()
      await page.getByText('请看清楚，再决定').waitFor()
    },
  },
]
