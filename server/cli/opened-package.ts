import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Decrypter } from 'age-encryption'
import { type OpenedZip, openZip } from '../claim/open-zip'
import { ZipRefused } from '../claim/read-zip'
import { asNodeStream, bytesOf } from '../keep/container'

const AGE = 'age-encryption.org/v1'

/**
 * Runs `work` with a package as it was delivered; an encrypted one (`.zip.age`) is opened with the identity file into a folder that is
 * gone afterwards. Throws ZipRefused.
 */
export async function withPackage<T>(
  path: string,
  { identity, large }: { identity?: string | undefined; large?: boolean },
  work: (zip: OpenedZip) => Promise<T>,
): Promise<T> {
  const folder = (await isEncrypted(path)) ? await mkdtemp(join(tmpdir(), 'xueji-verify-')) : undefined
  try {
    const plain = folder === undefined ? path : await decrypted(path, identity, join(folder, 'package.zip'))
    const zip = await openZip(plain, large)
    try {
      return await work(zip)
    } finally {
      zip.close()
    }
  } finally {
    if (folder !== undefined) await rm(folder, { recursive: true, force: true })
  }
}

/** Whether a file is encrypted by age. */
export async function isEncrypted(path: string): Promise<boolean> {
  for await (const chunk of createReadStream(path, { end: AGE.length - 1 })) return String(chunk) === AGE
  return false
}

/** Opens an encrypted package with the identity file into a new file; its path. Throws ZipRefused. */
export async function decrypted(path: string, identity: string | undefined, to: string): Promise<string> {
  if (identity === undefined)
    throw new ZipRefused('资料包是加密的（.zip.age），请用 --identity 给出收件人的 age 私钥文件')
  const decrypter = new Decrypter()
  try {
    const keys = (await readFile(identity, 'utf8')).split('\n').map((line) => line.trim())
    for (const key of keys) if (key !== '' && !key.startsWith('#')) decrypter.addIdentity(key)
  } catch {
    throw new ZipRefused(`读不出 age 私钥文件：${identity}`)
  }
  try {
    const plain = await decrypter.decrypt(bytesOf(createReadStream(path)))
    await pipeline(Readable.fromWeb(asNodeStream(plain)), createWriteStream(to, { mode: 0o600 }))
    return to
  } catch {
    throw new ZipRefused('用这把 age 私钥解不开资料包：不是给这个收件人的，或文件已损坏')
  }
}
