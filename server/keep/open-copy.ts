import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { chmod, readdir, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Decrypter } from 'age-encryption'
import { asNodeStream, bytesOf, type Progress, readFileStream } from './container'
import { copyNamed, type PackageCopy } from './package-list'

/** The bytes of a package out of its encrypted copy. */
async function opened(file: string, identity: string): Promise<Readable> {
  const decrypter = new Decrypter()
  decrypter.addIdentity(identity)
  return Readable.fromWeb(asNodeStream(await decrypter.decrypt(bytesOf(readFileStream(file)))))
}

/** SHA-256 of the package inside a copy; undefined where it does not open. */
export async function openedDigest(file: string, identity: string): Promise<string | undefined> {
  const hash = createHash('sha256')
  try {
    for await (const chunk of await opened(file, identity)) hash.update(chunk)
    return hash.digest('hex')
  } catch {
    return undefined
  }
}

/** What came back, and which copies were not there or not what they should be. */
export interface PackagesOpened {
  good: number
  missing: PackageCopy[]
}

/**
 * Opens every copy and compares it with its SHA-256; with `into`, writes each there under that, read-only, as a server keeps them. Where the one that is
 * named is not there or not good, any other of the same package under the same lock will do: one that rotted was made anew under another name.
 */
export async function openCopies(
  folder: string,
  copies: readonly PackageCopy[],
  identity: string,
  { into, progress }: { into?: string; progress: Progress },
): Promise<PackagesOpened> {
  const isGood = async (copy: PackageCopy) => {
    const from = join(folder, copy.file)
    const digest =
      into === undefined ? await openedDigest(from, identity) : await writeOpened(from, into, copy, identity)
    return digest === copy.sha256
  }
  const bad: PackageCopy[] = []
  for (const [i, copy] of copies.entries()) {
    progress(i, copies.length)
    if (!(await isGood(copy))) bad.push(copy)
  }
  const others = await othersOf(folder, bad)
  const missing: PackageCopy[] = []
  for (const copy of bad) {
    let came = false
    for (const file of others.get(copy) ?? []) came ||= await isGood({ ...copy, file })
    if (!came) missing.push(copy)
  }
  return { good: copies.length - missing.length, missing }
}

/** Other copies of the same packages under the same lock; each folder is listed once. */
async function othersOf(folder: string, copies: readonly PackageCopy[]): Promise<Map<PackageCopy, string[]>> {
  const others = new Map<PackageCopy, string[]>()
  for (const lock of new Set(copies.map(({ file }) => dirname(file)))) {
    const bySha256 = new Map<string, string[]>()
    for (const name of await readdir(join(folder, lock)).catch(() => [])) {
      const { sha256 } = copyNamed(name) ?? {}
      if (sha256) bySha256.set(sha256, [...(bySha256.get(sha256) ?? []), `${lock}/${name}`])
    }
    for (const copy of copies.filter(({ file }) => dirname(file) === lock))
      others.set(
        copy,
        (bySha256.get(copy.sha256) ?? []).filter((file) => file !== copy.file),
      )
  }
  return others
}

async function writeOpened(from: string, into: string, { sha256 }: PackageCopy, identity: string) {
  const to = join(into, sha256)
  const hash = createHash('sha256')
  const there = await stat(from).catch(() => undefined)
  if (!there) return undefined
  try {
    const source = await opened(from, identity)
    const hashed = async function* (chunks: AsyncIterable<Uint8Array>) {
      for await (const chunk of chunks) {
        hash.update(chunk)
        yield chunk
      }
    }
    await pipeline(source, hashed, createWriteStream(to, { mode: 0o600, flags: 'wx', flush: true }))
  } catch (error) {
    await rm(to, { force: true })
    if (error instanceof Error && 'code' in error && ['ENOSPC', 'EDQUOT', 'EACCES'].includes(String(error.code)))
      throw error
    return undefined
  }
  const digest = hash.digest('hex')
  if (digest === sha256) await chmod(to, 0o400)
  else await rm(to)
  return digest
}
