import { describe, expect, it } from 'vitest'
import { refusal } from '../app.fixture'
import { opened, PASSWORD } from './access.fixture'
import { LOCKED, TRIES } from './lock'

describe('signing in', () => {
  it('shuts a login after ten wrong passwords for 15 minutes, also to the right one, and says the same of a login nobody has', async () => {
    const { browser, signIn, clock, members, joined } = await opened()
    await joined('lixia')
    const answers = new Set<string>()
    const wrong = async (login: string) =>
      answers.add(JSON.stringify(await refusal(await signIn(browser(), login, 'not the password'))))
    for (let i = 0; i < TRIES; i++) {
      await wrong('lixia')
      await wrong('nobody')
    }
    answers.add(JSON.stringify(await refusal(await signIn(browser(), 'lixia'))))
    expect([...answers]).toHaveLength(1)
    expect(JSON.parse([...answers][0] ?? '')).toMatchObject({ status: 401, code: 'sign-in-needed' })
    expect((await members()).members.find(({ login }) => login === 'lixia')?.lockedUntil).toBe(clock.now() + LOCKED)
    clock.pass(LOCKED / 2)
    // Going on does not keep it shut.
    await wrong('lixia')
    clock.pass(LOCKED / 2)
    expect((await signIn(browser(), 'lixia')).status).toBe(200)
  })

  it('forgets wrong passwords at a right one, and is opened by an administrator', async () => {
    const { browser, signIn, joined, json, admin, members } = await opened()
    const { id } = await joined('lixia')
    const wrong = async (times: number) => {
      for (let i = 0; i < times; i++) await signIn(browser(), 'lixia', 'not the password')
    }
    await wrong(TRIES - 1)
    expect((await signIn(browser(), 'lixia')).status).toBe(200)
    await wrong(TRIES - 1)
    expect((await signIn(browser(), 'lixia')).status).toBe(200)
    await wrong(TRIES)
    expect((await signIn(browser(), 'lixia')).status).toBe(401)
    await json(admin, 'POST', `/api/members/${id}`, { change: 'unlock' })
    expect((await members()).members.every(({ lockedUntil }) => lockedUntil === undefined)).toBe(true)
    expect((await signIn(browser(), 'lixia')).status).toBe(200)
  })

  it('slows down who tries many passwords from one address', async () => {
    const { browser, signIn } = await opened()
    const one = browser()
    for (let i = 0; i < 10; i++) await signIn(one, 'nobody', 'not the password')
    expect(await refusal(await signIn(one, 'nobody', 'not the password'))).toMatchObject({
      status: 429,
      code: 'too-many-requests',
    })
  })

  it('asks for the code in a second step, takes each once, and counts wrong ones as wrong passwords', async () => {
    const { admin, browser, signIn, factor, clock, members } = await opened()
    const { code } = await factor(admin)
    expect(await refusal(await signIn(browser(), 'admin'))).toMatchObject({ status: 401, code: 'code-needed' })
    expect(await refusal(await signIn(browser(), 'admin', PASSWORD, code())), 'used for the set-up').toMatchObject({
      code: 'code-needed',
    })
    clock.pass(30_000)
    const next = code()
    expect((await signIn(browser(), 'admin', PASSWORD, next)).status).toBe(200)
    expect(await refusal(await signIn(browser(), 'admin', PASSWORD, next))).toMatchObject({ code: 'code-needed' })
    for (let i = 0; i < TRIES; i++) await signIn(browser(), 'admin', PASSWORD, '000000')
    clock.pass(30_000)
    expect(await refusal(await signIn(browser(), 'admin', PASSWORD, code()))).toMatchObject({ code: 'sign-in-needed' })
    expect((await members()).members[0]).toMatchObject({ lockedUntil: expect.any(Number), factor: true })
  })

  it('takes each recovery code once, and none of those before another ten', async () => {
    const { admin, browser, signIn, factor, json, deps } = await opened()
    const { codes } = await factor(admin)
    expect(new Set(codes).size).toBe(10)
    const [first = '', second = ''] = codes
    expect((await signIn(browser(), 'admin', PASSWORD, first.toLowerCase())).status).toBe(200)
    expect((await signIn(browser(), 'admin', PASSWORD, first)).status).toBe(401)
    expect(await json(admin, 'GET', '/api/security')).toMatchObject({ factor: true, recoveryLeft: 9 })
    const renewed = await json<{ codes: string[] }>(admin, 'POST', '/api/security/recovery-codes', {
      current: PASSWORD,
    })
    expect((await signIn(browser(), 'admin', PASSWORD, second)).status).toBe(401)
    expect((await signIn(browser(), 'admin', PASSWORD, renewed.codes[0])).status).toBe(200)
    const { t, read } = deps.store
    const stored = JSON.stringify([await read.select().from(t.recoveryCode), await read.select().from(t.member)])
    for (const one of [...codes, ...renewed.codes]) expect(stored).not.toContain(one.replaceAll('-', ''))
  })
})

describe('a session', () => {
  it('ends after two idle hours, after twelve at most, and when its member is stopped', async () => {
    const { admin, browser, signIn, clock, joined, json } = await opened()
    const { one, id } = await joined('lixia')
    const in_ = async (who: typeof one) => (await who.get('/api/me')).status
    clock.pass(2 * 3_600_000 - 1)
    expect(await in_(one)).toBe(200)
    clock.pass(2 * 3_600_000)
    expect(await in_(one)).toBe(401)
    const again = browser()
    await signIn(again, 'lixia')
    for (let hour = 0; hour < 11; hour++) {
      clock.pass(3_600_000)
      expect(await in_(again)).toBe(200)
    }
    clock.pass(3_600_000)
    expect(await in_(again)).toBe(401)
    await signIn(admin, 'admin')
    await signIn(again, 'lixia')
    expect(await in_(again)).toBe(200)
    await json(admin, 'POST', `/api/members/${id}`, { change: 'stop' })
    expect(await in_(again)).toBe(401)
    const stopped = await signIn(again, 'lixia')
    expect(await refusal(stopped)).toMatchObject({ code: 'not-allowed', message: expect.stringContaining('已停用') })
    expect(await refusal(await signIn(again, 'lixia', 'not the password'))).toMatchObject({ code: 'sign-in-needed' })
    await json(admin, 'POST', `/api/members/${id}`, { change: 'let-in' })
    expect((await signIn(again, 'lixia')).status).toBe(200)
  })

  it('ends everywhere else when its member changes the password or asks for it', async () => {
    const { browser, signIn, joined, json, refused } = await opened()
    const { one } = await joined('lixia')
    const other = browser()
    await signIn(other, 'lixia')
    expect(await json(one, 'GET', '/api/security')).toMatchObject({
      sessions: expect.arrayContaining([
        expect.objectContaining({ current: true }),
        expect.objectContaining({ current: false, address: '127.0.0.3' }),
      ]),
    })
    await json(one, 'DELETE', '/api/security/sessions')
    expect([(await one.get('/api/me')).status, (await other.get('/api/me')).status]).toEqual([200, 401])
    await signIn(other, 'lixia')
    const change = { current: PASSWORD, password: 'another long password' }
    expect(await refused(one, 'POST', '/api/security/password', { ...change, current: 'wrong' })).toMatchObject({
      code: 'not-allowed',
    })
    await json(one, 'POST', '/api/security/password', change)
    expect([(await one.get('/api/me')).status, (await other.get('/api/me')).status]).toEqual([200, 401])
    expect((await signIn(other, 'lixia')).status).toBe(401)
    expect((await signIn(other, 'lixia', change.password)).status).toBe(200)
  })
})
