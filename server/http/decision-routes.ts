import { type Context, Hono } from 'hono'
import * as v from 'valibot'
import { deviceDecision } from '../../shared/api'
import { appealDecision, MAX_EVIDENCE, withdrawRequest } from '../../shared/appeals'
import type { Actor } from '../access/actor'
import type { Session } from '../access/sessions'
import { attendanceWorkbook } from '../claim/attendance-workbook'
import type { Deps } from '../deps'
import { appealDetail } from '../training/appeals'
import { decideAppeal } from '../training/decide-appeal'
import { decideDevice } from '../training/devices'
import { readEvidence, uploadEvidence } from '../training/evidence'
import { phoneLinks } from '../training/phone-page'
import { reissueCode } from '../training/reissue-code'
import { requireFactor } from '../training/second-factor'
import { withdrawTime } from '../training/withdraw-time'
import { json } from './device-routes'
import { download, XLSX } from './download'
import { limited } from './limited'

/** `actor` is the session's. */
export type Env = { Variables: { actor: Actor; session: Session } }

/** Console routes about what people decide: appeals and their evidence, devices, attendance. Behind the session. */
export function decisionRoutes(deps: Deps): Hono<Env> {
  const routes = new Hono<Env>()
  const actor = (c: Context<Env>) => c.get('actor')

  routes.get('/appeals/:id', async (c) => c.json(await appealDetail(deps, actor(c), c.req.param('id'))))
  routes.post('/appeals/:id', async (c) => {
    await decideAppeal(deps, actor(c), c.req.param('id'), v.parse(appealDecision, await json(c.req.raw)))
    return c.json(await appealDetail(deps, actor(c), c.req.param('id')))
  })
  routes.post('/evidence', limited(MAX_EVIDENCE, '附件超过 2 MB，请压缩或裁剪后再上传'), async (c) =>
    c.json({ hash: await uploadEvidence(deps, actor(c), new Uint8Array(await c.req.arrayBuffer())) }),
  )
  routes.get('/evidence/:hash', async (c) => {
    const { bytes, name, type } = await readEvidence(deps, actor(c), c.req.param('hash'))
    return download(c, bytes, name, type)
  })
  routes.post('/seats/:id/withdraw', async (c) => {
    await withdrawTime(deps, actor(c), c.req.param('id'), v.parse(withdrawRequest, await json(c.req.raw)))
    return c.json({})
  })
  routes.post('/seats/:id/code', async (c) => c.json(await reissueCode(deps, actor(c), c.req.param('id'))))
  routes.get('/classes/:id/links', async (c) => c.json(await phoneLinks(deps, actor(c), c.req.param('id'))))
  routes.post('/classes/:id/devices/:device', async (c) => {
    const { id, device } = c.req.param()
    await decideDevice(deps, actor(c), { class: id, device, ...v.parse(deviceDecision, await json(c.req.raw)) })
    return c.json({})
  })
  routes.get('/classes/:id/attendance.xlsx', async (c) => {
    const { file, name } = await attendanceWorkbook(deps, actor(c), c.req.param('id'))
    return download(c, file, name, XLSX)
  })
  routes.post('/classes/:id/second-factor', async (c) => {
    const { required } = v.parse(v.strictObject({ required: v.boolean() }), await json(c.req.raw))
    await requireFactor(deps, actor(c), { class: c.req.param('id'), required })
    return c.json({})
  })
  return routes
}
