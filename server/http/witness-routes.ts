import { type Context, Hono } from 'hono'
import * as v from 'valibot'
import {
  addLogRequest,
  answerRefusalRequest,
  cosignRequest,
  endLogRequest,
  nameWitnessRequest,
  statementRequest,
  switchOnRequest,
} from '../../shared/api/witness'
import type { Deps } from '../deps'
import { lookNow } from '../witness/by-address'
import { addWitnessedLog, answerRefusal, cosignFile, endWitnessedLog, switchOnWitness } from '../witness/desk'
import { endNamedWitness, exportLogFile, importStatement, nameWitness } from '../witness/named'
import { readWitness } from '../witness/state'
import type { Env } from './decision-routes'
import { json } from './device-routes'
import { download } from './download'

/** 备查. Behind the session. List: shared/api/witness.ts. */
export function witnessRoutes(deps: Deps): Hono<Env> {
  const routes = new Hono<Env>().basePath('/witness')
  const actor = (c: Context<Env>) => c.get('actor')
  const state = async (c: Context<Env>) => c.json(await readWitness(deps, actor(c)))
  const asked = async <S extends v.GenericSchema>(c: Context<Env>, schema: S) => v.parse(schema, await json(c.req.raw))

  routes.get('/', state)
  routes.post('/on', async (c) => {
    await switchOnWitness(deps, actor(c), (await asked(c, switchOnRequest)).name)
    return state(c)
  })
  routes.post('/logs', async (c) => {
    await addWitnessedLog(deps, actor(c), await asked(c, addLogRequest))
    return state(c)
  })
  routes.post('/logs/:id/end', async (c) => {
    await endWitnessedLog(deps, actor(c), c.req.param('id'), (await asked(c, endLogRequest)).reason)
    return state(c)
  })
  routes.post('/logs/:id/cosign', async (c) =>
    c.json(await cosignFile(deps, actor(c), c.req.param('id'), (await asked(c, cosignRequest)).file)),
  )
  routes.post('/logs/:id/look', async (c) => c.json(await lookNow(deps, actor(c), c.req.param('id'))))
  routes.post('/logs/:id/answer', async (c) => {
    await answerRefusal(deps, actor(c), c.req.param('id'), await asked(c, answerRefusalRequest))
    return state(c)
  })
  routes.post('/named', async (c) => {
    await nameWitness(deps, actor(c), (await asked(c, nameWitnessRequest)).key)
    return state(c)
  })
  routes.post('/named/:id/end', async (c) => {
    await endNamedWitness(deps, actor(c), c.req.param('id'))
    return state(c)
  })
  routes.post('/log-file', async (c) =>
    download(c, Buffer.from(await exportLogFile(deps, actor(c))), '封存日志.json', 'application/json'),
  )
  routes.post('/statement', async (c) => {
    await importStatement(deps, actor(c), (await asked(c, statementRequest)).statement)
    return state(c)
  })
  return routes
}
