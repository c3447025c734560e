import { type Context, Hono } from 'hono'
import * as v from 'valibot'
import {
  addScan as addScanRequest,
  benefitListRequest,
  createClaim as createRequest,
  decideClaim as decideRequest,
  noteEmployment as employmentRequest,
  enterRateTable as enterRequest,
  handInClaim as handInRequest,
  chooseClaimPeople as peopleRequest,
  saveClaim as saveRequest,
} from '../../shared/api/claims'
import { benefitLists, importBenefits, removeBenefits } from '../claim/benefits/benefit-lists'
import { addScan } from '../claim/claims/add-scan'
import { chooseClaimPeople } from '../claim/claims/choose-people'
import { claimDetail } from '../claim/claims/claim-detail'
import { claimableClasses } from '../claim/claims/claimable-classes'
import { createClaim } from '../claim/claims/create-claim'
import { decideClaim } from '../claim/claims/decide-claim'
import { discardClaim } from '../claim/claims/discard-claim'
import { enterRateTable, readRateTables } from '../claim/claims/enter-rate-table'
import { handInClaim } from '../claim/claims/hand-in-claim'
import { importClaimStatement } from '../claim/claims/import-statement'
import { makeClaimReady, reopenClaim } from '../claim/claims/make-ready'
import { noteEmployment } from '../claim/claims/note-employment'
import { startReckoning } from '../claim/claims/reckon-claim'
import { saveClaim } from '../claim/claims/save-claim'
import type { Deps } from '../deps'
import type { Env } from './decision-routes'
import { json } from './device-routes'
import { limited } from './limited'

/** Console routes about 补贴申请, rate tables and what was paid before. Behind the session. List: shared/api/claims.ts. */
export function claimRoutes(deps: Deps): Hono<Env> {
  const routes = new Hono<Env>()
  const actor = (c: Context<Env>) => c.get('actor')
  const body = async <S extends v.GenericSchema>(c: Context<Env>, schema: S): Promise<v.InferOutput<S>> =>
    v.parse(schema, await json(c.req.raw))
  const answer = async (c: Context<Env>, id: string) => c.json(await claimDetail(deps, actor(c), id))

  routes.get('/claimable-classes', async (c) => c.json(await claimableClasses(deps, actor(c))))
  routes.post('/claims', async (c) => answer(c, await createClaim(deps, actor(c), await body(c, createRequest))))
  routes.get('/claims/:id', (c) => answer(c, c.req.param('id')))
  routes.post('/claims/:id', async (c) => {
    await saveClaim(deps, actor(c), c.req.param('id'), await body(c, saveRequest))
    return answer(c, c.req.param('id'))
  })
  routes.delete('/claims/:id', async (c) => {
    await discardClaim(deps, actor(c), c.req.param('id'))
    return c.json({})
  })
  routes.post('/claims/:id/people', async (c) => {
    await chooseClaimPeople(deps, actor(c), c.req.param('id'), await body(c, peopleRequest))
    return answer(c, c.req.param('id'))
  })
  routes.post('/claims/:id/employment', async (c) => {
    await noteEmployment(deps, actor(c), c.req.param('id'), await body(c, employmentRequest))
    return answer(c, c.req.param('id'))
  })
  routes.post('/claims/:id/reckon', async (c) =>
    c.json({ job: await startReckoning(deps, actor(c), c.req.param('id')) }),
  )
  routes.post('/claims/:id/ready', async (c) => {
    await makeClaimReady(deps, actor(c), c.req.param('id'))
    return answer(c, c.req.param('id'))
  })
  routes.post('/claims/:id/reopen', async (c) => {
    await reopenClaim(deps, actor(c), c.req.param('id'))
    return answer(c, c.req.param('id'))
  })
  routes.post('/claims/:id/hand-in', async (c) => {
    await handInClaim(deps, actor(c), c.req.param('id'), await body(c, handInRequest))
    return answer(c, c.req.param('id'))
  })
  routes.post('/claims/:id/decision', async (c) => {
    await decideClaim(deps, actor(c), c.req.param('id'), await body(c, decideRequest))
    return answer(c, c.req.param('id'))
  })
  routes.post('/claims/:id/decision-file', limited(2 * 1024 * 1024, '文件太大，不是审核决定文件'), async (c) =>
    c.json(
      await importClaimStatement(deps, actor(c), await c.req.text(), {
        claim: c.req.param('id'),
        confirmed: c.req.query('key'),
      }),
    ),
  )
  routes.post('/claims/:id/scans', async (c) => {
    await addScan(deps, actor(c), c.req.param('id'), await body(c, addScanRequest))
    return answer(c, c.req.param('id'))
  })

  routes.get('/rate-tables', async (c) => c.json(await readRateTables(deps, actor(c))))
  routes.post('/rate-tables', async (c) => {
    await enterRateTable(deps, actor(c), await body(c, enterRequest))
    return c.json(await readRateTables(deps, actor(c)))
  })
  routes.get('/benefit-lists', async (c) => c.json(await benefitLists(deps, actor(c))))
  routes.post('/benefit-lists', limited(20 * 1024 * 1024, '文件超过 20 MB，请分开上传'), async (c) => {
    const file = new Uint8Array(await c.req.arrayBuffer())
    return c.json(await importBenefits(deps, actor(c), v.parse(benefitListRequest, c.req.query()), file))
  })
  routes.delete('/benefit-lists/:id', async (c) => {
    await removeBenefits(deps, actor(c), c.req.param('id'))
    return c.json({})
  })
  return routes
}
