import { describe, expect, it } from 'vitest'
import { nodeCrypto as crypto } from '../../server/crypto'
import { fromBase64url, hex, utf8 } from '../crypto'
import { fingerprint } from '../record/batch'
import { keyBytes, files as paths } from './layout'
import { manifestText, readManifest } from './manifest'
import vectors from './vectors.json'
import { verifyPackage } from './verify'

const key = fromBase64url(vectors.key)
const bag = new Map(Object.entries(vectors.files).map(([path, text]) => [path, utf8(text)]))
bag.set(paths.signature, fromBase64url(vectors.signature))
const options = { trusted: { fingerprint: vectors.fingerprint, key }, builtInRules: new Set<string>() }

describe('the vectors of the package', () => {
  it('hold a package of version 1: accepted, with these figures, for ever', async () => {
    expect(fingerprint(crypto, key)).toBe(vectors.fingerprint)
    const report = await verifyPackage(crypto, bag, options)
    expect(report.checks.flatMap(({ problems }) => problems)).toEqual([])
    expect(report).toMatchObject({ verdict: 'good', content: vectors.content, seats: vectors.seats })
    expect(report.notes.join('\n')).toMatch(/分支 1[\s\S]*不认识/)
  })

  it('a character changed in any of its files is refused', async () => {
    for (const [path, text] of Object.entries(vectors.files)) {
      const at = text.length >> 1
      const other = text.slice(0, at) + (text[at] === '0' ? '1' : '0') + text.slice(at + 1)
      const report = await verifyPackage(crypto, new Map(bag).set(path, utf8(other)), options)
      expect(report.verdict, path).toBe('bad')
    }
  })

  it('fix what the package key signs to vouch for another key', () => {
    const { key: vouched, bytes } = vectors.vouching
    expect(vouched.purpose).toBe('service')
    expect(hex(keyBytes({ ...vouched, purpose: 'service' }))).toBe(bytes)
  })

  it('fix a manifest: sorted by code points, with the three characters escaped that RFC 8493 names', () => {
    const { files, text } = vectors.manifest
    expect(manifestText(new Map(Object.entries(files)))).toBe(text)
    expect(Object.fromEntries(readManifest(text))).toEqual(files)
    for (const bad of [text.slice(0, -1), text.replace('  ', ' '), text.replace('1', 'A'), text + text])
      expect(() => readManifest(bad)).toThrow()
  })
})
