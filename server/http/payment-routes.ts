import { type Context, Hono } from 'hono'
import * as v from 'valibot'
import {
  checkPayment as checkRequest,
  correctAccount as correctRequest,
  createPayment as createRequest,
  noteResult as noteRequest,
  paymentsQuery,
  noteReturn as returnRequest,
  reviewPayment as reviewRequest,
} from '../../shared/api/bureau-payments'
import { dueQuery } from '../../shared/api/bureau-publicity'
import { statisticsQuery } from '../../shared/api/bureau-statistics'
import { checkPayment } from '../bureau/payment/check-account'
import { correctAccount } from '../bureau/payment/correct-account'
import { createPayment } from '../bureau/payment/create-payment'
import { importResults } from '../bureau/payment/import-results'
import { noteReturn } from '../bureau/payment/note-return'
import { paymentDetail } from '../bureau/payment/payment-detail'
import { paymentPaper } from '../bureau/payment/payment-paper'
import { noteResult } from '../bureau/payment/results'
import { reviewPayment } from '../bureau/payment/review-payment'
import { writeBackList } from '../bureau/payment/write-back'
import { readStatistics, statisticsWorkbook } from '../bureau/statistics/statistics'
import type { Deps } from '../deps'
import { listDueClaims } from '../lists/due-claims'
import { listPayments } from '../lists/payments'
import { dueColumns, paymentColumns } from '../lists/publicity-columns'
import type { Env } from './decision-routes'
import { json } from './device-routes'
import { download, XLSX } from './download'
import { limited } from './limited'
import { serveList } from './serve-list'

/** Console routes about 资金拨付表 and 统计. Behind the session, of bureaus. Lists: shared/api/bureau-payments.ts, bureau-statistics.ts. */
export function paymentRoutes(deps: Deps): Hono<Env> {
  const routes = new Hono<Env>()
  const actor = (c: Context<Env>) => c.get('actor')
  const body = async <S extends v.GenericSchema>(c: Context<Env>, schema: S): Promise<v.InferOutput<S>> =>
    v.parse(schema, await json(c.req.raw))
  const answer = async (c: Context<Env>, id: string) => c.json(await paymentDetail(deps, actor(c), id))

  serveList(routes, deps, {
    ...{ path: '/bureau/payable', title: '待拨付', query: dueQuery, columns: () => dueColumns },
    read: ({ actor: by }, query) => listDueClaims(deps, by, 'cleared', query),
  })
  serveList(routes, deps, {
    ...{ path: '/bureau/payments', title: '资金拨付', query: paymentsQuery, columns: () => paymentColumns },
    read: ({ actor: by }, query) => listPayments(deps, by, query),
  })
  routes.post('/bureau/payments/check', async (c) =>
    c.json(await checkPayment(deps, actor(c), (await body(c, checkRequest)).claims)),
  )
  routes.post('/bureau/payments', async (c) =>
    c.json({ id: await createPayment(deps, actor(c), await body(c, createRequest)) }),
  )
  routes.get('/bureau/payments/:id', (c) => answer(c, c.req.param('id')))
  routes.get('/bureau/payments/:id/pdf', async (c) => {
    const { file, name } = await paymentPaper(deps, actor(c), c.req.param('id'), 'pdf')
    return download(c, file, name, 'application/pdf')
  })
  routes.get('/bureau/payments/:id/xlsx', async (c) => {
    const { file, name } = await paymentPaper(deps, actor(c), c.req.param('id'), 'xlsx')
    return download(c, file, name, XLSX)
  })
  routes.post('/bureau/payments/:id/review', async (c) => {
    await reviewPayment(deps, actor(c), c.req.param('id'), await body(c, reviewRequest))
    return answer(c, c.req.param('id'))
  })
  routes.post('/bureau/payments/:id/result', async (c) => {
    await noteResult(deps, actor(c), c.req.param('id'), await body(c, noteRequest))
    return answer(c, c.req.param('id'))
  })
  routes.post('/bureau/payments/:id/return', async (c) => {
    await noteReturn(deps, actor(c), c.req.param('id'), await body(c, returnRequest))
    return answer(c, c.req.param('id'))
  })
  routes.post('/bureau/payments/:id/results', limited(5 * 1024 * 1024, '结果文件超过 5 MB'), async (c) => {
    const file = new Uint8Array(await c.req.arrayBuffer())
    return c.json(await importResults(deps, actor(c), c.req.param('id'), file, c.req.query('dry') !== undefined))
  })
  routes.get('/bureau/payments/:id/write-back.xlsx', async (c) => {
    const { file, name } = await writeBackList(deps, actor(c), c.req.param('id'))
    return download(c, file, name, XLSX)
  })
  routes.post('/bureau/claims/:id/account', async (c) => {
    await correctAccount(deps, actor(c), c.req.param('id'), await body(c, correctRequest))
    return c.json({})
  })
  routes.get('/bureau/statistics', async (c) =>
    c.json(await readStatistics(deps, actor(c), v.parse(statisticsQuery, c.req.query()))),
  )
  routes.get('/bureau/statistics.xlsx', async (c) => {
    const { file, name } = await statisticsWorkbook(deps, actor(c), v.parse(statisticsQuery, c.req.query()))
    return download(c, file, name, XLSX)
  })
  return routes
}
