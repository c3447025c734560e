import type { Page } from 'playwright-core'
import { accessScreens } from './access-screens'
import { boardScreens } from './board-fixture'
import { bureauAcrossScreens } from './bureau-across-fixture'
import { bureauHomeScreens } from './bureau-home-fixture'
import { bureauIntakeScreens } from './bureau-intake-fixture'
import { bureauKeepingScreens } from './bureau-keeping-fixture'
import { bureauLinkScreens } from './bureau-link-fixture'
import { bureauRegisterScreens } from './bureau-register-fixture'
import { bureauReviewScreens } from './bureau-review-fixture'
import { claimScreens } from './claim-screens'
import { classLinkScreens } from './class-link-fixture'
import { closingScreens } from './closing-fixture'
import { examScreens } from './exam-fixture'
import { type FixtureState, ownRule } from './fixture'
import { formScreens } from './form-fixture'
import { installScreens } from './install-fixture'
import { keepScreens } from './keep-screens'
import { lessonScreens } from './lesson-screens'
import { mediaScreens } from './media-screens'
import { moneyScreens } from './money-fixture'
import { packageScreens } from './package-screens'
import { peopleScreens } from './people-screens'
import { planScreens } from './plan-screens'
import { reachScreens } from './reach-screens'
import { rosterScreens } from './roster-fixture'
import { sendingScreens } from './sending-fixture'
import { sourceScreens } from './sources-fixture'
import { witnessScreens } from './witness-fixture'

export interface Screen {
  name: string
  path: string
  before?: (state: FixtureState) => void
  prepare?: (page: Page) => Promise<void>
}

const upload =
  (text: string, ...names: string[]) =>
  async (page: Page) =>
    page
      .locator('input[type=file]')
      .first()
      .setInputFiles(names.map((name) => ({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(text) })))

/** Every screen in every state worth looking at: axe runs over them, and `shoot.ts` takes their pictures. */
export const screens: Screen[] = [
  { name: 'not-set-up', path: '/', before: (state) => Object.assign(state, { setUp: false }) },
  {
    name: 'set-up',
    path: '/setup?token=abc',
    before: (state) => Object.assign(state, { setUp: false }),
    prepare: async (page) => {
      await page.getByLabel('统一社会信用代码').fill('91231202MA18ABCD1X')
      await page.getByRole('button', { name: '下一步：备份' }).click()
      await page.getByText('密码至少 10 个字符').waitFor()
    },
  },
  {
    name: 'join',
    path: '/join#7HK4-QD9M-XRTW',
    before: (state) => Object.assign(state, { signedIn: false }),
    prepare: (page) => page.getByText('7HK4-QD9M-XRTW').waitFor(),
  },
  { name: 'sign-in', path: '/classes', before: (state) => Object.assign(state, { signedIn: false }) },
  { name: 'home', path: '/', prepare: (page) => page.getByText('离申报还差').first().waitFor() },
  {
    name: 'home-new',
    path: '/',
    before: (state) => Object.assign(state, { classes: [] }),
    prepare: (page) => page.getByText('从这里开始').waitFor(),
  },
  { name: 'classes-empty', path: '/classes', before: (state) => Object.assign(state, { classes: [] }) },
  { name: 'classes', path: '/classes', prepare: (page) => page.getByRole('row').nth(1).waitFor() },
  {
    name: 'open-class',
    path: '/classes/new?direct=1',
    prepare: async (page) => {
      await page.getByRole('radio').waitFor()
      await page.getByRole('button', { name: '添加课程' }).click()
      await page.getByRole('button', { name: '开班' }).click()
      await page.getByText('处要改').waitFor()
    },
  },
  { name: 'roster', path: '/classes/class-1/roster', prepare: (page) => page.getByRole('row').nth(5).waitFor() },
  {
    name: 'roster-unfolded',
    path: '/classes/class-1/roster',
    prepare: async (page) => {
      await page.getByRole('button', { name: '002 展开' }).click()
      await page.getByRole('table', { name: '李强' }).waitFor()
    },
  },
  {
    name: 'roster-columns',
    path: '/classes/class-1/roster',
    prepare: (page) => page.getByText('显示的列').first().click(),
  },
  {
    name: 'roster-none-fits',
    path: '/classes/class-1/roster',
    prepare: async (page) => {
      await page.getByRole('searchbox').fill('没有这个人')
      await page.getByRole('button', { name: '清空条件' }).waitFor()
    },
  },
  {
    name: 'pending-chosen',
    path: '/classes/class-1/pending',
    prepare: (page) => page.getByLabel('选中本页全部').check(),
  },
  { name: 'people', path: '/people', prepare: (page) => page.getByRole('row').nth(5).waitFor() },
  { name: 'people-empty', path: '/people', before: (state) => Object.assign(state, { classes: [] }) },
  { name: 'roster-empty', path: '/classes/class-2/roster' },
  {
    name: 'codes',
    path: '/classes/class-1/codes',
    prepare: (page) => page.getByText('001', { exact: true }).waitFor(),
  },
  {
    name: 'files',
    path: '/classes/class-1/files',
    prepare: async (page) => {
      await upload('partly', '张伟.ndjson', '李芳.ndjson')(page)
      await page.getByText('2 份上交文件已处理完').first().waitFor()
      await upload('broken', '坏的.ndjson')(page)
      await page.getByText('3 份上交文件已处理完').first().waitFor()
    },
  },
  { name: 'pending', path: '/classes/class-1/pending', prepare: (page) => page.getByLabel(/的记录属于谁$/).waitFor() },
  {
    name: 'pending-refuse',
    path: '/classes/class-1/pending',
    prepare: async (page) => {
      await page.getByRole('button', { name: '不接受' }).first().click()
      await page.getByRole('dialog').waitFor()
    },
  },
  { name: 'pending-none', path: '/classes/class-2/pending' },
  {
    name: 'findings',
    path: '/classes/class-1/findings',
    prepare: async (page) => {
      await page.getByText('2 条', { exact: true }).first().click()
      await page.getByText('3 人').click()
      await page.getByRole('button', { name: '给“视频位置走得比时间快”写备注' }).click()
      await page.getByRole('button', { name: '标为已核实' }).click()
      await page.getByText('请先写备注').waitFor()
    },
  },
  { name: 'health', path: '/classes/class-1/health', prepare: (page) => page.getByText('加入两天以上').waitFor() },
  {
    name: 'health-none',
    path: '/classes/class-2/health',
    prepare: (page) => page.getByText('还没有学习记录').waitFor(),
  },
  {
    name: 'findings-none',
    path: '/classes/class-2/findings',
    prepare: (page) => page.getByText('没有待核实事项').waitFor(),
  },
  {
    name: 'recalculation',
    path: '/classes/class-1/recalculation',
    prepare: async (page) => {
      await page.getByLabel('试算用的认定规则').selectOption('shanghai-2020@1')
      await page.getByText('2 处').click()
    },
  },
  {
    name: 'package',
    path: '/classes/class-1/package',
    prepare: async (page) => {
      await page.getByRole('button', { name: '生成申报资料包' }).click()
      await page.getByText('申报资料包已生成').first().waitFor()
      await page.getByText('npx xueji verify').waitFor()
    },
  },
  {
    name: 'package-running',
    path: '/classes/class-1/package',
    prepare: async (page) => {
      await page.evaluate(() => localStorage.setItem('xueji-package-job-class-1', 'job-2'))
      await page.reload()
      await page.getByText('核算学时（人） 41 / 64').waitFor()
    },
  },
  {
    name: 'seat',
    path: '/seats/seat-3?class=class-1',
    prepare: (page) => page.getByText('折算学时').first().waitFor(),
  },
  { name: 'seat-without-records', path: '/seats/seat-5?class=class-1' },
  {
    name: 'rules-empty',
    path: '/rules',
    before: (state) => Object.assign(state, { rules: [] }),
    prepare: (page) => page.getByText('还没有单位自己的网站规则').waitFor(),
  },
  { name: 'rules', path: '/rules', prepare: (page) => page.getByText('查看规则').nth(1).click() },
  {
    name: 'rules-offered',
    path: `/rules#${Buffer.from(JSON.stringify(ownRule)).toString('base64url')}`,
    prepare: (page) => page.getByRole('button', { name: '发布', exact: true }).waitFor(),
  },
  { name: 'not-found', path: '/nothing' },
  ...bureauHomeScreens,
  ...bureauReviewScreens,
  ...boardScreens,
  ...mediaScreens,
  ...installScreens,
  ...rosterScreens,
  ...bureauAcrossScreens,
  ...sourceScreens,
  ...peopleScreens,
  ...planScreens,
  ...bureauRegisterScreens,
  ...claimScreens,
  ...closingScreens,
  ...classLinkScreens,
  ...packageScreens,
  ...sendingScreens,
  ...bureauIntakeScreens,
  ...moneyScreens,
  ...bureauKeepingScreens,
  ...bureauLinkScreens,
  ...keepScreens,
  ...witnessScreens,
  ...formScreens,
  ...reachScreens,
  ...examScreens,
  ...lessonScreens,
  ...accessScreens,
]
