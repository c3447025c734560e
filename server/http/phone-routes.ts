import { type Context, Hono } from 'hono'
import * as v from 'valibot'
import { mySession as mySessionRequest } from '../../shared/api/access'
import { signLessonRequest } from '../../shared/api/lessons'
import { askRequest, phoneAttendanceRequest } from '../../shared/api/reach'
import { appealRequest, MAX_EVIDENCE } from '../../shared/appeals'
import { Limit } from '../access/limit'
import { phoneSession } from '../access/phone-session'
import type { Deps } from '../deps'
import { lessonsOfSeat, signLesson } from '../lessons/sign-lesson'
import { normaliseCode } from '../training/codes'
import { mySession } from '../training/my-session'
import { attendByPhone, phoneDesk } from '../training/phone-attendance'
import { phonePage } from '../training/phone-page'
import { ask, questionsOf } from '../training/questions'
import { appealByPhone } from '../training/receive-appeal'
import { type Connection, demandSecure } from './connection'
import { json } from './device-routes'
import { examPhoneRoutes } from './exam-phone-routes'
import { limited } from './limited'

const LIMIT = Math.ceil((MAX_EVIDENCE * 4) / 3) + 16 * 1024

const small = limited(16 * 1024, '写得太长了，请精简到 1000 字以内')

/** The trainee's phone page: a signed link instead of a cookie, one seat and nothing else. */
export function phoneRoutes(deps: Deps, connection: Connection): Hono {
  const routes = new Hono()
  const looks = new Limit(deps.clock, 120, 600_000)
  const guesses = new Limit(deps.clock, 60, 600_000)
  const byCode = new Limit(deps.clock, 10, 600_000)
  // What is written down: nobody signs in or asks this often.
  const acts = new Limit(deps.clock, 20, 600_000)

  routes.use(async (c, next) => {
    demandSecure(connection, c, '这一页只能经过加密连接（https）打开，请向老师要 https 开头的链接')
    await next()
  })
  routes.post('/session', limited(1024, '内容太大，没有收下'), async (c) => {
    const { code } = v.parse(mySessionRequest, await json(c.req.raw))
    const address = connection.address(c)
    guesses.take(address)
    byCode.take(normaliseCode(code))
    const session = await mySession(deps, code)
    guesses.forgive(address)
    c.header('Cache-Control', 'no-store')
    return c.json(session)
  })
  routes.get('/', async (c) => {
    return c.json(await phonePage(deps, await session(c)))
  })
  routes.post('/appeals', limited(LIMIT, '图片太大，请换小一点的图片（2 MB 以内）'), async (c) => {
    const { seat } = await session(c)
    await appealByPhone(deps, seat, v.parse(appealRequest, await json(c.req.raw)))
    return c.json({})
  })
  routes.get('/desk', async (c) => {
    const { seat } = await session(c)
    return c.json(await desk(seat))
  })
  routes.post('/attendance', small, async (c) => {
    const { seat } = await session(c)
    acts.take(seat)
    await attendByPhone(deps, seat, v.parse(phoneAttendanceRequest, await json(c.req.raw)))
    return c.json(await desk(seat))
  })
  routes.get('/lessons', async (c) => {
    const { seat } = await session(c)
    return c.json({ lessons: await lessonsOfSeat(deps, seat) })
  })
  routes.post('/lessons', small, async (c) => {
    const { seat } = await session(c)
    // Six digits that change every half minute: nobody who stands before them needs more tries.
    acts.take(seat)
    await signLesson(deps, seat, v.parse(signLessonRequest, await json(c.req.raw)))
    return c.json({ lessons: await lessonsOfSeat(deps, seat) })
  })
  routes.post('/questions', small, async (c) => {
    const { seat } = await session(c)
    acts.take(seat)
    await ask(deps, seat, v.parse(askRequest, await json(c.req.raw)))
    return c.json(await desk(seat))
  })
  routes.route('/', examPhoneRoutes(deps, { session, acts }))
  return routes

  async function desk(seat: string) {
    return phoneDesk(deps, seat, await questionsOf(deps, seat))
  }

  async function session(c: Context, counted = looks) {
    const found = await opened(c.req.header('authorization'), connection.address(c))
    counted.take(found.seat)
    c.header('Cache-Control', 'no-store')
    return found
  }

  /** Who guesses at links is slowed down; who has one is not. */
  async function opened(header: string | undefined, address: string) {
    guesses.take(address)
    const found = await phoneSession(deps, header)
    guesses.forgive(address)
    return found
  }
}
