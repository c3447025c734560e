import { Hono } from 'hono'
import { expect, it } from 'vitest'
import { from, ORIGIN, openApp } from '../app.fixture'
import { connectionOf } from './connection'

const ask = async (proxy: string | undefined, peer: string, headers: Record<string, string> = {}) => {
  const connection = connectionOf({ tls: false, proxy, openDeviceRoutes: false })
  const app = new Hono().get('/', (c) => c.json([connection.address(c), connection.encrypted(c), connection.secure(c)]))
  return (await app.request('/', { headers }, from(peer))).json()
}
const https = { 'x-forwarded-proto': 'https', 'x-forwarded-for': '10.0.0.1, 203.0.113.7' }

it.each([
  ['127.0.0.1', '127.0.0.1'],
  ['127.0.0.1', '::ffff:127.0.0.1'],
  ['::ffff:10.1.2.3', '10.1.2.3'],
  ['2001:db8:0:0:0:0:0:1', '2001:db8::1'],
  ['2001:DB8::1', '2001:db8::1'],
])('the proxy %s is known as %s, and believed of whom it speaks for', async (proxy, peer) => {
  expect(await ask(proxy, peer, https)).toEqual(['203.0.113.7', true, true])
  expect(await ask(proxy, peer, { 'x-forwarded-for': '203.0.113.7' })).toEqual(['203.0.113.7', false, false])
})

it('nobody else is believed', async () => {
  expect(await ask('10.1.2.3', '10.1.2.4', https)).toEqual(['10.1.2.4', false, false])
  expect(await ask(undefined, '10.1.2.3', https)).toEqual(['10.1.2.3', false, false])
  expect(await ask('10.1.2.3', '::1')).toEqual(['::1', false, true])
})

it.each([
  ['on loopback', {}, '127.0.0.1', {}, false],
  ['over TLS', { tls: true }, '192.168.1.20', {}, true],
  ['behind a proxy', { proxy: '10.1.2.3' }, '10.1.2.3', { 'x-forwarded-proto': 'https' }, true],
])(
  'the session cookie %s is for this site alone, out of reach of scripts, and crosses nothing in the clear',
  async (_, settings, peer, headers, secure) => {
    const { app, setupToken } = await openApp(settings)
    const setUp = {
      token: await setupToken(),
      organisation: { kind: 'institution', name: '绥化市示范职业培训学校' },
      user: { login: 'admin', name: '王老师', password: 'correct horse battery' },
    }
    const answer = await app.request(
      `${ORIGIN}/api/setup`,
      { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(setUp) },
      from(peer),
    )
    expect(answer.status).toBe(200)
    const cookie = answer.headers.get('set-cookie') ?? ''
    expect(cookie).toMatch(/^xueji-session=[\w.-]+; Path=\/;/)
    expect(cookie).toContain('HttpOnly')
    expect(cookie).toContain('SameSite=Strict')
    expect(cookie.includes('Secure')).toBe(secure)
  },
)
