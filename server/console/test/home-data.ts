import type { Home } from '../../../shared/api/home'
import type { FixtureClass } from './data'
import { at } from './instants'

/** A class in its middle with everything that can be missing, and one that lacks nothing. */
export const homeOf = (classes: readonly FixtureClass[]): Home => ({
  steps: { profile: true, plan: true, class: true, roster: true, told: true },
  server: [],
  fetching:
    '登记网址的周丽已停用，人社局的结果不再自动取回。请另一位负责人在“网络报送”点“更换”，用同一网址重新核对、登记；在此之前可以用按钮取回',
  news: [
    {
      ...{ id: 'came-1', kind: 'claim-decision', at: at(20, 9), state: 'taken', reason: '', seen: false },
      about: { what: 'claim', id: 'claim-1', title: '2026-001 2026年第三批线上职业技能培训补贴' },
    },
  ],
  plans: [
    {
      ...{ id: 'plan-2', title: '养老护理员提升培训' },
      missing: [{ code: 'plan-not-filed', turn: 'clerk', due: '2026-12-07', left: 9 }],
    },
  ],
  rows: classes.map(({ summary: { id, name, period, seats } }) => ({
    ...{ id, name, period, plan: 'plan-1' },
    missing:
      seats === 0
        ? []
        : [
            { code: 'plan-returned', turn: 'clerk', due: period.from, left: -4 },
            { code: 'plan-waiting', turn: 'bureau', due: period.from, left: 2 },
            { code: 'consent-missing', turn: 'clerk' },
            { code: 'notice-open', turn: 'clerk', count: 1 },
            { code: 'not-joined', turn: 'trainees', count: 6, due: period.to, left: 28, tentative: true },
            { code: 'pending', turn: 'clerk', count: 2 },
            { code: 'silent', turn: 'trainees', count: 3, due: period.to, left: 28 },
            { code: 'hours', turn: 'trainees', count: 41, due: period.to, left: 28 },
            { code: 'findings', turn: 'clerk', count: 2 },
            { code: 'appeals', turn: 'clerk', count: 2 },
            { code: 'deadline', turn: 'clerk', title: '上报参训人员', due: '2026-12-01', left: 7 },
            { code: 'package', turn: 'clerk' },
          ],
  })),
  total: classes.length,
  page: 1,
})

/** An organisation that has only its details. */
export const newHome: Home = {
  steps: { profile: true, plan: false, class: false, roster: false, told: false },
  server: [],
  news: [],
  fetching: '',
  plans: [],
  rows: [],
  total: 0,
  page: 1,
}
