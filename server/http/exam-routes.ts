import { type Context, Hono } from 'hono'
import * as v from 'valibot'
import {
  certificateRequest,
  type ResultsChoices,
  resultRequest,
  resultsChoices,
  withdrawalRequest,
} from '../../shared/api/results'
import { MAX_EVIDENCE } from '../../shared/appeals'
import type { Deps } from '../deps'
import { enterCertificate, enterResult, withdraw } from '../exam/enter-result'
import { importResults } from '../exam/import-results'
import { resultsTemplate } from '../exam/results-template'
import { Refused } from '../ledger/accept'
import type { Env } from './decision-routes'
import { json } from './device-routes'
import { download, XLSX } from './download'
import { limited } from './limited'

const file = () => limited(MAX_EVIDENCE, '文件超过 2 MB。请只留要导入的这一张表再上传')

/** Console routes of examinations: results, certificates. Behind the session. List: shared/api/exam.ts. */
export function examRoutes(deps: Deps): Hono<Env> {
  const routes = new Hono<Env>()
  const actor = (c: Context<Env>) => c.get('actor')
  const bytes = async (c: Context) => new Uint8Array(await c.req.arrayBuffer())

  routes.post('/classes/:id/results', async (c) => {
    await enterResult(deps, actor(c), c.req.param('id'), v.parse(resultRequest, await json(c.req.raw)))
    return c.json({})
  })
  routes.post('/classes/:id/certificates', async (c) => {
    await enterCertificate(deps, actor(c), c.req.param('id'), v.parse(certificateRequest, await json(c.req.raw)))
    return c.json({})
  })
  routes.post('/results/:id/withdraw', async (c) => {
    const { reason } = v.parse(withdrawalRequest, await json(c.req.raw))
    await withdraw(deps, actor(c), 'result', c.req.param('id'), reason)
    return c.json({})
  })
  routes.post('/certificates/:id/withdraw', async (c) => {
    const { reason } = v.parse(withdrawalRequest, await json(c.req.raw))
    await withdraw(deps, actor(c), 'certificate', c.req.param('id'), reason)
    return c.json({})
  })
  routes.get('/classes/:id/results.xlsx', async (c) => {
    const { file: made, name } = await resultsTemplate(deps, actor(c), c.req.param('id'))
    return download(c, made, name, XLSX)
  })
  routes.post('/classes/:id/results/import', file(), async (c) => {
    const input = {
      class: c.req.param('id'),
      file: await bytes(c),
      dryRun: c.req.query('dry') === '1',
      choices: choicesOf(c),
    }
    return c.json(await importResults(deps, actor(c), input))
  })
  return routes
}

function choicesOf(c: Context): ResultsChoices {
  try {
    return v.parse(resultsChoices, JSON.parse(c.req.query('choices') ?? '{}'))
  } catch {
    throw new Refused('bad-request', '合格分数或考试日期的格式不对，请检查后再试')
  }
}
