import { type Context, Hono } from 'hono'
import * as v from 'valibot'
import { interviewRequest, manualRequest } from '../../shared/api/bureau-interview'
import { answerReopening as answerRequest, askReopening } from '../../shared/api/bureau-reopening'
import {
  commentRequest,
  decideRequest,
  proposeRequest,
  recoveryRequest,
  reviewPeopleQuery,
  reviewsQuery,
  rulingRequest,
  withdrawRequest,
} from '../../shared/api/bureau-review'
import { announceDraw as announceRequest, drawRequest, riskFormula } from '../../shared/api/bureau-risk'
import { statementFile } from '../bureau/acts/statements'
import { requireBureau } from '../bureau/bureau'
import { comment } from '../bureau/review/comment'
import { showContact } from '../bureau/review/contact'
import { decideReview } from '../bureau/review/decide'
import { drawChecks } from '../bureau/review/draw'
import { announceDraw } from '../bureau/review/draw-plan'
import { drawDetail, listDraws } from '../bureau/review/draws'
import { enterFormula, readFormula } from '../bureau/review/formula'
import { noteInterview, readInterview } from '../bureau/review/interview'
import { listReviews } from '../bureau/review/list-reviews'
import { manualChoices } from '../bureau/review/manual/choices'
import { importManual } from '../bureau/review/manual/import-manual'
import { manualTemplate } from '../bureau/review/manual/template'
import { manualWorkbook } from '../bureau/review/manual/workbooks'
import { propose, withdrawProposal } from '../bureau/review/propose'
import { recordRecovery } from '../bureau/review/recover'
import { answerReopening, askToReopen } from '../bureau/review/reopen'
import { reviewColumns, reviewPersonColumns } from '../bureau/review/review-columns'
import { reviewDetail } from '../bureau/review/review-detail'
import { listReviewPeople } from '../bureau/review/review-people'
import { ruleOn } from '../bureau/review/rulings'
import type { Deps } from '../deps'
import type { Env } from './decision-routes'
import { json } from './device-routes'
import { download, XLSX } from './download'
import { limited } from './limited'
import { serveList } from './serve-list'

/** Routes of review at a bureau. Behind the session. Lists: shared/api/bureau-review.ts, bureau-risk.ts, bureau-interview.ts. */
export function bureauReviewRoutes(deps: Deps): Hono<Env> {
  const lists = new Hono<Env>()
  serveList(lists, deps, {
    ...{ path: '/bureau/reviews', title: '补贴审核', query: reviewsQuery, columns: () => reviewColumns },
    read: ({ actor: by }, query) => listReviews(deps, by, query),
  })
  serveList(lists, deps, {
    ...{ path: '/bureau/reviews/:id/people', title: '补贴审核人员', query: reviewPeopleQuery },
    columns: () => reviewPersonColumns,
    read: ({ actor: by, id }, query) => listReviewPeople(deps, by, id, query),
  })
  const routes = new Hono<Env>().basePath('/bureau')
  const actor = (c: Context<Env>) => c.get('actor')
  const body = async <S extends v.GenericSchema>(c: Context<Env>, schema: S): Promise<v.InferOutput<S>> =>
    v.parse(schema, await json(c.req.raw))
  const answer = async (c: Context<Env>, id: string) => c.json(await reviewDetail(deps, actor(c), id))
  const change = (path: `/reviews/:id/${string}`, work: (c: Context<Env>, id: string) => Promise<void>) =>
    routes.post(path, async (c) => {
      const id = c.req.param('id') ?? ''
      await work(c, id)
      return answer(c, id)
    })

  routes.get('/reviews/:id', (c) => answer(c, c.req.param('id')))
  change('/reviews/:id/rulings', async (c, id) => ruleOn(deps, actor(c), id, await body(c, rulingRequest)))
  change('/reviews/:id/proposal', async (c, id) => propose(deps, actor(c), id, await body(c, proposeRequest)))
  change('/reviews/:id/withdraw', async (c, id) =>
    withdrawProposal(deps, actor(c), id, (await body(c, withdrawRequest)).proposal),
  )
  change('/reviews/:id/decision', async (c, id) => decideReview(deps, actor(c), id, await body(c, decideRequest)))
  change('/reviews/:id/reopening', async (c, id) => askToReopen(deps, actor(c), id, await body(c, askReopening)))
  change('/reviews/:id/reopening/answer', async (c, id) =>
    answerReopening(deps, actor(c), id, await body(c, answerRequest)),
  )
  change('/reviews/:id/comments', async (c, id) => comment(deps, actor(c), id, (await body(c, commentRequest)).text))
  change('/reviews/:id/recoveries', async (c, id) => recordRecovery(deps, actor(c), id, await body(c, recoveryRequest)))
  routes.get('/reviews/:id/statements/:hash', async (c) => {
    const { file, name } = await statementFile(deps, actor(c), c.req.param('id'), c.req.param('hash'))
    return download(c, new TextEncoder().encode(file), name, 'application/json')
  })

  routes.get('/risk-formula', async (c) => c.json(await readFormula(deps, actor(c))))
  routes.post('/risk-formula', async (c) => {
    await enterFormula(deps, actor(c), await body(c, riskFormula))
    return c.json(await readFormula(deps, actor(c)))
  })
  routes.get('/draws', async (c) => c.json(await listDraws(deps, actor(c))))
  routes.post('/draws/announcements', async (c) => {
    await announceDraw(deps, actor(c), await body(c, announceRequest))
    return c.json(await listDraws(deps, actor(c)))
  })
  routes.post('/draws', async (c) => {
    const id = await drawChecks(deps, actor(c), await body(c, drawRequest))
    return c.json(await drawDetail(deps, actor(c), id))
  })
  routes.get('/draws/:id', async (c) => c.json(await drawDetail(deps, actor(c), c.req.param('id'))))

  routes.get('/people/:id/interview', async (c) => c.json(await readInterview(deps, actor(c), c.req.param('id'))))
  routes.post('/people/:id/interview', async (c) => {
    await noteInterview(deps, actor(c), c.req.param('id'), await body(c, interviewRequest))
    return c.json(await readInterview(deps, actor(c), c.req.param('id')))
  })

  routes.post('/people/:id/contact', async (c) => c.json(await showContact(deps, actor(c), c.req.param('id'))))

  routes.get('/manual-claims/choices', async (c) => c.json(await manualChoices(deps, actor(c))))
  routes.get('/manual-claims/template', async (c) => {
    requireBureau(actor(c), 'hr')
    return download(c, await manualTemplate(), '手工申报导入表.xlsx', XLSX)
  })
  routes.get('/manual-claims/workbooks/:id', async (c) => {
    const { file, name } = await manualWorkbook(deps, actor(c), c.req.param('id'))
    return download(c, file, name, 'application/octet-stream')
  })
  routes.post('/manual-claims', limited(4 << 20, '文件超过 4 MB，请只留导入表一张工作表，或分开导入'), async (c) => {
    const request = v.parse(manualRequest, c.req.query())
    return c.json(await importManual(deps, actor(c), request, new Uint8Array(await c.req.arrayBuffer())))
  })
  lists.route('/', routes)
  return lists
}
