import { type Context, Hono } from 'hono'
import * as v from 'valibot'
import { bankTitle, showQuestionRequest, testRequest } from '../../shared/api/exam'
import {
  certificateRequest,
  type ResultsChoices,
  resultRequest,
  resultsChoices,
  withdrawalRequest,
} from '../../shared/api/results'
import { MAX_EVIDENCE } from '../../shared/appeals'
import { requireRole } from '../access/actor'
import type { Deps } from '../deps'
import { bankTemplate } from '../exam/bank-sheet'
import { importBank, listBanks } from '../exam/banks'
import { enterCertificate, enterResult, withdraw } from '../exam/enter-result'
import { importResults } from '../exam/import-results'
import { resultsTemplate } from '../exam/results-template'
import { satisfactionOf } from '../exam/satisfaction'
import { showQuestion } from '../exam/shown-questions'
import { endTest, listTests, makeTest } from '../exam/tests'
import { Refused } from '../ledger/accept'
import { paperDetail } from '../lists/papers'
import type { Env } from './decision-routes'
import { json } from './device-routes'
import { download, XLSX } from './download'
import { limited } from './limited'

const file = () => limited(MAX_EVIDENCE, '文件超过 2 MB。请只留要导入的这一张表再上传')

/** Console routes of examinations: results, certificates, question banks, tests, 常见问题, 满意度. Behind the session. List: shared/api/exam.ts. */
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
  routes.get('/question-banks', async (c) => c.json(await listBanks(deps, actor(c))))
  routes.get('/question-banks/template.xlsx', async (c) => {
    requireRole(actor(c), 'teacher')
    return download(c, await bankTemplate(), '题库模板.xlsx', XLSX)
  })
  routes.post('/question-banks', file(), async (c) => {
    const title = v.parse(bankTitle, c.req.query('title') ?? '')
    return c.json(await importBank(deps, actor(c), { title, file: await bytes(c), dryRun: c.req.query('dry') === '1' }))
  })
  routes.get('/classes/:id/tests', async (c) => c.json(await listTests(deps, actor(c), c.req.param('id'))))
  routes.post('/classes/:id/tests', async (c) => {
    await makeTest(deps, actor(c), c.req.param('id'), v.parse(testRequest, await json(c.req.raw)))
    return c.json(await listTests(deps, actor(c), c.req.param('id')))
  })
  routes.post('/tests/:id/end', async (c) => {
    await endTest(deps, actor(c), c.req.param('id'))
    return c.json({})
  })
  routes.get('/papers/:id', async (c) => c.json(await paperDetail(deps, actor(c), c.req.param('id'))))
  routes.post('/questions/:id/shown', async (c) => {
    const { shown } = v.parse(showQuestionRequest, await json(c.req.raw))
    return c.json(await showQuestion(deps, actor(c), c.req.param('id'), shown))
  })
  routes.get('/classes/:id/satisfaction', async (c) => c.json(await satisfactionOf(deps, actor(c), c.req.param('id'))))
  return routes
}

function choicesOf(c: Context): ResultsChoices {
  try {
    return v.parse(resultsChoices, JSON.parse(c.req.query('choices') ?? '{}'))
  } catch {
    throw new Refused('bad-request', '合格分数或考试日期的格式不对，请检查后再试')
  }
}
