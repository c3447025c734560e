import { describe, expect, it } from 'vitest'
import { freshDataDir, removeDir } from '../../test/support/server'
import { Secrets } from '../keys'
import { RotatingCode, rotatingCode } from './second-factor'

describe('the rotating code', () => {
  it('is the one of RFC 6238, appendix B, for SHA-256 (its last six digits)', () => {
    const secret = Buffer.from('12345678901234567890123456789012')
    const at = (seconds: number) => rotatingCode(secret, Math.floor(seconds / 30))
    expect([59, 1111111109, 1111111111, 1234567890, 2000000000].map(at)).toEqual([
      '119246',
      '084774',
      '062674',
      '819424',
      '698825',
    ])
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
