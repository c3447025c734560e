import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'
import { createGunzip } from 'node:zlib'
import { Decrypter } from 'age-encryption'
import { Parser, type ReadEntry } from 'tar'
import * as v from 'valibot'
import yauzl from 'yauzl'
import { asNodeStream, bytesOf, CONTENT, IDENTITY, type Progress } from './container'
import { type Manifest, manifest } from './manifest'
import { PACKAGES, type PackageCopy, readList } from './package-list'
import { unlock } from './passphrase'
import { KeepRefused } from './refused'

/** Who opens: a person with the passphrase, or the server with the momentary key of the backup it just made. */
export type Opener = { passphrase: string } | { identity: string }

const damaged = () =>
  new KeepRefused('damaged', '备份文件不完整或已损坏，不能用。请换另一份备份（更早的一份，或另一处的拷贝）')

/** What may stand in a backup: manifest, database, keys, certificates, what a witness has seen. Nothing leads out of the folder. */
const allowed = /^(manifest\.json|packages\.txt|xueji\.sqlite|database\.pgdump|(keys|tls|witness)\/[\w.-]{1,200})$/
/** A manifest is small; whatever claims to be one and is not would fill the memory. */
const MAX_MANIFEST = 1 << 20
/** A million packages. */
const MAX_LIST = 192 << 20

export interface Opened {
  listed: Manifest
  /** The secret that opened it, for the copies of packages beside it. */
  identity: string
}

/**
 * Opens a backup into an empty folder: every byte is authenticated by age and compared with the manifest. Throws KeepRefused
 * `passphrase`, `damaged`, `newer`.
 */
export async function openBackup(
  file: string,
  opener: Opener,
  folder: string,
  progress: Progress = () => undefined,
): Promise<Opened> {
  const zip = await opened(file)
  try {
    const entries = await entriesOf(zip)
    const [identityEntry, contentEntry] = [entries.get(IDENTITY), entries.get(CONTENT)]
    if (!identityEntry || !contentEntry) throw damaged()
    const identity =
      'identity' in opener ? opener.identity : await unlock(await small(zip, identityEntry), opener.passphrase)
    const decrypter = new Decrypter()
    decrypter.addIdentity(identity)
    const all = contentEntry.uncompressedSize
    let done = 0
    const counted = new Transform({
      transform(chunk: Buffer, _, next) {
        done += chunk.length
        progress(done, all)
        next(null, chunk)
      },
    })
    const raw = await streamOf(zip, contentEntry)
    // One bit of the directory makes stored bytes deflated ones.
    raw.once('error', (error) => counted.destroy(error))
    const plain = await decrypter.decrypt(bytesOf(raw.pipe(counted)))
    return { listed: await unpack(Readable.fromWeb(asNodeStream(plain)), folder), identity }
  } catch (error) {
    throw isOurs(error) ? error : Object.assign(damaged(), { cause: error })
  } finally {
    zip.close()
  }
}

/** The copies of packages a backup names, as it says beside its encrypted content; none of one that names none. Throws KeepRefused `damaged`. */
export async function listBeside(file: string): Promise<PackageCopy[]> {
  const zip = await opened(file)
  try {
    const entry = (await entriesOf(zip)).get(PACKAGES)
    return entry ? readList(Buffer.from(await small(zip, entry, MAX_LIST)).toString('utf8')) : []
  } finally {
    zip.close()
  }
}

/** A full disk is not the file's fault. */
const isOurs = (error: unknown) =>
  error instanceof KeepRefused ||
  (error instanceof Error && 'code' in error && ['ENOSPC', 'EDQUOT', 'EACCES', 'EROFS'].includes(String(error.code)))

async function unpack(stream: Readable, folder: string): Promise<Manifest> {
  const state: { listed?: Manifest; failed?: unknown } = {}
  const seen = new Set<string>()
  // An entry may begin before the one in front of it was dealt with.
  let work: Promise<void> = Promise.resolve()
  const parser = new Parser({
    strict: true,
    onReadEntry(entry) {
      work = work
        .then(() => take(entry))
        .catch((error: unknown) => {
          state.failed ??= error
          entry.resume()
        })
    },
  })
  async function take(entry: ReadEntry): Promise<void> {
    const name = entry.path
    if (entry.type !== 'File' || !allowed.test(name) || seen.has(name)) throw damaged()
    seen.add(name)
    if (name === 'manifest.json') {
      state.listed = await readManifest(entry)
      return
    }
    const expected = state.listed?.files[name]
    if (!expected || entry.size !== expected.bytes) throw damaged()
    const target = join(folder, name)
    await mkdir(dirname(target), { recursive: true, mode: 0o700 })
    const hash = createHash('sha256')
    const hashed = new Transform({
      transform(chunk: Buffer, _, next) {
        hash.update(chunk)
        next(null, chunk)
      },
    })
    await pipeline(Readable.from(entry), hashed, createWriteStream(target, { mode: 0o600, flags: 'wx', flush: true }))
    if (hash.digest('hex') !== expected.sha256) throw damaged()
  }
  const unzipped = createGunzip()
  const feeding = pipeline(stream, unzipped)
  const reading = (async () => {
    for await (const chunk of unzipped) {
      if (state.failed) throw state.failed
      if (!parser.write(chunk)) await drained(parser)
    }
  })()
  await Promise.all([feeding, reading])
  parser.end()
  await work
  if (state.failed) throw state.failed
  const { listed } = state
  if (!listed || Object.keys(listed.files).some((name) => !seen.has(name))) throw damaged()
  return listed
}

/** Entries are read elsewhere; the parser asks for more when they were. */
const drained = (parser: Parser) => new Promise<void>((resolve) => void parser.once('drain', () => resolve()))

async function readManifest(entry: ReadEntry): Promise<Manifest> {
  if (entry.size > MAX_MANIFEST) throw damaged()
  const parts: Buffer[] = []
  for await (const chunk of entry) parts.push(chunk)
  const json: unknown = JSON.parse(Buffer.concat(parts).toString('utf8'))
  const version = v.safeParse(v.object({ xuejiBackup: v.number() }), json)
  if (version.success && version.output.xuejiBackup > 2)
    throw new KeepRefused('newer', '这份备份来自更新版本的学迹，这个版本还不认识。请先升级程序，再恢复同一份备份')
  return v.parse(manifest, json)
}

async function opened(file: string): Promise<yauzl.ZipFile> {
  try {
    return await promisify<string, yauzl.Options, yauzl.ZipFile>(yauzl.open)(file, {
      autoClose: false,
      lazyEntries: true,
    })
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      throw new KeepRefused('folder', `找不到备份文件 ${file}，请核对路径`)
    throw damaged()
  }
}

function entriesOf(zip: yauzl.ZipFile): Promise<Map<string, yauzl.Entry>> {
  return new Promise((resolve, reject) => {
    const entries = new Map<string, yauzl.Entry>()
    zip.on('entry', (entry: yauzl.Entry) => {
      if (entries.size > 10) return reject(damaged())
      entries.set(entry.fileName, entry)
      zip.readEntry()
    })
    zip.once('end', () => resolve(entries))
    zip.once('error', reject)
    zip.readEntry()
  })
}

const streamOf = (zip: yauzl.ZipFile, entry: yauzl.Entry): Promise<Readable> =>
  new Promise((resolve, reject) =>
    zip.openReadStream(entry, (error, stream) => (error ? reject(error) : resolve(stream))),
  )

async function small(zip: yauzl.ZipFile, entry: yauzl.Entry, most = 64 * 1024): Promise<Uint8Array> {
  if (entry.uncompressedSize > most) throw damaged()
  const parts: Buffer[] = []
  for await (const chunk of await streamOf(zip, entry)) parts.push(chunk)
  return Buffer.concat(parts)
}
