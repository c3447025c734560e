import { Encrypter, generateIdentity, identityToRecipient } from 'age-encryption'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { utf8 } from '../crypto'
import { AGE_HEAD_BYTES, isAge, NotOpened, openAge } from './age'
import { ZipRefused } from './zip/refused'

/** More than two pieces of 64 KiB, as age encrypts them. */
const content = new Uint8Array(150_000).map((_, i) => i % 251)
let identity: string
let sealed: Uint8Array

async function encrypted(to: (encrypter: Encrypter) => void): Promise<Uint8Array> {
  const encrypter = new Encrypter()
  to(encrypter)
  return encrypter.encrypt(content)
}
const streamed = (bytes: Uint8Array) => new Blob([new Uint8Array(bytes)]).stream()
const opened = async (bytes: Uint8Array, identities: string | undefined) =>
  new Uint8Array(await new Response(await openAge(streamed(bytes), identities)).arrayBuffer())

beforeAll(async () => {
  identity = await generateIdentity()
  const recipient = await identityToRecipient(identity)
  sealed = await encrypted((encrypter) => encrypter.addRecipient(recipient))
})

describe('an encrypted package', () => {
  it('is known by its first bytes, and opened as it streams, by one of the keys of an identity file', async () => {
    expect([isAge(sealed.subarray(0, AGE_HEAD_BYTES)), isAge(utf8('PK')), isAge(new Uint8Array())]).toEqual([
      true,
      false,
      false,
    ])
    const others = await generateIdentity()
    expect(
      await opened(sealed, `# created: 2026-11-22\r\n# public key: age1…\r\n${others}\r\n\r\n${identity}\r\n`),
    ).toEqual(content)
  })

  it('says what is missing: a key, the right one, a public key instead of a private one, a passphrase', async () => {
    const refused = async (bytes: Uint8Array, identities: string | undefined, why: string) => {
      const refusal = openAge(streamed(bytes), identities)
      await expect(refusal).rejects.toThrow(why)
      await expect(refusal).rejects.toBeInstanceOf(NotOpened)
    }
    for (const none of [undefined, '', ' \n']) await refused(sealed, none, '请给出收件人的 age 私钥')
    for (const text of ['# only a note', 'AGE-SECRET-KEY-1ABC', await identityToRecipient(identity)])
      await refused(sealed, text, '读不出 age 私钥')
    await refused(sealed, await generateIdentity(), '加密给别的收件人')
    const locked = await encrypted((encrypter) => {
      encrypter.setScryptWorkFactor(2)
      encrypter.setPassphrase('绥化')
    })
    await refused(locked, identity, '用口令加密的')
    vi.stubGlobal('crypto', { subtle: undefined })
    await refused(sealed, identity, '网页须保存到本机再打开').finally(() => vi.unstubAllGlobals())
  })

  it('is refused where it was changed or cut short anywhere, as a package is', async () => {
    const mac = new TextDecoder('latin1').decode(sealed).indexOf('\n--- ') + 10
    const changed = [mac, sealed.length - 1, sealed.length >> 1].map((at) =>
      sealed.map((byte, i) => (i === at ? byte ^ 1 : byte)),
    )
    const cut = [30, 100_000, sealed.length - 1].map((length) => sealed.subarray(0, length))
    for (const bytes of [...changed, ...cut]) {
      const refusal = opened(bytes, identity)
      await expect(refusal).rejects.toThrow('文件已损坏，或不完整')
      await expect(refusal).rejects.toBeInstanceOf(ZipRefused)
      await expect(refusal).rejects.not.toBeInstanceOf(NotOpened)
    }
  })
})
