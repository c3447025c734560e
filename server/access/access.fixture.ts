import type { FactorOffer, MemberList, OnceLink } from '../../shared/api/access'
import { Hr } from '../../test/support/hr'
import { from, ORIGIN, openApp, refusal } from '../app.fixture'
import { rotatingCode } from './second-factor'

export const PASSWORD = 'correct horse battery'

/** A clock that tests set. */
export class TestClock {
  at = Date.parse('2026-11-23T02:00:00Z')
  now = () => this.at
  pass(ms: number) {
    this.at += ms
  }
}

/** A server with its first administrator signed in, and browsers to come from other addresses. */
export async function opened() {
  const clock = new TestClock()
  const app = await openApp({}, clock)
  const admin = new Hr(ORIGIN, app.fetcher)
  const me = await admin.setUp(await app.setupToken())
  let address = 1
  /** A browser of its own at an address of its own. */
  const browser = () => {
    const own = `127.0.0.${++address}`
    return new Hr(ORIGIN, async (input, init) => app.app.request(String(input), init, from(own)))
  }
  const json = async <T>(one: Hr, method: string, path: string, body?: object): Promise<T> => {
    const response = await one.call(method, path, method === 'POST' ? (body ?? {}) : undefined)
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
    return response.json()
  }
  const refused = async (one: Hr, method: string, path: string, body?: object) =>
    refusal(await one.call(method, path, method === 'POST' ? (body ?? {}) : undefined))
  const tokenOf = ({ link }: OnceLink) => new URL(link).hash.slice(1)
  const members = () => json<MemberList>(admin, 'GET', '/api/members')
  /** A member in a browser of their own. */
  const joined = async (login: string, role = 'teacher', by = admin) => {
    const one = browser()
    const token = tokenOf(await json<OnceLink>(by, 'POST', '/api/members', { role }))
    await json(one, 'POST', '/api/invitation/accept', { token, login, name: `${login}老师`, password: PASSWORD })
    const { members } = await json<MemberList>(by, 'GET', '/api/members')
    return { one, id: members.find((member) => member.login === login)?.id ?? '' }
  }
  const signIn = (one: Hr, login: string, password = PASSWORD, code?: string) =>
    one.call('POST', '/api/session', { login, password, ...(code !== undefined && { code }) })
  /** Sets up an authenticator; answers what it shows and the recovery codes. */
  const factor = async (one: Hr) => {
    const offer = await json<FactorOffer>(one, 'POST', '/api/security/factor', { current: PASSWORD })
    const secret = fromBase32(offer.secret)
    const code = () => rotatingCode(secret, Math.floor(clock.now() / 30_000), 'sha1')
    const { codes } = await json<{ codes: string[] }>(one, 'POST', '/api/security/factor/confirm', {
      sealed: offer.sealed,
      code: code(),
    })
    return { code, codes, offer }
  }
  return { ...app, clock, admin, me, browser, json, refused, tokenOf, members, joined, signIn, factor }
}

/** RFC 4648 section 6. */
export const fromBase32 = (text: string): Uint8Array => {
  const bits = [...text].map((sign) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(sign).toString(2).padStart(5, '0'))
  return Uint8Array.from(bits.join('').match(/.{8}/g) ?? [], (byte) => Number.parseInt(byte, 2))
}
