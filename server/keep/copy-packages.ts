import { createHash } from 'node:crypto'
import { createWriteStream, existsSync } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat, statfs, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Encrypter } from 'age-encryption'
import { asNodeStream, bytesOf, type Progress, readFileStream } from './container'
import { sha256Of } from './manifest'
import { openedDigest } from './open-copy'
import { copiesFolder, copyName, copyNamed, lockFolder, type PackageCopy } from './package-list'
import { endsWriting } from './refused'

/** What became of the received packages in one backup. */
export interface PackagesCopied {
  /** Every package that has a copy. */
  copies: PackageCopy[]
  /** Copied now; the others were there. */
  copied: number
  /** Packages without a copy: their file is gone, changed or cannot be read, or there was no room. */
  lacking: number
}

export interface CopyJob {
  /** Packages under their SHA-256. */
  packages: string
  /** Where backups go. */
  folder: string
  server: string
  /** SHA-256 of what a bureau keeps by its rows: its copy stays also while the file itself is damaged. */
  kept: readonly string[]
  recipient: string
  /** Of this run alone: with it every new copy is opened before it counts. */
  opening: { identity: string; recipient: string }
  /** Bytes the rest of the backup may need. */
  reserve: number
  /** ms */
  now: number
}

const DAY = 86_400_000
/** A copy is read again when this has passed since it was last, so much at once. */
const READ_AGAIN = 30 * DAY
const READ_AT_ONCE = 4 * 2 ** 30

/**
 * Copies what has no copy yet, each encrypted, opened again and compared before it gets its name; what is there stays. Copies that were not read
 * for thirty days are read, the oldest first: one that changed or cannot be read is made anew. A package that cannot be copied keeps no other and no
 * backup back. Throws what ends all writing (`endsWriting`).
 */
export async function copyPackages(job: CopyJob, progress: Progress): Promise<PackagesCopied> {
  const digests = [...new Set([...(await packagesIn(job.packages)), ...job.kept])].sort()
  if (digests.length === 0) return { copies: [], copied: 0, lacking: 0 }
  const lock = lockFolder(job.recipient)
  const folder = join(job.folder, copiesFolder(job.server), lock)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const { there, unreadable } = await soundCopies(folder, job.now)
  const sources = await sourcesOf(job.packages, digests, there)
  const all = sources.reduce((sum, { size }) => sum + size, 0)
  const { bavail, bsize } = await statfs(folder)
  let left = bavail * bsize - job.reserve
  let [done, copied] = [0, 0]
  for (const { sha256, size } of sources) {
    if (size + 4096 > left) continue
    const name = await copyOne(join(job.packages, sha256), folder, sha256, job).catch(unlessItEndsWriting)
    done += size
    progress(done, all)
    if (name === undefined) continue
    there.set(sha256, name)
    left -= size
    copied++
  }
  // Not before another stands for it: what cannot be read today may be the only one.
  for (const { name, sha256 } of unreadable)
    if (there.has(sha256)) await rm(join(folder, name)).catch(unlessItEndsWriting)
  const copies = digests.flatMap((sha256) => {
    const name = there.get(sha256)
    return name === undefined ? [] : [{ sha256, file: `${lock}/${name}` }]
  })
  return { copies, copied, lacking: digests.length - copies.length }
}

/** One file's trouble is its own: it counts as not there. */
function unlessItEndsWriting(error: unknown): undefined {
  if (endsWriting(error)) throw error
  return undefined
}

async function packagesIn(folder: string): Promise<string[]> {
  if (!existsSync(folder)) return []
  return (await readdir(folder)).filter((name) => /^[0-9a-f]{64}$/.test(name))
}

/** Packages that have no copy yet and whose file is there. */
async function sourcesOf(packages: string, digests: readonly string[], there: ReadonlyMap<string, string>) {
  const sources: { sha256: string; size: number }[] = []
  for (const sha256 of digests) {
    if (there.has(sha256)) continue
    const file = await stat(join(packages, sha256)).catch(() => undefined)
    if (file) sources.push({ sha256, size: file.size })
  }
  return sources
}

/** Copies by package; those due are read, one that is not what it was goes, and one that cannot be read counts for none. */
async function soundCopies(folder: string, now: number) {
  const found: { name: string; sha256: string; copy: string; bytes: number; read: number }[] = []
  const unreadable: { name: string; sha256: string }[] = []
  for (const name of await readdir(folder)) {
    const is = copyNamed(name)
    if (!is) continue
    const file = await stat(join(folder, name)).catch(unlessItEndsWriting)
    if (file) found.push({ name, ...is, bytes: file.size, read: file.mtimeMs })
    else unreadable.push({ name, sha256: is.sha256 })
  }
  const bad = new Set<string>()
  let budget = READ_AT_ONCE
  for (const { name, sha256, copy, bytes } of found
    .filter(({ read }) => read < now - READ_AGAIN)
    .sort((a, b) => a.read - b.read)) {
    if (budget <= 0) break
    const file = join(folder, name)
    try {
      const isWhole = (await sha256Of(file)).startsWith(copy)
      budget -= bytes
      if (isWhole) await utimes(file, now / 1000, now / 1000)
      else {
        bad.add(name)
        await rm(file)
      }
    } catch (error) {
      unlessItEndsWriting(error)
      bad.add(name)
      unreadable.push({ name, sha256 })
    }
  }
  const there = new Map(found.filter(({ name }) => !bad.has(name)).map(({ name, sha256 }) => [sha256, name]))
  return { there, unreadable }
}

/** The name of the new copy; undefined where the package is not what its name says. */
async function copyOne(from: string, folder: string, sha256: string, job: CopyJob): Promise<string | undefined> {
  const half = join(folder, `${sha256}.part`)
  try {
    const encrypter = new Encrypter()
    for (const one of [job.recipient, job.opening.recipient]) encrypter.addRecipient(one)
    const read = createHash('sha256')
    const hashed = async function* () {
      for await (const chunk of readFileStream(from)) {
        read.update(chunk)
        yield chunk
      }
    }
    const sealed = await encrypter.encrypt(bytesOf(hashed()))
    await pipeline(Readable.fromWeb(asNodeStream(sealed)), createWriteStream(half, { mode: 0o600 }))
    if (read.digest('hex') !== sha256) return undefined
    const written = await open(half, 'r+')
    await written.sync().finally(() => written.close())
    if ((await openedDigest(half, job.opening.identity)) !== sha256) return undefined
    const name = copyName(sha256, await sha256Of(half))
    await rename(half, join(folder, name))
    await utimes(join(folder, name), job.now / 1000, job.now / 1000)
    return name
  } finally {
    await rm(half, { force: true })
  }
}
