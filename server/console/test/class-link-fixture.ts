import type { Hono } from 'hono'
import type { ClassLinks, LinkOpening, MadeLink } from '../../../shared/api/class-links'
import type { Look, LookRow } from '../../../shared/api/look'
import { maskName } from '../../../shared/people/mask'
import { openColumns } from '../../../shared/study/columns'
import { boardOf, boardRow, charts } from './board-fixture'
import type { FixtureState } from './fixture'
import { at, hex } from './instants'
import { cut } from './lists-fixture'
import type { Screen } from './screens'

const reader = '绥化市人社局职业能力建设科'
const links: ClassLinks = {
  running: true,
  suggested: { reader: '绥化市人力资源和社会保障局', until: '2027-01-30' },
  reachable: true,
  links: [
    {
      ...{ id: 'link-2', reader, until: '2027-01-30', state: 'open', by: '王老师', at: at(-40) },
      ...{ openings: 3, lastOpenedAt: at(9, 12) },
    },
    {
      ...{ id: 'link-1', reader: '北林区人社局', until: '2026-12-31', state: 'revoked', by: '王老师', at: at(-300) },
      ...{ openings: 1, lastOpenedAt: at(-290) },
      revoked: { by: '王老师', at: at(-200), reason: '发错了人' },
    },
  ],
}
const openings: LinkOpening[] = [
  { id: 'o-3', link: 'link-2', reader, at: at(9, 12), from: '10.31.4.17' },
  { id: 'o-2', link: 'link-2', reader, at: at(-6), from: '10.31.4.17' },
  { id: 'o-1', link: 'link-1', reader: '北林区人社局', at: at(-290), from: '10.40.2.8' },
]
const made: MadeLink = {
  ...{ id: 'link-3', reader: '绥化市人力资源和社会保障局', until: '2027-01-30' },
  link: `https://xueji.example.cn/look#3f2a9c1e-7b54-4d0e-9a61-2c8e5d7f1b03.${hex(5, 43)}`,
}

function lookOf({ classes, me }: FixtureState): Look {
  const [one] = classes
  if (!one) throw new Error('the fixture has a class')
  const { live, ...figures } = boardOf(one.roster.map((row) => boardRow(row)))
  const { title, occupation, level, policy, courses } = one.plan
  return {
    ...{ at: at(14, 5), reader, until: '2027-01-30', organisation: me.organisation.name },
    ...{ className: one.summary.name, status: 'open', days: charts.days },
    plan: {
      ...{ title, occupation, level, policy, period: one.summary.period },
      ...{ agreement: { number: '绥人社备〔2026〕17号', date: '2026-10-30' } },
      platforms: ['中国职业培训在线 http://px.class.com.cn'],
      courses: courses.map(({ title: called, site }) => ({ title: called, site, hours: '20' })),
    },
    board: { ...figures, studyingNow: live.studyingNow, signedInToday: live.signedInToday },
    findings: [
      { code: 'clock', label: '视频位置走得比时间快', severity: 'serious', count: 2, people: 2, changedAt: at(11, 20) },
      { code: 'shared', label: '几个人用同一台设备', severity: 'check', count: 1, people: 3, changedAt: at(-20) },
    ],
  }
}

/** Read-only links to a class, and the page they open: the token `good` opens it. */
export function classLinkRoutes(app: Hono, state: FixtureState): void {
  app.get('/api/classes/:id/bureau-links', (c) =>
    c.json(c.req.param('id') === 'class-1' ? links : { ...links, links: [], reachable: false }),
  )
  app.post('/api/classes/:id/bureau-links', (c) => c.json(made))
  app.post('/api/bureau-links/:id/revoke', (c) => c.json(links))
  app.get('/api/classes/:id/link-openings', (c) => c.json(cut(openings, c.req.query(), { text: (row) => row.reader })))
  const shut = {
    code: 'not-allowed',
    message: '链接已于 2026-10-31 到期。要继续查看，请向 绥化示范职业培训学校 要新的链接',
  }
  app.use('/api/look/*', async (c, next) =>
    c.req.header('authorization') === 'Bearer good' ? next() : c.json(shut, 403),
  )
  app.get('/api/look', (c) => c.json(lookOf(state)))
  app.get('/api/look/people', (c) => {
    const rows = (state.classes[0]?.roster ?? []).map((row): LookRow => {
      const { seat: _, ...shown } = boardRow(row)
      return { ...shown, name: maskName(shown.name) }
    })
    return c.json(
      cut(rows, c.req.query(), {
        text: ({ number }) => number,
        filter: { open: (row) => openColumns(row.columns).length > 0 },
        sort: { number: (row) => row.number },
      }),
    )
  })
}

const outside = (state: FixtureState) => Object.assign(state, { signedIn: false })

export const classLinkScreens: Screen[] = [
  {
    name: 'bureau-links',
    path: '/classes/class-1/bureau-links',
    prepare: (page) => page.getByText('10.40.2.8').waitFor(),
  },
  {
    name: 'bureau-links-made',
    path: '/classes/class-1/bureau-links',
    prepare: async (page) => {
      await page.getByRole('button', { name: '生成链接' }).click()
      await page.getByText('只显示这一次').first().waitFor()
    },
  },
  {
    name: 'bureau-links-end',
    path: '/classes/class-1/bureau-links',
    prepare: async (page) => {
      await page.getByRole('button', { name: /^停用/ }).first().click()
      await page.getByRole('dialog').waitFor()
    },
  },
  {
    name: 'bureau-links-none',
    path: '/classes/class-2/bureau-links',
    prepare: (page) => page.getByText('还没有链接').waitFor(),
  },
  {
    ...{ name: 'look', path: '/look#good', before: outside },
    prepare: (page) => page.getByRole('row').nth(12).waitFor(),
  },
  {
    ...{ name: 'look-shut', path: '/look#old', before: outside },
    prepare: (page) => page.getByText('可以这样做').waitFor(),
  },
]
