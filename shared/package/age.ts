import { Decrypter, type Identity } from 'age-encryption'
import { hasWebCrypto } from '../crypto'
import { blamed, ZipRefused } from './zip/refused'

const VERSION = 'age-encryption.org/v1'
/** How many of a file's first bytes tell whether it is encrypted by age. */
export const AGE_HEAD_BYTES = VERSION.length

export const isAge = (head: Uint8Array): boolean =>
  new TextDecoder().decode(head.subarray(0, AGE_HEAD_BYTES)) === VERSION

/** An encrypted package stays shut for want of the right key: says nothing against the package. */
export class NotOpened extends ZipRefused {
  override name = 'NotOpened'
}

/**
 * Opens a package that is encrypted to a recipient (`.zip.age`), as it streams. `identities`: text of an age identity file, one key a line.
 * Throws NotOpened; what breaks later breaks the stream with ZipRefused.
 */
export async function openAge(
  encrypted: ReadableStream<Uint8Array>,
  identities: string | undefined,
): Promise<ReadableStream<Uint8Array>> {
  if (!identities?.trim()) throw new NotOpened('资料包是加密的（.zip.age）：请给出收件人的 age 私钥（--identity）')
  if (!hasWebCrypto()) throw new NotOpened('加密的资料包在这里解不开：网页须保存到本机再打开')
  const decrypter = new Decrypter()
  addAll(decrypter, identities)
  const last = new Passed()
  decrypter.addIdentity(last)
  try {
    return refusing(await decrypter.decrypt(encrypted))
  } catch (error) {
    if (last.passed === 'passphrase')
      throw new NotOpened(
        '资料包是用口令加密的，不是加密给收件人的 age 公钥的，解不开：请向单位索取加密给您的，或不加密的',
      )
    if (last.passed) throw new NotOpened('用这把 age 私钥解不开资料包：它是加密给别的收件人的')
    throw broken(error)
  }
}

function addAll(decrypter: Decrypter, identities: string): void {
  const keys = identities
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
  try {
    if (keys.length === 0) throw new TypeError('no key')
    for (const key of keys) decrypter.addIdentity(key)
  } catch {
    throw new NotOpened('读不出 age 私钥：应为 age-keygen 生成的私钥文件，或其中以 AGE-SECRET-KEY-1 开头的一行')
  }
}

/** Asked last of all: whoever the file is encrypted to, none of the keys before was that one. */
class Passed implements Identity {
  passed: 'passphrase' | 'others' | undefined

  unwrapFileKey(stanzas: Parameters<Identity['unwrapFileKey']>[0]): null {
    this.passed = stanzas.some(({ args }) => args[0] === 'scrypt') ? 'passphrase' : 'others'
    return null
  }
}

/** The same stream; what goes wrong in it is the package's fault, unless reading itself failed. */
function refusing(stream: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
  const reader = stream.getReader()
  return new ReadableStream({
    async pull(controller) {
      try {
        const { done, value } = await reader.read()
        if (done) controller.close()
        else controller.enqueue(value)
      } catch (error) {
        controller.error(broken(error))
      }
    },
    cancel: (reason) => reader.cancel(reason),
  })
}

const broken = (error: unknown) => blamed(error, '加密的资料包解不开：文件已损坏，或不完整')
