import { createHash, createPublicKey, generateKeyPairSync, verify } from 'node:crypto'
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import yauzl from 'yauzl'
import { removeDir } from '../../test/support/server'
import { readBuilt, zipBuilt } from './built'
import { packCrx, signedBytes } from './crx'
import { packed } from './packed'
import { noPublisher, readPublisherKey } from './publisher'
import { updateManifest } from './updates'

const pem = (bits = 2048) =>
  generateKeyPairSync('rsa', { modulusLength: bits }).privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
const key = readPublisherKey(pem())

/** Reads length-delimited protobuf fields, as far as CRX3 has them. */
function fields(bytes: Buffer): Map<number, Buffer> {
  const found = new Map<number, Buffer>()
  let at = 0
  const varint = () => {
    let value = 0
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++] ?? 0
      value += (byte & 0x7f) * 2 ** shift
      if (byte < 0x80) return value
    }
  }
  while (at < bytes.length) {
    const tag = varint()
    const length = varint()
    expect(tag % 8).toBe(2)
    found.set(Math.floor(tag / 8), bytes.subarray(at, at + length))
    at += length
  }
  return found
}

/** Takes a CRX apart as Chromium does: magic, version, header, then the archive. Throws nothing: every step is expected. */
function unpacked(crx: Uint8Array) {
  const bytes = Buffer.from(crx)
  expect(bytes.subarray(0, 4).toString()).toBe('Cr24')
  expect(bytes.readUInt32LE(4)).toBe(3)
  const end = 12 + bytes.readUInt32LE(8)
  const header = fields(bytes.subarray(12, end))
  const proof = fields(header.get(2) ?? Buffer.alloc(0))
  const signedData = header.get(10_000) ?? Buffer.alloc(0)
  return {
    zip: bytes.subarray(end),
    publicKey: proof.get(1) ?? Buffer.alloc(0),
    signature: proof.get(2) ?? Buffer.alloc(0),
    signedData,
    id: fields(signedData).get(1) ?? Buffer.alloc(0),
  }
}

function fileOf(zip: Buffer, path: string): Promise<string> {
  return new Promise((resolve, reject) =>
    yauzl.fromBuffer(zip, { lazyEntries: true }, (error, archive) => {
      if (error) return reject(error)
      archive.on('entry', (entry: yauzl.Entry) => {
        if (entry.fileName !== path) return archive.readEntry()
        archive.openReadStream(entry, (failed, stream) => {
          if (failed) return reject(failed)
          const parts: Buffer[] = []
          stream.on('data', (part: Buffer) => parts.push(part))
          stream.on('end', () => resolve(Buffer.concat(parts).toString()))
        })
      })
      archive.readEntry()
    }),
  )
}

/** Folders as the build leaves them. */
function builds(): string {
  const folder = mkdtempSync(join(tmpdir(), 'xueji-built-'))
  onTestFinished(() => removeDir(folder))
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  const common = { manifest_version: 3, name: '学迹', version: '0.1.0', host_permissions: ['*://px.class.com.cn/*'] }
  write('chrome-mv3/manifest.json', JSON.stringify({ ...common, key: 'other', minimum_chrome_version: '102' }))
  write('chrome-mv3/background.js', 'void 0')
  write('chrome-mv3/_locales/zh_CN/messages.json', '{}')
  const gecko = { id: 'xueji@example.cn', strict_min_version: '142.0' }
  write('firefox-mv3/manifest.json', JSON.stringify({ ...common, browser_specific_settings: { gecko } }))
  return folder
}

describe('a packed extension', () => {
  it('holds the archive, the key, the id of the key, and a signature over id and archive', () => {
    const zip = Buffer.from('PK archive')
    const { publicKey, signature, signedData, id, ...rest } = unpacked(packCrx(zip, key))
    expect(rest.zip).toEqual(zip)
    expect(publicKey).toEqual(Buffer.from(key.spki))
    expect(id).toEqual(createHash('sha256').update(key.spki).digest().subarray(0, 16))
    const reader = createPublicKey({ key: publicKey, type: 'spki', format: 'der' })
    expect(verify('sha256', signedBytes(signedData, zip), reader, signature)).toBe(true)
    expect(verify('sha256', signedBytes(signedData, Buffer.from('PK another')), reader, signature)).toBe(false)
  })

  it('is of the same bytes each time it is packed from the same files', async () => {
    const built = readBuilt(join(builds(), 'chrome-mv3'))
    if (!built) throw new Error('no build')
    expect(await zipBuilt(built)).toEqual(await zipBuilt(built))
  })

  it('for the computers of a server looks for updates there, may reach it unasked, and bears the publisher’s key', async () => {
    const crx = await packed(builds(), 'https://px.example.cn', { stores: {}, key }).crx()
    expect(crx).toMatchObject({ id: key.id, version: '0.1.0', minimumChromium: '102' })
    const { zip } = unpacked(crx?.bytes ?? new Uint8Array())
    expect(JSON.parse(await fileOf(zip, 'manifest.json'))).toMatchObject({
      key: Buffer.from(key.spki).toString('base64'),
      host_permissions: ['*://px.class.com.cn/*', 'https://px.example.cn/*'],
      update_url: 'https://px.example.cn/extension/updates.xml',
    })
    expect(await fileOf(zip, '_locales/zh_CN/messages.json')).toBe('{}')
    if (crx)
      expect(updateManifest('https://px.example.cn', crx)).toContain(
        `<app appid='${key.id}'>\n    <updatecheck codebase='https://px.example.cn/extension/xueji.crx' version='0.1.0' prodversionmin='102' />`,
      )
  })

  it('is not there without a publisher’s key, nor without a build', async () => {
    expect(await packed(builds(), 'https://px.example.cn', noPublisher).crx()).toBeUndefined()
    expect(await packed('/nowhere', 'https://px.example.cn', { stores: {}, key }).crx()).toBeUndefined()
    expect(packed(builds(), 'https://px.example.cn', noPublisher).geckoId).toBe('xueji@example.cn')
  })
})

describe('a publisher’s key', () => {
  it('fixes the id: 32 letters a to p of the SHA-256 of its public half', () => {
    expect(key.id).toMatch(/^[a-p]{32}$/)
    expect(readPublisherKey(pem()).id).not.toBe(key.id)
  })

  it('too short, of another kind, or none is refused with what is wrong', () => {
    const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey
    expect(() => readPublisherKey(ec.export({ type: 'pkcs8', format: 'pem' }).toString())).toThrow('RSA')
    expect(() => readPublisherKey(pem(1024))).toThrow('2048')
    expect(() => readPublisherKey('nothing')).toThrow('PEM')
  })
})
