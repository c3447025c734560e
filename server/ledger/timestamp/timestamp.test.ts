import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { utf8 } from '../../../shared/crypto'
import { readCertificates, readTimestamp } from '../../../shared/package/timestamp/read'
import { BadToken } from '../../../shared/package/timestamp/token'
import { missing, skipped } from '../../claim/school.fixture'
import { requestTimestamp } from './request'
import { Tsa } from './tsa.fixture'

const lacking = missing('openssl')
const data = utf8('清单\n')

describe.skipIf(lacking.length > 0)(`a time stamp by a local openssl authority${skipped(lacking)}`, () => {
  let tsa: Tsa
  let response: Uint8Array
  beforeAll(async () => {
    tsa = await Tsa.open()
    ;({ response } = await requestTimestamp(tsa.url, data))
  })
  afterAll(() => tsa.close())
  const certificates = (from: Tsa, name: 'ca' | 'tsa' | 'web') => readCertificates(utf8(from.pem(name)))
  const trusting = (name: 'ca' | 'tsa' | 'web') => (stamp: Uint8Array, of: Uint8Array) =>
    readTimestamp(stamp, of, certificates(tsa, name))

  it('is asked for, and confirmed by the authority’s certificate or by its issuer’s', async () => {
    for (const name of ['tsa', 'ca'] as const) {
      const stamp = await trusting(name)(response, data)
      expect(stamp).toMatchObject({ authority: '示范时间戳', confirmed: true })
      expect(Math.abs(Date.now() - ('at' in stamp ? stamp.at : 0))).toBeLessThan(60_000)
    }
  })

  it('is read and left unconfirmed without a certificate, or with another authority’s', async () => {
    const other = await Tsa.open('ec')
    try {
      for (const trusted of [[], certificates(other, 'ca'), certificates(tsa, 'web')])
        expect(await readTimestamp(response, data, trusted)).toMatchObject({ confirmed: false })
      const { response: mine } = await requestTimestamp(other.url, data)
      expect(await readTimestamp(mine, data, certificates(other, 'ca'))).toMatchObject({ confirmed: true })
    } finally {
      await other.close()
    }
  })

  it('is refused over other bytes, and with one bit changed anywhere', async () => {
    expect(await trusting('ca')(response, utf8('清单'))).toEqual({ problem: '时间戳不是这份内容的' })
    let unsigned = 0
    const read = trusting('ca')
    const unchanged = await read(response, data)
    for (let at = 0; at < response.length; at += 2) {
      const changed = response.map((byte, i) => (i === at ? byte ^ 1 : byte))
      const stamp = await read(changed, data)
      // What no signature covers (versions, the issuer's name beside the certificate's hash) may change; what it says may not.
      if ('at' in stamp) {
        unsigned++
        expect(stamp).toEqual(unchanged)
      }
    }
    expect(unsigned).toBeLessThan(80)
    for (const length of [0, 1, 9, 100, response.length - 1])
      expect(await trusting('ca')(response.slice(0, length), data)).toHaveProperty('problem')
    expect(await trusting('ca')(Uint8Array.of(...response, 0), data)).toHaveProperty('problem')
  })

  it('is refused as an answer to another question, and where nobody answers', async () => {
    const replayed: typeof fetch = async () => new Response(Uint8Array.from(response))
    await expect(requestTimestamp(tsa.url, data, replayed)).rejects.toThrow('不是对这次请求的答复')
    await expect(requestTimestamp(tsa.url, utf8('other'), replayed)).rejects.toThrow('不是这份内容的')
    const down: typeof fetch = async () => new Response('', { status: 503 })
    await expect(requestTimestamp(tsa.url, data, down)).rejects.toThrow('503')
    await expect(requestTimestamp('http://127.0.0.1:9/', data)).rejects.toThrow(BadToken)
  })

  it('is what openssl reads too: the request is a good one, the response verifies by stock tools', () => {
    writeFileSync(join(tsa.folder, 'data'), data)
    writeFileSync(join(tsa.folder, 'stamp.tsr'), response)
    expect(tsa.run('ts', '-query', '-in', 'query.tsq', '-text')).toContain('Hash Algorithm: sha256')
    expect(tsa.run('ts', '-verify', '-in', 'stamp.tsr', '-data', 'data', '-CAfile', 'ca.pem')).toContain('OK')
  })
})
