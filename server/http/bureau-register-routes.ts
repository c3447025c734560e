import { type Context, Hono } from 'hono'
import * as v from 'valibot'
import {
  decideFiling as decideRequest,
  addDesignation as designationRequest,
  designationsQuery,
  endEntry as endEntryRequest,
  endKey as endKeyRequest,
  enrolKey as enrolRequest,
  filingsQuery,
  firmsQuery,
  MAX_FILING,
  addPlatform as platformRequest,
  platformsQuery,
  rotateKey as rotateRequest,
} from '../../shared/api/bureau-register'
import { decideFiling } from '../bureau/register/decide-filing'
import { addDesignation, designationTemplate, importDesignations } from '../bureau/register/designations'
import { endEntry } from '../bureau/register/end-entry'
import { endKey } from '../bureau/register/end-key'
import { enrolKey } from '../bureau/register/enrol-key'
import { decisionFile, filingAnswer, receiptFile, receivedFile } from '../bureau/register/filing-answer'
import { firmAnswerOf } from '../bureau/register/firms'
import { addPlatform, addRecommended } from '../bureau/register/platforms'
import { receiveFiling } from '../bureau/register/receive-filing'
import { rotateKey } from '../bureau/register/rotate-key'
import type { Deps } from '../deps'
import { filingColumns, listFilings } from '../lists/bureau-filings'
import { firmColumns, listFirms } from '../lists/bureau-firms'
import { designationColumns, listDesignations, listPlatforms, platformColumns } from '../lists/register-entries'
import { keyFile, ownKeys, rotatePackageKey, rotationFile } from '../training/organisation/package-key'
import type { Env } from './decision-routes'
import { json } from './device-routes'
import { download, XLSX } from './download'
import { limited } from './limited'
import { serveList } from './serve-list'

/** Whom the bureau trusts, and what was filed with it; and the key file of whoever files. Behind the session. List: shared/api/bureau-register.ts. */
export function bureauRegisterRoutes(deps: Deps): Hono<Env> {
  const routes = new Hono<Env>()
  const actor = (c: Context<Env>) => c.get('actor')
  const body = async <S extends v.GenericSchema>(c: Context<Env>, schema: S): Promise<v.InferOutput<S>> =>
    v.parse(schema, await json(c.req.raw))
  const bytes = async (c: Context<Env>) => new Uint8Array(await c.req.arrayBuffer())
  const signed = (c: Context<Env>, { file, name }: { file: Uint8Array; name: string }) =>
    download(c, file, name, 'application/json')

  routes.get('/organisation/keys', async (c) => c.json(await ownKeys(deps, actor(c))))
  routes.get('/organisation/key-file', async (c) => signed(c, await keyFile(deps, actor(c))))
  routes.post('/organisation/key-rotation', async (c) => c.json(await rotatePackageKey(deps, actor(c))))
  routes.get('/organisation/key-rotations/:id', async (c) =>
    signed(c, await rotationFile(deps, actor(c), c.req.param('id'))),
  )

  serveList(routes, deps, {
    ...{ path: '/bureau/firms', title: '单位名录', query: firmsQuery, columns: () => firmColumns },
    read: ({ actor: by }, query) => listFirms(deps, by, query),
  })
  routes.get('/bureau/firms/:id', async (c) => c.json(await firmAnswerOf(deps, actor(c), c.req.param('id'))))
  routes.post('/bureau/keys', async (c) => c.json(await enrolKey(deps, actor(c), await body(c, enrolRequest))))
  routes.post('/bureau/keys/rotation', async (c) =>
    c.json(await rotateKey(deps, actor(c), await body(c, rotateRequest))),
  )
  routes.post('/bureau/keys/:id/end', async (c) =>
    c.json(await endKey(deps, actor(c), c.req.param('id'), await body(c, endKeyRequest))),
  )

  serveList(routes, deps, {
    ...{ path: '/bureau/designations', title: '定点培训机构', query: designationsQuery },
    columns: () => designationColumns,
    read: ({ actor: by }, query) => listDesignations(deps, by, query),
  })
  routes.post('/bureau/designations', async (c) => {
    await addDesignation(deps, actor(c), await body(c, designationRequest))
    return c.json({})
  })
  routes.get('/bureau/designations/template.xlsx', async (c) =>
    download(c, await designationTemplate(actor(c)), '定点培训机构导入模板.xlsx', XLSX),
  )
  routes.post('/bureau/designations/import', limited(4 << 20, '名单文件超过 4 MB，请只留名单一张工作表'), async (c) =>
    c.json(await importDesignations(deps, actor(c), await bytes(c))),
  )
  serveList(routes, deps, {
    ...{ path: '/bureau/platforms', title: '培训平台', query: platformsQuery, columns: () => platformColumns },
    read: ({ actor: by }, query) => listPlatforms(deps, by, query),
  })
  routes.post('/bureau/platforms', async (c) => {
    await addPlatform(deps, actor(c), await body(c, platformRequest))
    return c.json({})
  })
  routes.post('/bureau/platforms/recommended', async (c) => c.json(await addRecommended(deps, actor(c))))
  for (const kind of ['designation', 'platform'] as const)
    routes.post(`/bureau/${kind}s/:id/end`, async (c) => {
      await endEntry(deps, actor(c), kind, c.req.param('id'), await body(c, endEntryRequest))
      return c.json({})
    })

  serveList(routes, deps, {
    ...{ path: '/bureau/filings', title: '备案与开班申请', query: filingsQuery, columns: () => filingColumns },
    read: ({ actor: by }, query) => listFilings(deps, by, query),
  })
  routes.post('/bureau/filings', limited(MAX_FILING, '报送文件超过 64 MB，请单位精简附件后再交'), async (c) =>
    c.json(await receiveFiling(deps, actor(c), await bytes(c))),
  )
  routes.get('/bureau/filings/:id', async (c) => c.json(await filingAnswer(deps, actor(c), c.req.param('id'))))
  routes.post('/bureau/filings/:id/decision', async (c) => {
    await decideFiling(deps, actor(c), c.req.param('id'), await body(c, decideRequest))
    return c.json(await filingAnswer(deps, actor(c), c.req.param('id')))
  })
  for (const [path, file] of [
    ['filing', receivedFile],
    ['receipt', receiptFile],
    ['decision', decisionFile],
  ] as const)
    routes.get(`/bureau/filings/:id/${path}.json`, async (c) =>
      signed(c, await file(deps, actor(c), c.req.param('id'))),
    )
  return routes
}
