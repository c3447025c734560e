import { describe, expect, it } from 'vitest'
import { nodeCrypto as crypto } from '../../server/crypto'
import { verifySm2 } from '../../server/sm2/sm2'
import { fromBase64url, utf8 } from '../crypto'
import { files as paths } from './layout'
import vectors from './vectors-2.json'
import { verifyPackage } from './verify'

const bag = new Map(Object.entries(vectors.files).map(([path, text]) => [path, utf8(text)]))
bag.set(paths.signature, fromBase64url(vectors.signature))
bag.set(paths.sm2, fromBase64url(vectors.sm2))
const trusted = { fingerprint: vectors.fingerprint, key: fromBase64url(vectors.key) }
const options = { trusted, builtInRules: new Set<string>(), verifySm2 }

describe('the vectors of the package of a claim', () => {
  it('hold a package of version 2: accepted, with these seconds and this amount, for ever', async () => {
    const report = await verifyPackage(crypto, bag, options)
    expect(report.checks.flatMap(({ problems }) => problems)).toEqual([])
    expect(report).toMatchObject({ verdict: 'good', content: vectors.content, claim: vectors.claim })
    expect(report.seats).toEqual(vectors.seats)
  })

  it('a character changed in any of its files is refused', async () => {
    for (const [path, text] of Object.entries(vectors.files)) {
      const at = text.length >> 1
      const other = text.slice(0, at) + (text[at] === '0' ? '1' : '0') + text.slice(at + 1)
      const report = await verifyPackage(crypto, new Map(bag).set(path, utf8(other)), options)
      expect(report.verdict, path).toBe('bad')
    }
  })
})
