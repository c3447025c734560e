import type { Hono } from 'hono'
import type { Closing } from '../../../shared/api/closing'
import type { FixtureState } from './fixture'
import { at } from './instants'
import type { Screen } from './screens'

const open: Closing = {
  status: 'open',
  points: [
    { code: 'pending', turn: 'clerk', count: 2, names: [] },
    { code: 'unsent', turn: 'trainees', count: 3, names: ['004 王秀英', '017 李强', '031 赵敏'] },
    { code: 'lessons-ahead', turn: 'clerk', count: 1, names: ['配电箱接线实训（二）'] },
    { code: 'tests', turn: 'clerk', count: 1, names: ['结业测试'] },
    { code: 'incomplete', turn: 'trainees', count: 28, names: ['002 李强', '003 王芳', '005 张敏', '006 刘洋'] },
    { code: 'findings', turn: 'clerk', count: 2, names: [] },
  ],
  heldBy: [],
  history: [],
}

const closed: Closing = {
  status: 'closed',
  points: [],
  heldBy: [],
  history: [
    { kind: 'close', at: at(16, 40), by: '王老师', reason: '余下 2 人已离职，不再参加', points: 2 },
    { kind: 'reopen', at: at(15, 5), by: '王老师', reason: '补一次实训', points: 0 },
    { kind: 'close', at: at(9, 30), by: '王老师', reason: '', points: 0 },
  ],
}

/** The end of a class, as the server tells it. */
export function closingRoutes(app: Hono, state: FixtureState): void {
  const isClosed = (id: string) => state.classes.find(({ summary }) => summary.id === id)?.summary.status === 'closed'
  app.get('/api/classes/:id/closing', (c) => c.json(isClosed(c.req.param('id')) ? closed : open))
  app.post('/api/classes/:id/close', (c) => c.json(closed))
  app.post('/api/classes/:id/reopen', (c) => c.json({ ...open, history: closed.history }))
}

const close = (state: FixtureState) => {
  state.classes = state.classes.map((one) => ({
    ...one,
    summary: { ...one.summary, status: 'closed', closedAt: at(16, 40) },
  }))
}

export const closingScreens: Screen[] = [
  {
    name: 'filing',
    path: '/classes/class-1/roster#filing',
    prepare: (page) => page.getByText('原件').first().waitFor(),
  },
  {
    name: 'closing',
    path: '/classes/class-1/closing',
    prepare: async (page) => {
      await page.getByRole('button', { name: '结班' }).click()
      await page.getByText('2 份加入等待核对').waitFor()
    },
  },
  {
    name: 'closing-asked',
    path: '/classes/class-1/closing',
    prepare: async (page) => {
      await page.getByLabel('现在结班的原因').fill('余下的人已离职')
      await page.getByRole('button', { name: '结班' }).click()
      await page.getByRole('dialog').waitFor()
    },
  },
  {
    name: 'closing-closed',
    path: '/classes/class-1/closing',
    before: close,
    prepare: (page) => page.getByText('恢复开班').first().waitFor(),
  },
]
