import { type Context, Hono } from 'hono'
import * as v from 'valibot'
import type { Me } from '../../shared/api'
import {
  auditQuery,
  factorOfAll,
  hostedState,
  hostRequest,
  inviteRequest,
  memberChange,
  changeName as nameRequest,
  changePassword as passwordRequest,
} from '../../shared/api/access'
import { listAudit } from '../access/audit-list'
import { hostOrganisation, inviteFirst, listHosted, stopHosted } from '../access/hosting'
import { inviteMember, withdrawInvitation } from '../access/invitations'
import { changeMember, listMembers, passwordLink, requireFactorOfAll } from '../access/members'
import { changeName, changePassword, closeOtherSessions, ownSecurity } from '../access/own-account'
import { auditWorkbook } from '../claim/audit-workbook'
import type { Deps } from '../deps'
import type { Env } from './decision-routes'
import { json } from './device-routes'
import { download, XLSX } from './download'

/** Console routes about who comes in: members, the organisations of this server, one's own sign-in, the audit. Behind the session. */
export function accessRoutes(deps: Deps, enter: (c: Context<Env>, member: string) => Promise<Me>): Hono<Env> {
  const routes = new Hono<Env>()
  const actor = (c: Context<Env>) => c.get('session').actor

  routes.get('/members', async (c) => c.json(await listMembers(deps, actor(c))))
  routes.post('/members', async (c) =>
    c.json(await inviteMember(deps, actor(c), v.parse(inviteRequest, await json(c.req.raw)))),
  )
  routes.post('/members/:id', async (c) => {
    await changeMember(deps, actor(c), c.req.param('id'), v.parse(memberChange, await json(c.req.raw)))
    return c.json(await listMembers(deps, actor(c)))
  })
  routes.post('/members/:id/password-link', async (c) => c.json(await passwordLink(deps, actor(c), c.req.param('id'))))
  routes.post('/members-factor', async (c) => {
    await requireFactorOfAll(deps, actor(c), v.parse(factorOfAll, await json(c.req.raw)).required)
    return c.json(await listMembers(deps, actor(c)))
  })
  routes.delete('/invitations/:id', async (c) => {
    await withdrawInvitation(deps, actor(c), c.req.param('id'))
    return c.json(await listMembers(deps, actor(c)))
  })

  routes.get('/hosted', async (c) => c.json(await listHosted(deps, actor(c))))
  routes.post('/hosted', async (c) =>
    c.json(await hostOrganisation(deps, actor(c), v.parse(hostRequest, await json(c.req.raw)))),
  )
  routes.post('/hosted/:id', async (c) => {
    await stopHosted(deps, actor(c), c.req.param('id'), v.parse(hostedState, await json(c.req.raw)).stopped)
    return c.json(await listHosted(deps, actor(c)))
  })
  routes.post('/hosted/:id/invitation', async (c) => c.json(await inviteFirst(deps, actor(c), c.req.param('id'))))

  routes.get('/security', async (c) => c.json(await ownSecurity(deps, c.get('session'))))
  routes.post('/security/name', async (c) => {
    await changeName(deps, actor(c), v.parse(nameRequest, await json(c.req.raw)).name)
    return c.json({})
  })
  routes.post('/security/password', async (c) => {
    await changePassword(deps, actor(c), v.parse(passwordRequest, await json(c.req.raw)))
    return c.json(await enter(c, actor(c).member))
  })
  routes.delete('/security/sessions', async (c) => {
    await closeOtherSessions(deps, c.get('session'))
    return c.json(await ownSecurity(deps, c.get('session')))
  })

  routes.get('/audit', async (c) => c.json(await listAudit(deps, actor(c), v.parse(auditQuery, c.req.query()))))
  routes.get('/audit.xlsx', async (c) => {
    const { file, name } = await auditWorkbook(deps, actor(c), v.parse(auditQuery, c.req.query()))
    return download(c, file, name, XLSX)
  })
  return routes
}
