import type { Hono } from 'hono'
import type { BureauFindingsPage, YearLimitRow } from '../../../shared/api/bureau-across'
import { asBureau } from './bureau-fixture'
import { at } from './instants'
import type { Screen } from './screens'

/** What claims at a bureau say about each other. */
export function bureauAcrossRoutes(app: Hono): void {
  app.get('/api/bureau/year-limits', (c) => c.json(yearLimits))
  app.get('/api/bureau/claims/:id/findings', (c) => c.json(bureauFindings))
}

const yearLimits: YearLimitRow[] = [
  { from: '2020-01-01', times: 3, source: '河北、温州等地：每人每年不超过 3 次（本地文件未查到，待人社局确认）' },
]
const bureauFindings: BureauFindingsPage = {
  ...{ total: 2, page: 1, counts: { serious: 1, check: 0, note: 1, lifted: 1 }, due: true },
  stuck: { problem: 'disk is full', next: at(10) },
  later: [
    {
      ...{ claim: 'claim-9', number: '受理〔2026〕9号', firm: '绥化市北方职业培训学校' },
      ...{ labels: ['同一台设备出现在两个单位'], findings: 1 },
    },
  ],
  rows: [
    {
      ...{
        id: 'f-1',
        code: 'time-twice',
        severity: 'serious',
        label: '同一时间在两处学习',
        foundAt: at(9),
      },
      detail: '与 受理〔2026〕1号（绥化市示范职业培训学校） 共有 72 分钟重叠，如 2026-11-03 09:40 至 2026-11-03 10:52',
      cause: '两台电脑时间不一致，或离开时忘记关掉前一台',
      people: [{ id: 'p-1', number: '012', name: '王晓明', className: '育婴员第2期' }],
      records: [
        { claim: '受理〔2026〕2号', own: true, chain: 'ab'.repeat(32), seq: 17 },
        { claim: '受理〔2026〕1号', own: false, chain: 'cd'.repeat(32), seq: 40 },
      ],
      other: { id: 'claim-1', number: '受理〔2026〕1号', firm: '绥化市示范职业培训学校' },
    },
    {
      ...{
        id: 'f-2',
        code: 'person-twice',
        severity: 'note',
        label: '同一人出现在两份申报中',
        foundAt: at(9),
      },
      ...{
        detail: '2 人同时出现在 受理〔2026〕1号（绥化市示范职业培训学校）',
        cause: '先后参加了两次培训',
        records: [],
      },
      people: [
        { id: 'p-1', number: '012', name: '王晓明', className: '育婴员第2期' },
        { id: 'p-2', number: '015', name: '李𠮷', className: '育婴员第2期' },
      ],
      other: { id: 'claim-1', number: '受理〔2026〕1号', firm: '绥化市示范职业培训学校' },
    },
  ],
}

export const bureauAcrossScreens: Screen[] = [
  {
    ...{ name: 'bureau-lists', path: '/settings/hit-lists', before: asBureau },
    prepare: async (page) => {
      await page.getByText('导入名单').click()
      await page.getByLabel('名单名称').fill('领取养老金人员')
      await page.getByLabel('来源').fill('绥化市社保局')
      await page
        .locator('input[type=file]')
        .first()
        .setInputFiles([{ name: '名单.xlsx', mimeType: 'application/octet-stream', buffer: Buffer.from('x') }])
      await page.getByText('读到 12034 人').waitFor()
    },
  },
]
