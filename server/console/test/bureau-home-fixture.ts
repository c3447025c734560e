import type { Hono } from 'hono'
import type { BureauDesk } from '../../../shared/api/bureau-desk'
import { asBureau } from './bureau-fixture'
import type { FixtureState } from './fixture'
import type { Screen } from './screens'

const waiting: BureauDesk = {
  firms: 12,
  steps: [
    { step: 'filings', count: 3, due: '2026-11-27' },
    { step: 'late-stages', count: 2 },
    { step: 'not-taken', count: 2 },
    { step: 'stuck', count: 1 },
    { step: 'review', count: 5 },
    { step: 'decide', count: 1 },
    { step: 'objections', count: 1 },
    { step: 'published', count: 2, due: '2026-12-01' },
    { step: 'finance', count: 1 },
  ],
}

/** A bureau without classes on the fixture's server is a new one. */
export function bureauHomeRoutes(app: Hono, state: FixtureState): void {
  app.get('/api/bureau/desk', (c) => c.json(state.classes.length === 0 ? { firms: 0, steps: [] } : waiting))
}

export const bureauHomeScreens: Screen[] = [
  {
    name: 'bureau-home',
    path: '/',
    before: asBureau,
    prepare: (page) => page.getByText('5 份补贴申请等待审核').waitFor(),
  },
  {
    name: 'bureau-home-new',
    path: '/',
    before: (state) => {
      asBureau(state)
      state.classes = []
    },
    prepare: (page) => page.getByText('登记单位和密钥').waitFor(),
  },
]
