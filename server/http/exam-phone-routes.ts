import { type Context, Hono } from 'hono'
import * as v from 'valibot'
import { answersRequest, beginRequest, satisfactionRequest } from '../../shared/api/my-exam'
import { Limit } from '../access/limit'
import type { PhoneSession } from '../access/phone-session'
import type { Deps } from '../deps'
import { myExam } from '../exam/my-exam'
import { beginPaper, handInPaper, readPaper, savePaper } from '../exam/papers'
import { giveSatisfaction } from '../exam/satisfaction'
import { json } from './device-routes'
import { limited } from './limited'

const sheet = limited(64 * 1024, '答卷太大，没有收下')

interface Desk {
  /** The session of the request's token, counted as a look unless something else is. */
  session: (c: Context, counted?: Limit) => Promise<PhoneSession>
  /** Of what is written down. */
  acts: Limit
}

/** Tests, results, 常见问题 and 满意度 of the trainee's page: part of the phone routes, which say who it is. */
export function examPhoneRoutes(deps: Deps, { session, acts }: Desk): Hono {
  const routes = new Hono()
  // Every answer is saved as it is chosen: a paper of 100 questions, twice changed.
  const saves = new Limit(deps.clock, 400, 600_000)

  routes.get('/exam', async (c) => c.json(await myExam(deps, (await session(c)).seat)))
  routes.post('/tests/:id/begin', sheet, async (c) => {
    const { seat } = await session(c)
    acts.take(seat)
    const { consent } = v.parse(beginRequest, await json(c.req.raw))
    return c.json(await beginPaper(deps, seat, c.req.param('id'), consent))
  })
  routes.get('/papers/:id', async (c) => c.json(await readPaper(deps, (await session(c)).seat, c.req.param('id'))))
  routes.post('/papers/:id/save', sheet, async (c) => {
    const { seat } = await session(c, saves)
    const { answers } = v.parse(answersRequest, await json(c.req.raw))
    return c.json({ savedAt: await savePaper(deps, seat, c.req.param('id'), answers) })
  })
  routes.post('/papers/:id/hand-in', sheet, async (c) => {
    const { seat } = await session(c)
    acts.take(seat)
    const { answers } = v.parse(answersRequest, await json(c.req.raw))
    return c.json(await handInPaper(deps, seat, c.req.param('id'), answers))
  })
  routes.post('/satisfaction', sheet, async (c) => {
    const { seat } = await session(c)
    acts.take(seat)
    await giveSatisfaction(deps, seat, v.parse(satisfactionRequest, await json(c.req.raw)))
    return c.json(await myExam(deps, seat))
  })
  return routes
}
