import yauzl from 'yauzl'
import { readDirectory, SMALL } from '../../shared/package/zip/directory'
import { type Bytes, ZipRefused } from '../../shared/package/zip/refused'
import { unpack } from '../../shared/package/zip/unpack'
import { inflate } from './inflate'

export { ZipRefused }

export interface ZipContents {
  /** The one top folder. */
  bag: string
  /** Files by their path inside it. */
  files: Map<string, Uint8Array>
}

/** Reads a package's ZIP into memory, with the refusals of `readDirectory`. Nothing is written. Throws ZipRefused. */
export async function readZip(zip: Uint8Array): Promise<ZipContents> {
  const from: Bytes = { size: zip.length, read: (at, length) => zip.subarray(at, at + length) }
  const { bag, files } = await readDirectory(from, SMALL)
  const unpacked = new Map<string, Uint8Array>()
  for (const [path, file] of files) unpacked.set(path, await unpack(from, path, file, inflate))
  return { bag, files: unpacked }
}

/** The files of an archive that this server has just made, by their path: a workbook has no top folder. */
export async function partsOf(bytes: Uint8Array): Promise<Map<string, Uint8Array>> {
  const zip = await opened(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  const parts = new Map<string, Uint8Array>()
  return new Promise((resolve, reject) => {
    zip.on('error', reject)
    zip.on('end', () => resolve(parts))
    zip.on('entry', (entry: yauzl.Entry) =>
      zip.openReadStream(entry, async (error, stream) => {
        if (error) return reject(error)
        parts.set(entry.fileName, new Uint8Array(Buffer.concat(await stream.toArray())))
        zip.readEntry()
      }),
    )
    zip.readEntry()
  })
}

/** What an archive of any kind says it unpacks to, in bytes; infinite where it does not say. Throws where it is no archive. */
export async function statedSize(bytes: Uint8Array): Promise<number> {
  const zip = await opened(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  return new Promise((resolve, reject) => {
    let total = 0
    zip.on('error', reject)
    zip.on('end', () => resolve(total))
    zip.on('entry', ({ compressedSize, uncompressedSize }: yauzl.Entry) => {
      // An empty file deflates to two bytes.
      total += uncompressedSize === 0 && compressedSize > 2 ? Number.POSITIVE_INFINITY : uncompressedSize
      zip.readEntry()
    })
    zip.readEntry()
  })
}

const opened = (buffer: Buffer): Promise<yauzl.ZipFile> =>
  new Promise((resolve, reject) =>
    yauzl.fromBuffer(buffer, { lazyEntries: true, strictFileNames: true, validateEntrySizes: true }, (error, zip) =>
      error ? reject(error) : resolve(zip),
    ),
  )
