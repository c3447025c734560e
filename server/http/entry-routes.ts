import { type Context, Hono } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import * as v from 'valibot'
import { type Me, setupRequest } from '../../shared/api'
import {
  acceptInvitation as acceptRequest,
  confirmFactor as confirmRequest,
  lookAtInvitation as lookRequest,
  resetPassword as resetRequest,
  signInRequest,
  withPassword,
} from '../../shared/api/access'
import { isHost } from '../access/host'
import { lookAtInvitation } from '../access/invitations'
import { Limit } from '../access/limit'
import { confirmFactor, offerFactor, removeFactor, renewRecoveryCodes } from '../access/own-factor'
import { closeSession, openSession, type Session, sessionOf } from '../access/sessions'
import { setUp } from '../access/set-up'
import { signIn } from '../access/sign-in'
import { acceptInvitation, resetPassword } from '../access/use-invitation'
import type { Deps } from '../deps'
import { Refused } from '../ledger/accept'
import type { Connection } from './connection'
import type { Env } from './decision-routes'
import { json } from './device-routes'

const COOKIE = 'xueji-session'

/** The ways in: set-up, sign-in, invitations; and, for who is in, the way out and the authenticator. Then nobody passes without a session. */
export function entryRoutes(deps: Deps, connection: Connection) {
  const routes = new Hono<Env>()
  const attempts = new Limit(deps.clock, 10, 600_000)
  // An office signs in behind one address; a guesser of logins and links does not get far at this pace.
  const byAddress = new Limit(deps.clock, 200, 600_000)

  routes.post('/setup', async (c) => {
    attempts.take(connection.address(c))
    const member = await setUp(deps, v.parse(setupRequest, await json(c.req.raw)))
    return c.json(await enter(c, member))
  })
  routes.post('/session', async (c) => {
    const input = v.parse(signInRequest, await json(c.req.raw))
    const address = connection.address(c)
    const key = `${address}/${input.login}`
    byAddress.take(address)
    attempts.take(key)
    const member = await signIn(deps, input)
    attempts.forgive(key)
    return c.json(await enter(c, member))
  })
  routes.post('/invitation', async (c) => {
    byAddress.take(connection.address(c))
    return c.json(await lookAtInvitation(deps, v.parse(lookRequest, await json(c.req.raw)).token))
  })
  routes.post('/invitation/accept', async (c) => {
    byAddress.take(connection.address(c))
    return c.json(await enter(c, await acceptInvitation(deps, v.parse(acceptRequest, await json(c.req.raw)))))
  })
  routes.post('/invitation/password', async (c) => {
    byAddress.take(connection.address(c))
    await resetPassword(deps, v.parse(resetRequest, await json(c.req.raw)))
    return c.json({})
  })

  routes.use(async (c, next) => {
    const session = await sessionOf(deps, getCookie(c, COOKIE))
    if (!session) throw new Refused('sign-in-needed', '请先登录')
    c.set('session', session)
    c.set('actor', session.actor)
    await next()
  })
  routes.delete('/session', async (c) => {
    await closeSession(deps, c.get('session'))
    deleteCookie(c, COOKIE, { path: '/' })
    return c.json({})
  })
  routes.get('/me', async (c) => c.json(await meOf(deps, c.get('session'))))
  routes.post('/security/factor', async (c) =>
    c.json(await offerFactor(deps, c.get('actor'), v.parse(withPassword, await json(c.req.raw)).current)),
  )
  routes.post('/security/factor/confirm', async (c) =>
    c.json({ codes: await confirmFactor(deps, c.get('actor'), v.parse(confirmRequest, await json(c.req.raw))) }),
  )
  routes.use(async (c, next) => {
    if (c.get('session').limited) throw new Refused('not-allowed', '本单位要求使用登录动态码，请先设置，再继续')
    await next()
  })
  routes.post('/security/factor/remove', async (c) => {
    await removeFactor(deps, c.get('actor'), v.parse(withPassword, await json(c.req.raw)).current)
    return c.json({})
  })
  routes.post('/security/recovery-codes', async (c) =>
    c.json({
      codes: await renewRecoveryCodes(deps, c.get('actor'), v.parse(withPassword, await json(c.req.raw)).current),
    }),
  )
  return { routes, enter }

  /** Opens a session, in place of the one there was. */
  async function enter(c: Context<Env>, member: string): Promise<Me> {
    const token = await openSession(deps, member, {
      agent: c.req.header('user-agent') ?? '',
      address: connection.address(c),
    })
    const session = await sessionOf(deps, token)
    if (!session) throw new Error('a session just opened is not there')
    setCookie(c, COOKIE, token, {
      path: '/',
      httpOnly: true,
      sameSite: 'Strict',
      secure: connection.encrypted(c),
    })
    return meOf(deps, session)
  }
}

async function meOf(deps: Deps, { actor, limited }: Session): Promise<Me> {
  const { member, login, name, role, organisation, kind, organisationName } = actor
  return {
    user: { id: member, login, name, role },
    organisation: {
      id: organisation,
      kind,
      name: organisationName,
      ...((await isHost(deps, organisation)) && { host: true }),
    },
    ...(limited && { limited: true }),
  }
}
