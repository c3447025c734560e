import type { Hono } from 'hono'
import * as data from './access-data'
import type { FixtureState } from './fixture'

/** The routes of shared/api/access.ts. Tokens: `good` invites, `reset` sets a password. */
export function accessRoutes(app: Hono, state: FixtureState): void {
  const bad = { code: 'not-allowed', message: '这个链接不完整，或已经用过、撤回、过期。请向发链接的人要新的链接' }
  app.get('/api/members', (c) => c.json(data.members))
  app.post('/api/members', (c) => c.json(data.onceLink))
  app.post('/api/members/:id', (c) => c.json(data.members))
  app.post('/api/members/:id/password-link', (c) => c.json(data.onceLink))
  app.post('/api/members-factor', (c) => c.json(data.members))
  app.delete('/api/invitations/:id', (c) => c.json(data.members))
  app.post('/api/invitation', async (c) => {
    const { token } = await c.req.json<{ token: string }>()
    if (token === 'good') return c.json(data.invitation)
    return token === 'reset' ? c.json({ ...data.invitation, login: 'zhouli', name: '周丽' }) : c.json(bad, 403)
  })
  app.post('/api/invitation/accept', (c) => c.json(state.me))
  app.post('/api/invitation/password', (c) => c.json({}))
  app.get('/api/security', (c) => c.json(data.security))
  app.post('/api/security/name', (c) => c.json({}))
  app.post('/api/security/password', (c) => c.json(state.me))
  app.delete('/api/security/sessions', (c) =>
    c.json({ ...data.security, sessions: data.security.sessions.slice(0, 1) }),
  )
  app.post('/api/security/factor', (c) => c.json(data.offer))
  app.post('/api/security/factor/confirm', (c) => {
    const { limited: _, ...me } = state.me
    state.me = me
    return c.json({ codes: data.codes })
  })
  app.post('/api/security/factor/remove', (c) => c.json({}))
  app.post('/api/security/recovery-codes', (c) => c.json({ codes: data.codes }))
  app.get('/api/hosted', (c) => c.json(data.hosted))
  app.post('/api/hosted', (c) => c.json(data.onceLink))
  app.post('/api/hosted/:id', (c) => c.json(data.hosted))
  app.post('/api/hosted/:id/invitation', (c) => c.json(data.onceLink))
  app.get('/api/audit', (c) =>
    c.json(c.req.query('person') === 'member-2' ? { ...data.audit, rows: [], all: 0 } : data.audit),
  )
  app.get('/api/audit.xlsx', () => new Response('操作记录'))
  app.post('/api/my/session', async (c) => {
    const { code } = await c.req.json<{ code: string }>()
    return code === '7HK4-QD9M-XRTW'
      ? c.json({ token: 'good', expiresAt: data.onceLink.expiresAt })
      : c.json({ code: 'not-allowed', message: '加入码不对或已作废。请照纸条核对，或请老师重发个人加入码' }, 403)
  })
}
