import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { AGE_HEAD_BYTES, isAge, NotOpened, openAge } from '../../shared/package/age'
import { type OpenedZip, openZip } from '../claim/open-zip'
import { asNodeStream, bytesOf } from '../keep/container'

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
  for await (const chunk of createReadStream(path, { end: AGE_HEAD_BYTES - 1 })) return isAge(chunk)
  return false
}

/** Opens an encrypted package with the identity file into a new file; its path. Throws ZipRefused. */
export async function decrypted(path: string, identity: string | undefined, to: string): Promise<string> {
  const plain = await openAge(bytesOf(createReadStream(path)), identity && (await identitiesIn(identity)))
  await pipeline(Readable.fromWeb(asNodeStream(plain)), createWriteStream(to, { mode: 0o600 }))
  return to
}

async function identitiesIn(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch {
    throw new NotOpened(`读不出 age 私钥文件：${file}`)
  }
}
