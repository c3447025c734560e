import { X509Certificate } from 'node:crypto'
import { rootCertificates } from 'node:tls'
import { describe, expect, it } from 'vitest'
import { utf8 } from '../../crypto'
import { issued, readCertificate, validAt } from './certificate'
import { BadDer, der, GENERALIZED_TIME, readDer, UTC_TIME } from './der'
import { instantOf } from './instant'
import { readCertificates } from './read'

/** More than a hundred real ones, as authorities all over the world wrote them. */
const roots = rootCertificates.map((pem) => ({ by: new X509Certificate(pem), pem }))

describe('a certificate', () => {
  it('is read as node:crypto reads it: every root that Node knows', () => {
    expect(roots.length).toBeGreaterThan(100)
    for (const { by, pem } of roots) {
      const [one, ...more] = readCertificates(utf8(pem))
      expect(more).toEqual([])
      expect(one, by.subject).toMatchObject({
        ca: by.ca,
        validFrom: Date.parse(by.validFrom),
        validTo: Date.parse(by.validTo),
        purposes: by.keyUsage ?? [],
      })
      expect(Buffer.from(one?.key ?? []).equals(by.publicKey.export({ type: 'spki', format: 'der' }))).toBe(true)
      const fields = new Map(by.subject.split('\n').map((line): [string, string] => [line.replace(/=.*/, ''), line]))
      const named = (fields.get('CN') ?? fields.get('O') ?? '').replace(/^(CN|O)=/, '')
      // Node escapes what is not plain.
      if (named && !named.includes('\\')) expect(one?.name).toBe(named)
      expect(one?.name.length).toBeGreaterThan(0)
    }
  })

  it('is issued by whom node:crypto says: each of these by itself alone, but for the signatures nobody rests on any more', async () => {
    let own = 0
    for (const { by } of roots) {
      const one = readCertificate(new Uint8Array(by.raw))
      const good = await issued(one, one)
      if (good) own++
      if (good) expect(by.verify(by.publicKey), by.subject).toBe(true)
      const edited = one.signed.bytes.map((byte, i) => (i === 20 ? byte ^ 1 : byte))
      expect(await issued(one, { ...one, signed: { ...one.signed, bytes: edited } })).toBe(false)
    }
    expect(own).toBeGreaterThan(roots.length * 0.8)
    const [first, second] = roots.map(({ by }) => readCertificate(new Uint8Array(by.raw)))
    if (!first || !second) throw new Error('no roots')
    expect(await issued(first, second)).toBe(false)
    expect(await issued({ ...first, ca: false }, first), 'who may not sign certificates issued none').toBe(false)
    expect([validAt(first, first.validFrom - 1), validAt(first, first.validTo)]).toEqual([false, true])
  })

  it('is refused where it is cut short or has one bit more, never read by half', () => {
    const raw = new Uint8Array(roots[0]?.by.raw ?? [])
    for (const bytes of [raw.subarray(0, -1), Uint8Array.of(...raw, 0), new Uint8Array(), raw.subarray(4)])
      expect(() => readCertificate(bytes)).toThrow(BadDer)
    expect(() => readCertificates(utf8('-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----'))).toThrow(
      '不是证书文件',
    )
    expect(() => readCertificates(utf8('photo'))).toThrow('不是证书文件')
  })
})

describe('a time in a certificate or a time stamp', () => {
  const at = (tag: number, text: string) => instantOf(readDer(der(tag, utf8(text))))

  it('is read to the millisecond, of 1950 to 2049 where it has two digits of a year', () => {
    expect(at(GENERALIZED_TIME, '20261122060000.5Z')).toBe(Date.parse('2026-11-22T06:00:00.500Z'))
    expect(at(UTC_TIME, '491231235959Z')).toBe(Date.parse('2049-12-31T23:59:59Z'))
    expect(at(UTC_TIME, '500101000000Z')).toBe(Date.parse('1950-01-01T00:00:00Z'))
  })

  it('is none on days that no calendar has, whatever an engine makes of them, or in another form', () => {
    for (const text of ['20260230000000Z', '20261301000000Z', '20261122060000', '20261122060000+0800', '202611220600Z'])
      expect(() => at(GENERALIZED_TIME, text), text).toThrow(BadDer)
    expect(() => at(UTC_TIME, '20261122060000Z')).toThrow(BadDer)
  })
})
