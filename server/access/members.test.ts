import { describe, expect, it } from 'vitest'
import type { AuditPage, HostedRow, OnceLink } from '../../shared/api/access'
import { refusal } from '../app.fixture'
import { opened, PASSWORD } from './access.fixture'

describe('an invitation', () => {
  it('makes a member of its role once, shows what it is for, and only its hash is stored', async () => {
    const { admin, browser, json, refused, tokenOf, members, deps } = await opened()
    const made = await json<OnceLink>(admin, 'POST', '/api/members', { role: 'auditor', note: '张科长' })
    const token = tokenOf(made)
    expect((await members()).invitations).toMatchObject([{ role: 'auditor', note: '张科长', by: '王老师' }])
    const one = browser()
    expect(await json(one, 'POST', '/api/invitation', { token })).toMatchObject({
      organisation: '绥化市示范职业培训学校',
      role: 'auditor',
    })
    const accept = { token, login: 'admin', name: '张科长', password: PASSWORD }
    expect(await refused(one, 'POST', '/api/invitation/accept', accept)).toMatchObject({ code: 'conflict' })
    const me = await json(one, 'POST', '/api/invitation/accept', { ...accept, login: 'zhang' })
    expect(me).toMatchObject({ user: { role: 'auditor', name: '张科长' } })
    expect((await one.get('/api/classes')).status).toBe(200)
    expect(await refused(browser(), 'POST', '/api/invitation/accept', { ...accept, login: 'more' })).toMatchObject({
      code: 'not-allowed',
    })
    expect((await members()).invitations).toEqual([])
    const stored = JSON.stringify(await deps.store.read.select().from(deps.store.t.invitation))
    expect(stored).not.toContain(token)
  })

  it('has one answer for a wrong, a used, a withdrawn and an expired one', async () => {
    const { admin, browser, json, refused, tokenOf, members, clock, signIn } = await opened()
    const link = async () => tokenOf(await json<OnceLink>(admin, 'POST', '/api/members', { role: 'hr' }))
    const used = await link()
    await json(browser(), 'POST', '/api/invitation/accept', { token: used, login: 'a', name: '甲', password: PASSWORD })
    const withdrawn = await link()
    await json(admin, 'DELETE', `/api/invitations/${(await members()).invitations[0]?.id}`)
    const expired = await link()
    clock.pass(7 * 86_400_000)
    const answers = await Promise.all(
      [used, withdrawn, expired, 'nonsense'].map((token) => refused(browser(), 'POST', '/api/invitation', { token })),
    )
    expect(answers[0]).toMatchObject({ status: 403, code: 'not-allowed' })
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    await signIn(admin, 'admin')
    expect((await members()).invitations).toEqual([])
  })

  it('to a new password ends the sessions before, and the link before it', async () => {
    const { admin, browser, json, refused, tokenOf, joined, signIn } = await opened()
    const { one, id } = await joined('lixia')
    const link = async () => tokenOf(await json<OnceLink>(admin, 'POST', `/api/members/${id}/password-link`))
    const [first, token] = [await link(), await link()]
    const password = 'another long password'
    expect(await refused(browser(), 'POST', '/api/invitation/password', { token: first, password })).toMatchObject({
      code: 'not-allowed',
    })
    expect(await json(browser(), 'POST', '/api/invitation', { token })).toMatchObject({ login: 'lixia' })
    const taken = { token, login: 'more', name: '乙', password }
    expect(await refused(browser(), 'POST', '/api/invitation/accept', taken)).toMatchObject({ code: 'bad-request' })
    await json(browser(), 'POST', '/api/invitation/password', { token, password })
    expect((await one.get('/api/me')).status).toBe(401)
    expect([(await signIn(one, 'lixia')).status, (await signIn(one, 'lixia', password)).status]).toEqual([401, 200])
  })
})

describe('the members of an organisation', () => {
  it('keep an administrator who can sign in, whoever changes whom', async () => {
    const { admin, me, json, refused, joined } = await opened()
    const own = `/api/members/${me.user.id}`
    const demote = { change: 'role', role: 'hr' }
    for (const change of [demote, { change: 'stop' }])
      expect(await refused(admin, 'POST', own, change)).toMatchObject({ code: 'conflict' })
    const { one, id } = await joined('second')
    await json(admin, 'POST', `/api/members/${id}`, { change: 'role', role: 'administrator' })
    await json(admin, 'POST', `/api/members/${id}`, { change: 'stop' })
    expect(await refused(admin, 'POST', own, demote), 'the other one is stopped').toMatchObject({ code: 'conflict' })
    await json(admin, 'POST', `/api/members/${id}`, { change: 'let-in' })
    await json(admin, 'POST', own, demote)
    expect(await refused(admin, 'GET', '/api/members')).toMatchObject({ code: 'not-allowed' })
    expect(await (await one.get('/api/me')).json()).toMatchObject({ code: 'sign-in-needed' })
  })

  it('set up an authenticator before anything else where everybody needs one', async () => {
    const { admin, json, refused, joined, factor, browser, signIn, clock } = await opened()
    const { one, id } = await joined('lixia')
    expect(await refused(admin, 'POST', '/api/members-factor', { required: true })).toMatchObject({ code: 'conflict' })
    await factor(admin)
    await json(admin, 'POST', '/api/members-factor', { required: true })
    expect((await one.get('/api/classes')).status, 'the session under way goes on').toBe(200)
    const next = browser()
    expect(await (await signIn(next, 'lixia')).json()).toMatchObject({ limited: true })
    expect(await refused(next, 'GET', '/api/classes')).toMatchObject({ status: 403, code: 'not-allowed' })
    const { code } = await factor(next)
    expect((await next.get('/api/classes')).status).toBe(200)
    expect(await refused(next, 'POST', '/api/security/factor/remove', { current: PASSWORD })).toMatchObject({
      code: 'conflict',
    })
    clock.pass(30_000)
    expect((await signIn(browser(), 'lixia', PASSWORD, code())).status).toBe(200)
    await json(admin, 'POST', `/api/members/${id}`, { change: 'reset-factor' })
    expect((await next.get('/api/me')).status).toBe(401)
    expect(await (await signIn(next, 'lixia')).json()).toMatchObject({ limited: true })
  })

  it('turn their authenticator off by their password, and sign in without', async () => {
    const { admin, browser, factor, json, refused, signIn } = await opened()
    await factor(admin)
    expect(await refused(admin, 'POST', '/api/security/factor/remove', { current: 'wrong' })).toMatchObject({
      code: 'not-allowed',
    })
    await json(admin, 'POST', '/api/security/factor/remove', { current: PASSWORD })
    expect((await signIn(browser(), 'admin')).status).toBe(200)
  })
})

describe('organisations on one server', () => {
  async function hosting() {
    const world = await opened()
    const { admin, browser, json, tokenOf } = world
    const token = tokenOf(
      await json<OnceLink>(admin, 'POST', '/api/hosted', { kind: 'enterprise', name: '宏远机电有限公司' }),
    )
    const firm = browser()
    const accept = { token, login: 'hongyuan', name: '刘敏', password: PASSWORD }
    const hosted = async () => (await json<HostedRow[]>(admin, 'GET', '/api/hosted'))[0]
    return { ...world, firm, accept, hosted, id: (await hosted())?.id ?? '' }
  }

  it('are opened by the first one, entered by a link, and seen from there by name and number alone', async () => {
    const { firm, accept, hosted, json, refused, admin } = await hosting()
    expect(await hosted()).toMatchObject({ members: 0, invitedUntil: expect.any(Number) })
    const me = await json(firm, 'POST', '/api/invitation/accept', accept)
    expect(me).toMatchObject({ user: { role: 'administrator' }, organisation: { kind: 'enterprise' } })
    expect(me).not.toHaveProperty('organisation.host')
    const opened = await firm.openClass({ name: '电工第1期' })
    expect(await hosted()).toEqual({
      id: expect.any(String),
      kind: 'enterprise',
      name: '宏远机电有限公司',
      members: 1,
      createdAt: expect.any(Number),
    })
    expect(await refused(admin, 'GET', `/api/classes/${opened.id}`)).toMatchObject({ code: 'not-found' })
    expect(await json(admin, 'GET', '/api/classes')).toMatchObject({ rows: [], total: 0 })
    expect(await refused(firm, 'GET', '/api/hosted')).toMatchObject({ code: 'not-allowed' })
    expect(await refused(firm, 'POST', '/api/hosted', { kind: 'enterprise', name: '第三家' })).toMatchObject({
      code: 'not-allowed',
    })
    const own = await json<AuditPage>(firm, 'GET', '/api/audit')
    expect(own.rows.map(({ action, person }) => [action, person])).toContainEqual([
      '开设托管单位',
      '绥化市示范职业培训学校',
    ])
    expect(JSON.stringify(own)).not.toContain('王老师')
  })

  it('get another first link while nobody is in, and none after: who hosts lets nobody into their records', async () => {
    const { admin, firm, accept, id, json, refused, tokenOf } = await hosting()
    const token = tokenOf(await json<OnceLink>(admin, 'POST', `/api/hosted/${id}/invitation`))
    expect(await refused(firm, 'POST', '/api/invitation/accept', accept)).toMatchObject({ code: 'not-allowed' })
    await json(firm, 'POST', '/api/invitation/accept', { ...accept, token })
    expect(await refused(admin, 'POST', `/api/hosted/${id}/invitation`)).toMatchObject({ code: 'conflict' })
  })

  it('can be stopped: sessions end, sign-in says why, links hold no more; and let in again', async () => {
    const { admin, firm, accept, id, json, browser, signIn, refused, tokenOf } = await hosting()
    await json(firm, 'POST', '/api/invitation/accept', accept)
    const token = tokenOf(await json<OnceLink>(firm, 'POST', '/api/members', { role: 'hr' }))
    await json(admin, 'POST', `/api/hosted/${id}`, { stopped: true })
    expect((await firm.get('/api/me')).status).toBe(401)
    expect(await refusal(await signIn(browser(), 'hongyuan'))).toMatchObject({
      code: 'not-allowed',
      message: expect.stringContaining('本单位在这台服务器上已被停用'),
    })
    expect(await refusal(await signIn(browser(), 'hongyuan', 'wrong password'))).toMatchObject({
      code: 'sign-in-needed',
    })
    expect(await refused(browser(), 'POST', '/api/invitation', { token })).toMatchObject({ code: 'not-allowed' })
    await json(admin, 'POST', `/api/hosted/${id}`, { stopped: false })
    expect((await signIn(firm, 'hongyuan')).status).toBe(200)
  })
})
