import type { Hono } from 'hono'
import { type ClaimListRow, claimStatuses } from '../../../shared/api/claims'
import * as data from './claim-data'
import { cut } from './lists-fixture'

/** 补贴申请, rate tables and lists of what was paid before, answered from typed data. */
export function claimRoutes(app: Hono): void {
  const find = (id: string) => data.claims.find((claim) => claim.id === id)
  const missing = { code: 'not-found', message: '没有这份补贴申请，可能已被删除' }
  app.get('/api/claims', (c) =>
    c.json(
      cut(data.rows, c.req.query(), {
        text: ({ number, title }) => `${number} ${title}`,
        filter: Object.fromEntries(
          claimStatuses.map((status) => [status, (row: ClaimListRow) => row.status === status]),
        ),
      }),
    ),
  )
  app.get('/api/claimable-classes', (c) => c.json(data.claimable))
  app.post('/api/claims', (c) => c.json(find('claim-new')))
  app.get('/api/claims/:id', (c) => {
    const claim = find(c.req.param('id'))
    return claim ? c.json(claim) : c.json(missing, 404)
  })
  app.get('/api/claims/:id/people', (c) =>
    c.json(
      cut(data.people, c.req.query(), {
        text: ({ number, name }) => number + name,
        filter: { chosen: (row) => row.chosen, refused: (row) => row.line?.refused !== undefined },
      }),
    ),
  )
  for (const act of ['', '/people', '/employment', '/ready', '/reopen', '/hand-in', '/decision', '/scans'])
    app.post(`/api/claims/:id${act}`, (c) => c.json(find('claim-1')))
  app.post('/api/claims/:id/reckon', (c) => c.json({ job: 'job-2' }))
  app.get('/api/rate-tables', (c) => c.json(data.tables))
  app.post('/api/rate-tables', (c) => c.json(data.tables))
  app.get('/api/benefit-lists', (c) => c.json(data.benefits))
  app.post('/api/benefit-lists', (c) => c.json({ rows: 1286, matches: 4, skipped: [] }))
}
