import type { Screen } from './screens'

const file = { name: '审核结果.json', mimeType: 'application/json', buffer: Buffer.from('{}') }

/** Screens about plans, the organisation's papers and the calendar. */
export const planScreens: Screen[] = [
  { name: 'plans', path: '/plans', prepare: (page) => page.getByRole('row').nth(1).waitFor() },
  {
    name: 'plan-new',
    path: '/plans/new',
    prepare: (page) => page.getByRole('radio', { name: /^企业新型学徒制/ }).check(),
  },
  { name: 'plan-draft', path: '/plans/plan-draft', prepare: (page) => page.getByText('还差这些').waitFor() },
  {
    name: 'plan-edit',
    path: '/plans/plan-whole/edit',
    prepare: async (page) => {
      await page.getByLabel('名称', { exact: true }).fill('养老护理员（初级）培训')
      await page.getByRole('button', { name: '添加一行' }).click()
      await page.getByText('已保存').first().waitFor()
      await page.getByRole('radio').first().waitFor()
    },
  },
  {
    name: 'plan-file',
    path: '/plans/plan-whole',
    prepare: async (page) => {
      await page.getByRole('button', { name: '提交备案' }).click()
      await page.getByRole('dialog').waitFor()
    },
  },
  {
    name: 'plan-decide',
    path: '/plans/plan-filed',
    prepare: async (page) => {
      await page.locator('input[type=file]').first().setInputFiles(file)
      await page.getByText('第一次出现').waitFor()
      await page.getByText('按纸质文件登记').click()
    },
  },
  {
    name: 'plan-agreed',
    path: '/plans/plan-agreed',
    prepare: (page) => page.getByText('改用这一版的培训班').waitFor(),
  },
  {
    name: 'plan-papers',
    path: '/plans/plan-whole/papers',
    prepare: (page) => page.getByText('备案表').first().waitFor(),
  },
  { name: 'class-from-plan', path: '/classes/new', prepare: (page) => page.getByRole('radio').first().waitFor() },
  {
    name: 'organisation',
    path: '/settings/organisation',
    prepare: (page) => page.getByText('收款账户').first().waitFor(),
  },
  {
    name: 'calendar',
    path: '/settings/calendar',
    prepare: async (page) => {
      await page
        .getByLabel('通知正文')
        .fill('国办发明电〔2026〕9号\n元旦：1月1日至3日放假，共3天。1月4日（周一）上班。')
      await page.getByText('请与通知核对').waitFor()
    },
  },
]
