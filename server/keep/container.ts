import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { Encrypter } from 'age-encryption'
import { create } from 'tar'
import yazl from 'yazl'
import { PACKAGES } from './package-list'

/** The three files of a backup: a ZIP of them, stored. Of a bureau's a fourth names its copies of packages. */
export const NOTE = '说明.txt'
export const IDENTITY = 'identity.age'
export const CONTENT = 'content.tar.gz.age'

/** Bytes done of all bytes of a step. */
export type Progress = (done: number, all: number) => void

/** tar, gzip and age over the files of `folder`, in this order, to one encrypted file. Nothing of it is held in memory. */
export async function encryptFolder(
  folder: string,
  names: readonly string[],
  target: string,
  recipients: readonly string[],
  progress: Progress,
): Promise<void> {
  const sizes = await Promise.all(names.map(async (name) => (await stat(`${folder}/${name}`)).size))
  const all = sizes.reduce((sum, size) => sum + size, 0)
  let done = 0
  const counted = new Transform({
    transform(chunk: Buffer, _, next) {
      done = Math.min(all, done + chunk.length)
      progress(done, all)
      next(null, chunk)
    },
  })
  const encrypter = new Encrypter()
  for (const recipient of recipients) encrypter.addRecipient(recipient)
  const plain = Readable.from(create({ cwd: folder, portable: true }, [...names]))
  const zipped = createGzip({ level: 1 })
  // A stream that fails must take the whole line down with it: this one's end is inside the encrypter.
  const feeding = pipeline(plain, counted, zipped)
  const sealed = await encrypter.encrypt(bytesOf(zipped))
  await Promise.all([feeding, pipeline(Readable.fromWeb(asNodeStream(sealed)), createWriteStream(target))])
}

/** The ZIP people carry. Returns its SHA-256 and size; on disk (fsync) when it resolves. */
export async function writeZip(
  target: string,
  { note, wrapped, content, list }: { note: string; wrapped: Uint8Array; content: string; list: string | undefined },
  at: number,
): Promise<{ sha256: string; bytes: number }> {
  const zip = new yazl.ZipFile()
  const mtime = new Date(at)
  zip.addBuffer(Buffer.from(note, 'utf8'), NOTE, { compress: false, mtime })
  zip.addBuffer(Buffer.from(wrapped), IDENTITY, { compress: false, mtime })
  if (list !== undefined) zip.addBuffer(Buffer.from(list, 'utf8'), PACKAGES, { compress: false, mtime })
  zip.addFile(content, CONTENT, { compress: false, mtime })
  zip.end()
  const hash = createHash('sha256')
  let bytes = 0
  const hashed = new Transform({
    transform(chunk: Buffer, _, next) {
      hash.update(chunk)
      bytes += chunk.length
      next(null, chunk)
    },
  })
  await pipeline(zip.outputStream, hashed, createWriteStream(target, { mode: 0o600 }))
  const file = await open(target, 'r+')
  await file.sync().finally(() => file.close())
  return { sha256: hash.digest('hex'), bytes }
}

/** A node stream as the web stream age takes, chunk by chunk. */
export function bytesOf(stream: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const chunks = stream[Symbol.asyncIterator]()
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await chunks.next()
      if (done) controller.close()
      else controller.enqueue(new Uint8Array(value.buffer, value.byteOffset, value.byteLength))
    },
    async cancel() {
      await chunks.return?.()
    },
  })
}

/** The web's and node's declarations of one and the same class. */
export const asNodeStream = (stream: ReadableStream<Uint8Array>): Parameters<typeof Readable.fromWeb>[0] =>
  stream as Parameters<typeof Readable.fromWeb>[0]

export const readFileStream = (file: string) => createReadStream(file, { highWaterMark: 1 << 20 })
