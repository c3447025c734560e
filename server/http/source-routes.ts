import { type Context, Hono } from 'hono'
import * as v from 'valibot'
import { byHandRequest, type SourceReport, sourceChoices, withdrawImportRequest } from '../../shared/api/sources'
import { requireRole } from '../access/actor'
import type { Deps } from '../deps'
import { Refused } from '../ledger/accept'
import { addByHand } from '../sources/add-by-hand'
import { importRecord } from '../sources/import-record'
import { platformMappings } from '../sources/mapping'
import { readOriginal } from '../sources/originals'
import { withdrawImport } from '../sources/withdraw'
import type { Env } from './decision-routes'
import { json } from './device-routes'
import { download } from './download'
import { limited } from './limited'

const UPLOAD_LIMIT = 20 * 1024 * 1024
const MAX_NAME = 200

/** Console routes of the other sources: files of platforms (乙) and what somebody attaches by hand (丙). Behind the session. */
export function sourceRoutes(deps: Deps): Hono<Env> {
  const routes = new Hono<Env>()
  const actor = (c: Context<Env>) => c.get('actor')
  const upload = limited(UPLOAD_LIMIT, '文件超过 20 MB。请按课程或时间分成几个文件导出，再分别导入')

  routes.post('/classes/:id/sources', upload, async (c) => {
    requireRole(actor(c), 'hr')
    const report = await importRecord(deps, actor(c), {
      class: c.req.param('id'),
      file: new Uint8Array(await c.req.arrayBuffer()),
      name: (c.req.query('name') ?? '').slice(0, MAX_NAME) || '学习记录',
      choices: choicesOf(c),
      dryRun: c.req.query('dry') === '1',
    })
    return c.json(shortened(report))
  })
  routes.post('/classes/:id/by-hand', async (c) => {
    await addByHand(deps, actor(c), c.req.param('id'), v.parse(byHandRequest, await json(c.req.raw)))
    return c.json({})
  })
  routes.post('/imports/:id/withdraw', async (c) => {
    const { reason } = v.parse(withdrawImportRequest, await json(c.req.raw))
    await withdrawImport(deps, actor(c), c.req.param('id'), reason)
    return c.json({})
  })
  routes.get('/imports/:id/file', async (c) => {
    const { bytes, name, type } = await readOriginal(deps, actor(c), c.req.param('id'))
    return download(c, bytes, name, type)
  })
  routes.get('/sources/mappings', async (c) => c.json(await platformMappings(deps, actor(c))))
  return routes
}

/** What a screen shows of each kind. */
const SHOWN = 1000

function shortened({ errors, warnings, notes, people, unknown, ...report }: SourceReport): SourceReport {
  const left = [errors, warnings, people, unknown].reduce((sum, { length }) => sum + Math.max(0, length - SHOWN), 0)
  return {
    ...report,
    ...{ errors: errors.slice(0, SHOWN), warnings: warnings.slice(0, SHOWN) },
    ...{ people: people.slice(0, SHOWN), unknown: unknown.slice(0, SHOWN) },
    notes: left === 0 ? notes : [...notes, `还有 ${left} 处没有列出`],
  }
}

function choicesOf(c: Context): v.InferOutput<typeof sourceChoices> {
  try {
    return v.parse(sourceChoices, JSON.parse(c.req.query('choices') ?? ''))
  } catch {
    throw new Refused('bad-request', '请先选定平台和文件是哪一种记录，再上传')
  }
}
