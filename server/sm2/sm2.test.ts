import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { hex, utf8 } from '../../shared/crypto'
import { missing, run, skipped } from '../claim/school.fixture'
import { makeSm2Key, SM2_ID, sm2Signer, verifySm2 } from './sm2'

const data = utf8('tagmanifest')
const needed = missing('openssl')

describe('SM2', () => {
  it('verifies what it signed, and nothing else: other bytes, another key, another id, a broken signature', async () => {
    const key = sm2Signer(makeSm2Key())
    const signature = await key.sign(data)
    expect(await verifySm2(key.publicKey, signature, data, SM2_ID)).toBe(true)
    expect(await verifySm2(key.publicKey, signature, utf8('tagmanifesu'), SM2_ID)).toBe(false)
    expect(await verifySm2(sm2Signer(makeSm2Key()).publicKey, signature, data, SM2_ID)).toBe(false)
    expect(await verifySm2(key.publicKey, signature, data, '')).toBe(false)
    for (const broken of [signature.slice(0, -1), new Uint8Array(), new Uint8Array(64)])
      expect(await verifySm2(key.publicKey, broken, data, SM2_ID)).toBe(false)
    expect(await verifySm2(new Uint8Array(91), signature, data, SM2_ID)).toBe(false)
  })

  it('never draws a key or a nonce twice', async () => {
    const keys = [makeSm2Key(), makeSm2Key()]
    expect(new Set(keys).size).toBe(2)
    const signed = await Promise.all([1, 2].map(() => sm2Signer(keys[0] ?? '').sign(data)))
    expect(new Set(signed.map((signature) => hex(signature))).size).toBe(2)
  })

  it.skipIf(needed.length > 0)(`is what openssl verifies with the id, and only with it${skipped(needed)}`, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'xueji-sm2-'))
    try {
      const key = sm2Signer(makeSm2Key())
      const pem = Buffer.from(key.publicKey).toString('base64')
      writeFileSync(join(folder, 'key.pem'), `-----BEGIN PUBLIC KEY-----\n${pem}\n-----END PUBLIC KEY-----\n`)
      writeFileSync(join(folder, 'data'), data)
      writeFileSync(join(folder, 'sig'), await key.sign(data))
      const verify = (id: string) =>
        run(
          'openssl',
          [
            ...['pkeyutl', '-verify', '-pubin', '-inkey', 'key.pem', '-rawin', '-digest', 'sm3', '-in', 'data'],
            ...['-sigfile', 'sig', '-pkeyopt', `distid:${id}`],
          ],
          folder,
        )
      expect(verify(SM2_ID)).toMatchObject({ status: 0, stdout: expect.stringContaining('Verified Successfully') })
      expect(verify('another').status).not.toBe(0)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
})
