import { describe, expect, it } from 'vitest'
import { freshDataDir, removeDir } from '../../test/support/server'
import { Secrets } from '../keys'
import { matchingStep, RotatingCode, rotatingCode } from './second-factor'

describe('the rotating code', () => {
  it('is the one of RFC 6238, appendix B, for SHA-256 (its last six digits)', () => {
    const secret = Buffer.from('12345678901234567890123456789012')
    const at = (seconds: number) => rotatingCode(secret, Math.floor(seconds / 30), 'sha256')
    expect([59, 1111111109, 1111111111, 1234567890, 2000000000].map(at)).toEqual([
      '119246',
      '084774',
      '062674',
      '819424',
      '698825',
    ])
  })

  it('is the one of RFC 6238, appendix B, for SHA-1: what authenticator programs show, good for its half minute and its neighbours', () => {
    const secret = Buffer.from('12345678901234567890')
    expect(rotatingCode(secret, 1, 'sha1')).toBe('287082')
    for (const [seconds, code] of [
      [1111111109, '081804'],
      [1111111111, '050471'],
      [1234567890, '005924'],
      [2000000000, '279037'],
      [20000000000, '353130'],
    ] as const) {
      const step = Math.floor(seconds / 30)
      expect(rotatingCode(secret, step, 'sha1')).toBe(code)
      const matched = [-60, -30, 0, 30, 60].map((off) => matchingStep(secret, code, (seconds + off) * 1000))
      expect(matched).toEqual([undefined, step, step, step, undefined])
    }
  })

  it('holds for its half minute and a neighbour, for one seat alone', () => {
    const folder = freshDataDir()
    const factor = new RotatingCode(new Secrets(folder))
    const now = 1_795_427_172_141
    const { code, until } = factor.show('seat-1', now)
    expect(until - now).toBeLessThanOrEqual(30_000)
    expect([now - 30_000, now, now + 30_000].map((at) => factor.confirms('seat-1', code, at))).toEqual([
      true,
      true,
      true,
    ])
    expect([now - 90_000, now + 90_000].map((at) => factor.confirms('seat-1', code, at))).toEqual([false, false])
    expect(factor.confirms('seat-2', code, now)).toBe(false)
    expect(factor.confirms('seat-1', '', now)).toBe(false)
    removeDir(folder)
  })
})
