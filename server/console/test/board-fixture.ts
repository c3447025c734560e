import type { Hono } from 'hono'
import { streamSSE } from 'hono/streaming'
import type { RosterRow } from '../../../shared/api'
import type { Board, BoardCharts, BoardLive, BoardRow, Urge } from '../../../shared/api/board'
import { nextDay } from '../../../shared/calendar/days'
import { type columnKeys, columnsOf, openColumns } from '../../../shared/study/columns'
import { defaultPolicy } from '../../../shared/study/policies'
import { health } from './data'
import type { FixtureState } from './fixture'
import { at, MINUTE, today } from './instants'
import { cut } from './lists-fixture'
import type { Screen } from './screens'

const HOUR = 60 * MINUTE
const EXPECTED = 3 * HOUR
const REQUIRED = 15 * HOUR
const lessons = ['第一讲 电路的基本概念与基本定律', '第二讲 直流电路的分析方法', '第三讲 正弦交流电路']

/** A line of the board for a line of the roster. */
export function boardRow({ seat, number, name, state, credited, findings, missing = [], lastAt }: RosterRow): BoardRow {
  const i = Number(number)
  const scored = credited > 6 * HOUR
  const platform = i % 9 === 4 ? 2 * HOUR : 0
  const offline = i % 8 === 3 ? 4 * HOUR : 0
  const whole = credited + platform
  return {
    ...{ seat, number, name, state, findings, missing, studying: credited > 0 && i % 7 === 2 },
    columns: columnsOf(
      {
        signIn: { days: whole === 0 ? 0 : 1 + (i % 6), without: i % 10 === 7 ? 2 : 0 },
        study: { whole, lacks: missing.length },
        answers: { asked: i % 3, answered: i % 3 === 2 ? 1 : 0 },
        tests: { taken: scored ? 1 : 0, lacks: scored && i % 5 === 0 ? 1 : 0 },
      },
      defaultPolicy,
    ),
    hours: { own: credited, platform, byHand: i === 7 ? 25 * MINUTE : 0, offline, whole },
    pace: { required: REQUIRED, expected: EXPECTED, behind: whole + offline < EXPECTED },
    ...(lastAt !== undefined && { lastAt }),
  }
}

function liveOf(rows: readonly BoardRow[]): BoardLive {
  const studying = rows.filter((row) => row.studying)
  return {
    at: at(14, 5),
    studying: studying.map(({ seat, number, name }, i) => ({
      ...{
        seat,
        number,
        name,
        course: '电工基础',
        lesson: lessons[i % lessons.length] ?? '',
        at: at(14, 4) - i * MINUTE,
      },
    })),
    studyingNow: studying.length,
    signedInToday: rows.filter(({ columns }) => columns.signIn.state !== 'none').length,
    version: '1',
  }
}

export function boardOf(rows: readonly BoardRow[]): Board {
  const counted = (key: (typeof columnKeys)[number], state: string) =>
    rows.filter(({ columns }) => columns[key].state === state).length
  const states = (key: (typeof columnKeys)[number]) => ({
    complete: counted(key, 'complete'),
    part: counted(key, 'part'),
    none: counted(key, 'none'),
    excepted: counted(key, 'excepted'),
  })
  const sum = (source: keyof BoardRow['hours']) => rows.reduce((all, { hours }) => all + hours[source], 0)
  return {
    live: liveOf(rows),
    people: rows.length,
    columns: {
      signIn: states('signIn'),
      study: states('study'),
      answers: states('answers'),
      tests: states('tests'),
    },
    whole: rows.filter(({ columns }) => openColumns(columns).length === 0).length,
    behind: rows.filter(({ pace }) => pace?.behind).length,
    findings: 2,
    hours: {
      own: sum('own'),
      platform: sum('platform'),
      byHand: sum('byHand'),
      offline: sum('offline'),
      whole: sum('whole'),
    },
    sites: rows.length === 0 ? [] : health.sites,
  }
}

export const charts: BoardCharts = {
  days: Array.from({ length: 18 }, (_, i) => ({
    day: nextDay(today, i - 17),
    credited: ((i * 5) % 11) * 138 * MINUTE,
    notCounted: ((i * 5) % 11 === 0 ? 0 : (i * 3) % 7) * 36 * MINUTE,
    people: (i * 5) % 11 === 0 ? 0 : 12 + ((i * 7) % 31),
  })),
  lost: [
    { reason: 'hidden', ms: 21 * HOUR },
    { reason: 'rate', ms: 9 * HOUR + 12 * MINUTE },
    { reason: 'not-signed-in', ms: 4 * HOUR },
    { reason: 'double', ms: 48 * MINUTE },
    { reason: 'stalled', ms: 6 * MINUTE },
  ],
  completion: [
    { from: 0, to: 25, people: 22 },
    { from: 25, to: 50, people: 17 },
    { from: 50, to: 75, people: 11 },
    { from: 75, to: 100, people: 8 },
    { from: 100, people: 6 },
  ],
  scores: [
    { from: 0, to: 60, people: 3 },
    { from: 60, to: 70, people: 9 },
    { from: 70, to: 80, people: 14 },
    { from: 80, to: 90, people: 11 },
    { from: 90, people: 5 },
  ],
}

/** Answers how to say something to whoever looks at a board. */
export function boardRoutes(app: Hono, state: FixtureState): (live: Partial<BoardLive>) => Promise<void> {
  const lines = new Set<(live: BoardLive) => Promise<void>>()
  const rowsOf = (id: string) =>
    (state.classes.find(({ summary }) => summary.id === id)?.roster ?? []).map((row) => boardRow(row))
  const lag = ({ pace, hours }: BoardRow) => (pace?.behind ? pace.expected - hours.whole - hours.offline : 0)

  app.get('/api/classes/:id/board', (c) => c.json(boardOf(rowsOf(c.req.param('id')))))
  app.get('/api/classes/:id/board/people', (c) =>
    c.json(
      cut(rowsOf(c.req.param('id')), c.req.query(), {
        text: ({ number, name }) => `${number} ${name}`,
        filter: {
          studying: (row) => row.studying,
          behind: (row) => row.pace?.behind === true,
          open: (row) => openColumns(row.columns).length > 0,
        },
        sort: { behind: (row) => -lag(row), number: (row) => row.number, whole: (row) => row.hours.whole },
      }),
    ),
  )
  app.get('/api/classes/:id/board/charts', (c) =>
    c.json(rowsOf(c.req.param('id')).length > 0 ? charts : { days: [], lost: [], scores: [] }),
  )
  app.get('/api/classes/:id/board/urge', (c) => {
    const rows = rowsOf(c.req.param('id'))
    const names = (fits: (row: BoardRow) => boolean) => rows.filter(fits).map(({ name }) => name)
    const groups: Urge['groups'] = [
      { kind: 'not-joined', names: names((row) => row.state === 'waiting') },
      { kind: 'behind', names: names((row) => row.pace?.behind === true && row.hours.whole > 0) },
      { kind: 'tests', names: names((row) => row.hours.whole > 0 && row.columns.tests.state === 'none').slice(0, 9) },
    ]
    return c.json({
      ...{ organisation: state.me.organisation.name, className: '2026 年第 3 期 电工（中级）', until: '2026-12-31' },
      groups: groups.filter((group) => group.names.length > 0),
    })
  })
  app.get('/api/classes/:id/board/live', (c) =>
    streamSSE(c, async (stream) => {
      const tell = (live: BoardLive) => stream.writeSSE({ event: 'live', data: JSON.stringify(live) })
      lines.add(tell)
      await tell(liveOf(rowsOf(c.req.param('id'))))
      await new Promise<void>((resolve) => stream.onAbort(resolve))
      lines.delete(tell)
    }),
  )
  return async (live) => {
    for (const tell of lines) await tell({ ...liveOf(rowsOf('class-1')), ...live })
  }
}

export const boardScreens: Screen[] = [
  {
    name: 'board',
    path: '/classes/class-1',
    prepare: async (page) => {
      await page.getByText('实时更新').waitFor()
      await page.getByRole('row').nth(5).waitFor()
    },
  },
  {
    name: 'board-behind',
    path: '/classes/class-1/board',
    prepare: async (page) => {
      await page.getByLabel('筛选').selectOption('behind')
      await page.getByRole('row').nth(5).waitFor()
    },
  },
  {
    name: 'board-empty',
    path: '/classes/class-2',
    prepare: (page) => page.getByText('名册还是空的').first().waitFor(),
  },
  {
    name: 'charts',
    path: '/classes/class-1/charts',
    prepare: async (page) => {
      await page.getByRole('heading', { name: '测试成绩' }).waitFor()
      await page.getByText('查看表格').nth(1).click()
    },
  },
  {
    name: 'charts-none',
    path: '/classes/class-2/charts',
    prepare: (page) => page.getByText('还没有可以画的数据').waitFor(),
  },
  {
    name: 'urge',
    path: '/classes/class-1/urge',
    prepare: (page) => page.getByText('学习提醒').waitFor(),
  },
  {
    name: 'urge-none',
    path: '/classes/class-2/urge',
    prepare: (page) => page.getByText('没有需要提醒的人').waitFor(),
  },
]
