import { describe, expect, it } from 'vitest'
import { nodeCrypto as crypto, signer } from '../../server/crypto'
import { fromBase64url, utf8 } from '../crypto'
import { readCheckpoint, verifyCheckpoint } from './checkpoint'
import { cosign, cosignedBy, readWitnessKey, witnessKeyText } from './cosignature'
import { BadNote, keyIdOf, readNote, readVerifierKey, signaturesBy, verifierKeyText } from './note'
import vectors from './vectors.json'

const { c2sp, cosignature } = vectors

describe('a signed note', () => {
  it('of the Go implementation is read, and its signature holds', async () => {
    const key = readVerifierKey(crypto, c2sp.note.vkey)
    const read = readNote(c2sp.note.note)
    const [one] = signaturesBy(read, key.name, keyIdOf(crypto, key.name, key.type, key.spki))
    expect(await crypto.verifyEd25519(key.spki, one?.signature ?? utf8(''), utf8(read.text))).toBe(true)
    expect(verifierKeyText(crypto, key)).toBe(c2sp.note.vkey)
  })

  it('is refused in any form but one', () => {
    const { note } = vectors.checkpoint
    const line = note.slice(note.indexOf('\u2014'))
    for (const bad of [
      '',
      '\n\n',
      note.trimEnd(),
      note.replace('\n\n', '\n'),
      `${note}\n`,
      note.replace('\u2014', '-'),
      note.replace('\u2014 ', '\u2014  '),
      note.replace(/=\n$/, '= \n'),
      note.replaceAll('\n', '\r\n'),
      note.replace('xueji/test/0', 'xueji/\u0001test/0'),
      note.replace('xueji/test/0', 'xueji/\ud800/0'),
      note + line.repeat(64),
      // The last letter before the padding has bits that no byte holds: a second way to write the same signature.
      note.replace(/(.)=\n$/, (_, c: string) => `${next(c)}=\n`),
      `${note}\u2014 short AAAA\n`,
      `${note}\u2014 a+b AAAAAAAA\n`,
    ])
      expect(() => readNote(bad), JSON.stringify(bad.slice(0, 200))).toThrow(BadNote)
  })

  it('does not count as signed where one of the lines that name the key is forged', async () => {
    const { note, spki } = vectors.checkpoint
    const key = fromBase64url(spki)
    const line = note.slice(note.indexOf('\u2014'))
    const forged = line.replace(/(.)(...=)\n$/, (_, c: string, end: string) => `${next(c)}${end}\n`)
    expect(forged).not.toBe(line)
    expect(await verifyCheckpoint(crypto, note + line, key)).toBe(true)
    expect(await verifyCheckpoint(crypto, note + forged, key)).toBe(false)
    expect(await verifyCheckpoint(crypto, note + line.replace('xueji/test/0', 'stranger'), key)).toBe(true)
  })
})

describe('a verifier key', () => {
  it('of others is read and written again to the same letters', () => {
    for (const text of [c2sp.note.vkey, c2sp.logKey, c2sp.witnessKey])
      expect(verifierKeyText(crypto, readVerifierKey(crypto, text))).toBe(text)
    expect(witnessKeyText(crypto, readWitnessKey(crypto, c2sp.witnessKey))).toBe(c2sp.witnessKey)
  })

  it('with any letter changed, or cut anywhere, is refused; so is a log key in the place of a witness key', () => {
    const text = c2sp.witnessKey
    for (let i = 0; i < text.length; i++) {
      const changed = text.slice(0, i) + String.fromCharCode(text.charCodeAt(i) + 1) + text.slice(i + 1)
      for (const bad of [changed, text.slice(0, i), text.slice(i + 1)])
        expect(() => readWitnessKey(crypto, bad), bad).toThrow(BadNote)
    }
    expect(() => readWitnessKey(crypto, c2sp.logKey)).toThrow(BadNote)
  })
})

describe('a cosignature', () => {
  const key = signer(vectors.checkpoint.pem)
  const witness = { name: cosignature.name, spki: key.publicKey }
  const at = cosignature.seconds * 1000

  it('stands in the example of C2SP with the time it says', () => {
    const { origin, size, signatures } = readCheckpoint(c2sp.cosigned.note)
    expect([origin, size, signatures.length]).toEqual(['example.com/behind-the-sofa', 20_852_163, 2])
    const bytes = signatures[1]?.signature ?? expect.fail()
    expect([bytes.length, new DataView(bytes.buffer, bytes.byteOffset).getUint32(4)]).toEqual([
      72,
      c2sp.cosigned.seconds,
    ])
  })

  it('is made to the bytes of the vector, read back, and kept beside the log’s own signature', async () => {
    const line = await cosign(crypto, vectors.checkpoint.note, cosignature.name, key, at + 999)
    expect(vectors.checkpoint.note + line).toBe(cosignature.note)
    expect(witnessKeyText(crypto, witness)).toBe(cosignature.witnessKey)
    expect(await cosignedBy(crypto, cosignature.note, witness)).toEqual({ state: 'good', at, line })
    expect(await verifyCheckpoint(crypto, cosignature.note, fromBase64url(vectors.checkpoint.spki))).toBe(true)
    expect(await cosignedBy(crypto, vectors.checkpoint.note, witness)).toEqual({ state: 'absent' })
  })

  it('says the earliest time where a witness signed a checkpoint again', async () => {
    const again = await cosign(crypto, vectors.checkpoint.note, witness.name, key, at + 3_600_000)
    const both = vectors.checkpoint.note + again + cosignature.note.slice(vectors.checkpoint.note.length)
    expect(await cosignedBy(crypto, both, witness)).toMatchObject({ at })
  })

  it('of a text, size, root, time or key that is another is forged', async () => {
    for (const [what, forged] of Object.entries({
      size: cosignature.note.replace('\n8\n', '\n9\n'),
      root: cosignature.note.replace('XcnaeacG', 'XcnaeacH'),
      origin: cosignature.note.replace('xueji/test/0\n', 'xueji/test/1\n'),
      time: withTime(cosignature.seconds + 1),
      'no time': withTime(0),
    })) {
      expect(forged, what).not.toBe(cosignature.note)
      expect(await cosignedBy(crypto, forged, witness), what).toEqual({ state: 'forged' })
    }
    const renamed = { ...witness, name: 'another.example' }
    expect(await cosignedBy(crypto, cosignature.note, renamed)).toEqual({ state: 'absent' })
    // The log's own signature is no cosignature, whoever calls himself a witness by its name.
    const asWitness = { name: 'xueji/test/0', spki: key.publicKey }
    expect(await cosignedBy(crypto, cosignature.note, asWitness)).toEqual({ state: 'absent' })
  })

  function withTime(seconds: number): string {
    return cosignature.note.replace(/(\u2014 \S+ )(\S+)\n$/, (_, start: string, data: string) => {
      const bytes = Buffer.from(data, 'base64')
      bytes.writeBigUInt64BE(BigInt(seconds), 4)
      return `${start}${bytes.toString('base64')}\n`
    })
  }
})

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const next = (letter: string) => letters[letters.indexOf(letter) + 1] ?? 'A'
