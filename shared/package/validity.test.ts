import { describe, expect, it } from 'vitest'
import { nodeCrypto as crypto } from '../../server/crypto'
import { fromBase64url, utf8 } from '../crypto'
import type { TrustedKey } from './keys'
import { signedBy } from './keys'
import { files as paths } from './layout'
import { Checks, reportText } from './report'
import { checkValidity } from './validity'
import vectors from './vectors.json'
import { verdictOf } from './verdict'
import { verifyPackage } from './verify'

const bag = new Map(Object.entries(vectors.files).map(([path, text]) => [path, utf8(text)]))
bag.set(paths.signature, fromBase64url(vectors.signature))
const { fingerprint } = vectors
/** As class.json of the vectors says. */
const PACKED = 1_795_370_400_079
const HOUR = 3_600_000

const verified = (dates: Pick<TrustedKey, 'from' | 'until'>) =>
  verifyPackage(crypto, bag, { trusted: { fingerprint, ...dates }, builtInRules: new Set() })
const problemsOf = async (dates: Pick<TrustedKey, 'from' | 'until'>) =>
  (await verified(dates)).checks.flatMap(({ problems }) => problems)

describe('the key that signed', () => {
  it('is named before anybody is trusted, so that a register can be asked', async () => {
    expect(await signedBy(crypto, bag)).toBe(fingerprint)
    expect(await signedBy(crypto, new Map(bag).set(paths.signature, new Uint8Array(64)))).toBeUndefined()
    expect(await signedBy(crypto, new Map())).toBeUndefined()
  })

  it('signs packages made while it was valid, as the verifier has its dates', async () => {
    const report = await verified({ from: PACKED - HOUR })
    expect(report).toMatchObject({ verdict: 'good', signer: fingerprint, packedAt: PACKED })
    expect(report.findings.map(({ code }) => code)).not.toContain('key-revoked-since')
    expect(reportText(report)).toContain(`签名密钥指纹：${fingerprint}`)
  })

  it('signs none that were made before it was valid or after it was revoked', async () => {
    expect(await problemsOf({ from: PACKED + HOUR })).toEqual([expect.stringMatching(/早于密钥启用时间（登记/)])
    expect(await problemsOf({ until: PACKED })).toEqual([expect.stringMatching(/密钥已作废（登记自/)])
    expect(verdictOf(await verified({ until: PACKED - HOUR }))).toBe('disagrees')
  })

  it('revoked later, leaves a doubt: the time of packing is its own word', async () => {
    const report = await verified({ until: PACKED + HOUR })
    expect(report.verdict).toBe('good')
    expect(report.findings[0]).toMatchObject({ code: 'key-revoked-since', severity: 'check' })
    expect(verdictOf(report)).toBe('doubtful')
  })
})

describe('the time of packing', () => {
  const stated = undefined
  const check = (when: Parameters<typeof checkValidity>[2], trusted?: Partial<TrustedKey>) => {
    const checks = new Checks()
    const found = checkValidity({ signer: { fingerprint, stated } }, { fingerprint, ...trusted }, when, checks)
    return { problems: checks.checks.flatMap(({ problems }) => problems), found }
  }

  it('is not before the newest receipt inside, nor after the time stamp', () => {
    expect(check({ packedAt: PACKED, newest: PACKED + HOUR, stamped: undefined }).problems).toHaveLength(1)
    expect(check({ packedAt: PACKED, newest: undefined, stamped: PACKED - HOUR }).problems).toHaveLength(1)
    expect(check({ packedAt: PACKED, newest: PACKED, stamped: PACKED + 1000 }).problems).toEqual([])
  })

  it('proven by a time stamp from before the revocation, leaves no doubt', () => {
    const before = { packedAt: PACKED, newest: undefined, stamped: PACKED + 1000 }
    expect(check(before, { until: PACKED + HOUR })).toEqual({ problems: [], found: [] })
    expect(check({ ...before, stamped: undefined }, { until: PACKED + HOUR }).found).toHaveLength(1)
  })

  it('where it cannot be read, is no time at which a dated key was valid', () => {
    const unread = { packedAt: undefined, newest: undefined, stamped: undefined }
    expect(check(unread, { from: 0 }).problems).toHaveLength(1)
    expect(check(unread).problems).toEqual([])
  })
})
