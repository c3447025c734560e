import { createHash, createPublicKey, verify } from 'node:crypto'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { classStatement, extractStatement } from '../api'
import { type Crypto, fromBase64url, hex, sha256Hex } from '../crypto'
import {
  batchBytes,
  batchLine,
  handInLine,
  receiptHash,
  receiptLine,
  replaceBytes,
  syncBytes,
  verifyBatch,
  verifyReceipt,
  verifySigned,
} from './batch'
import { bodies, kinds } from './bodies'
import { canonical, NotCanonical, parseCanonical } from './canonical'
import { type Entry, readEntry, readKnown, writeEntry } from './entry'
import { signedBytes } from './pae'
import vectors from './vectors.json'

const p256 = (spki: Uint8Array, signature: Uint8Array, bytes: Uint8Array) =>
  verify(
    'sha256',
    bytes,
    { key: createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' }), dsaEncoding: 'ieee-p1363' },
    signature,
  )
const sha256 = (bytes: Uint8Array) => new Uint8Array(createHash('sha256').update(bytes).digest())
/** An independent reading: node:crypto straight, not the product's port. */
const crypto: Crypto = {
  sha256,
  sha256Stream: () => {
    const hash = createHash('sha256')
    return { update: (bytes) => void hash.update(bytes), digest: () => new Uint8Array(hash.digest()) }
  },
  verifyP256: async (spki, signature, bytes) => p256(spki, signature, bytes),
  verifyEd25519: async () => false,
}

const chainKey = fromBase64url(vectors.keys.chain.spki)
const serviceKey = fromBase64url(vectors.keys.service.spki)
const entries: Entry[] = vectors.entries.map(({ line }) => readEntry(crypto, line))

describe('the vectors of the record', () => {
  it('hold every kind of entry, and every optional member of every body', () => {
    expect(new Set(vectors.entries.map((entry) => entry.kind))).toEqual(new Set(kinds))
    for (const entry of entries) {
      const schema = kinds.includes(entry.kind as never) ? bodies[entry.kind as (typeof kinds)[number]] : undefined
      expect(Object.keys(entry.body).sort(), entry.kind).toEqual(Object.keys(schema?.entries ?? {}).sort())
    }
  })

  it('are read back to the hashes they state, each linked to the one before', () => {
    for (const [seq, entry] of entries.entries()) {
      expect(entry.hash).toBe(vectors.entries[seq]?.hash)
      expect(entry.seq).toBe(seq)
      expect(entry.prev).toBe(entries[seq - 1]?.hash)
      expect(entry.chain).toBe(sha256Hex(crypto, chainKey))
    }
  })

  it('are written again to the same bytes', () => {
    for (const entry of entries) {
      const known = readKnown(entry)
      if (!known) throw new Error(`unread: ${entry.kind}`)
      const { chain, seq, at, kind, body } = known
      expect(writeEntry(crypto, { chain, seq, prev: entry.prev, at, kind, body }).line).toBe(entry.line)
    }
  })

  it.each(vectors.unread)('keep an entry that says what we do not know ($why) as unread', ({ line }) => {
    expect(readKnown(readEntry(crypto, line))).toBeUndefined()
  })

  it.each(vectors.refused)('refuse a broken envelope: $why', ({ line }) => {
    expect(() => readEntry(crypto, line)).toThrow(NotCanonical)
  })

  it.each(vectors.bodies)('$kind $read: $body', ({ kind, body, read }) => {
    const zero = '0'.repeat(64)
    const line = canonical({ v: 1, chain: zero, seq: 1, prev: zero, at: 0, kind, body: parseCanonical(body) })
    expect(readKnown(readEntry(crypto, line)) !== undefined).toBe(read)
  })

  it('show every option of every body once, and each required member missing', () => {
    for (const kind of kinds) {
      const mine = vectors.bodies.filter((one) => one.kind === kind)
      const read = mine.filter((one) => one.read).map(({ body }) => JSON.parse(body))
      const missing = mine.flatMap(({ why }) => (why?.startsWith('without ') ? [why.slice(8)] : []))
      for (const [member, schema] of Object.entries(bodies[kind].entries)) {
        expect(missing.includes(member), `${kind}.${member}`).toBe(schema.type !== 'optional')
        if (schema.type === 'picklist')
          expect(new Set(read.map((body) => body[member])), `${kind}.${member}`).toEqual(new Set(schema.options))
      }
    }
  })

  it('fix what the service key signs: class files and extracts', async () => {
    const schemas = { class: classStatement, extract: extractStatement }
    for (const { line, covers } of vectors.statements) {
      const type = JSON.parse(line).type === 'class' ? 'class' : 'extract'
      const { body, key, signature } = v.parse(schemas[type], parseCanonical(line))
      const bytes = signedBytes(`xueji/${type}/1`, body)
      expect(sha256Hex(crypto, bytes)).toBe(covers)
      expect(key).toBe(vectors.keys.service.fingerprint)
      expect(await verifySigned(crypto, serviceKey, signature, bytes)).toBe(true)
      expect(canonical({ type, body, key, signature })).toBe(line)
    }
    expect(v.parse(handInLine, parseCanonical(vectors.handIn)).chain).toBe(sha256Hex(crypto, chainKey))
  })

  it('fix the bytes that batch, sync and replace signatures cover', () => {
    const { batch, sync, replace } = vectors
    expect(hex(batchBytes(batch.value))).toBe(batch.bytes)
    expect(p256(chainKey, fromBase64url(batch.signature), batchBytes(batch.value))).toBe(true)
    const signed = syncBytes(crypto, batch.value.chain, sync.challenge, sync.body)
    expect(hex(signed)).toBe(sync.bytes)
    expect(p256(chainKey, fromBase64url(sync.signature), signed)).toBe(true)
    expect(hex(replaceBytes(batch.value.chain, replace.claim, replace.key))).toBe(replace.bytes)
  })

  it('verify the batch line and refuse it for another head', async () => {
    const line = v.parse(batchLine, { batch: vectors.batch.value, signature: vectors.batch.signature })
    expect(await verifyBatch(crypto, chainKey, line)).toBe(true)
    expect(await verifyBatch(crypto, chainKey, { ...line, batch: { ...line.batch, seq: line.batch.seq - 1 } })).toBe(
      false,
    )
    expect(await verifyBatch(crypto, chainKey, { ...line, signature: `${line.signature}A` })).toBe(false)
  })

  it('verify the receipts, the second naming the first', async () => {
    const [first, second] = vectors.receipts.map((line) => v.parse(receiptLine, line))
    if (!first || !second) throw new Error('two receipts expected')
    expect(await verifyReceipt(crypto, serviceKey, first)).toBe(true)
    expect(await verifyReceipt(crypto, serviceKey, second)).toBe(true)
    expect(await verifyReceipt(crypto, serviceKey, { ...first, body: { ...first.body, at: first.body.at + 1 } })).toBe(
      false,
    )
    expect(second.body.before).toBe(receiptHash(crypto, first.body))
  })
})

describe('canonical', () => {
  it('sorts members by UTF-16 code units, as RFC 8785 section 3.2.3 does', () => {
    const value = { '€': 1, '\r': 2, '\ufb33': 3, '1': 4, '😀': 5, '\u0080': 6, ö: 7 }
    expect(Object.keys(JSON.parse(canonical(value)))).toHaveLength(7)
    expect([...canonical(value).matchAll(/:(\d)/g)].map((match) => Number(match[1]))).toEqual([2, 4, 6, 7, 1, 5, 3])
  })

  it('leaves out what is undefined and refuses null and floats', () => {
    expect(canonical({ a: undefined, b: [true, 'x'] })).toBe('{"b":[true,"x"]}')
    expect(() => canonical(0.5)).toThrow(NotCanonical)
    expect(() => canonical(JSON.parse('{"a":null}'))).toThrow(NotCanonical)
  })
})
