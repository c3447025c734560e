import type { Hono } from 'hono'
import type { Job, PackageRecord } from '../../../shared/api/jobs'
import { at, hex } from './instants'

const NAME = '申报资料包-2026年第3期.zip'
const record: PackageRecord = {
  ...{ number: 1, name: NAME, bytes: 1_482_113, sha256: hex(41, 64), content: hex(42, 64) },
  ...{ fingerprint: hex(4, 64), people: 64, by: '刘敏', at: at(15, 12) },
}

/** A build that takes a look or two, and its record. */
export function jobRoutes(app: Hono, file: (name: string) => Response): void {
  let looks = 0
  app.post('/api/classes/:id/package/job', (c) => {
    looks = 0
    return c.json({ job: 'job-1' })
  })
  app.get('/api/jobs/:id', (c) => {
    const running = c.req.param('id') === 'job-1' && looks++ < 1
    const job: Job = {
      ...{
        id: 'job-1',
        state: running ? 'running' : 'done',
        step: '核算学时（人）',
        done: 41,
        all: 64,
        startedAt: at(15, 11),
      },
      ...(!running && { name: NAME, bytes: record.bytes }),
    }
    return c.json(c.req.param('id') === 'job-2' ? { ...job, state: 'running' } : job)
  })
  app.get('/api/jobs/:id/file', () => file(NAME))
  app.get('/api/classes/:id/packages', (c) => c.json(c.req.param('id') === 'class-1' ? [record] : []))
}
