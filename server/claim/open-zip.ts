import type { FileHandle } from 'node:fs/promises'
import { open } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import yauzl from 'yauzl'
import { content, END, type Limits, listed, refuseGaps, topFolder, ZipRefused } from './read-zip'

/** A claim's package may hold a thousand people's files; the rest is as everywhere. */
const CLAIM: Limits = { files: 100_000, file: 256 << 20, ratio: 100, zip64: false }
/** Videos are as large as they are, and stored. */
const VIDEOS: Limits = { files: 10_000, file: Number.MAX_SAFE_INTEGER, ratio: 100, zip64: true }

export interface OpenedZip {
  /** The one top folder. */
  bag: string
  keys(): Iterable<string>
  get(path: string): Promise<Uint8Array | undefined>
  /** The file's bytes as they come. Throws ZipRefused where there is none. */
  stream(path: string): Promise<Readable>
  close(): void
}

/**
 * Opens a package's ZIP where it lies and reads its files one by one, with the refusals of `readZip`. `large`: a package of videos,
 * which may be longer than 4 GB. Throws ZipRefused, and what the file system says.
 */
export async function openZip(path: string, large = false): Promise<OpenedZip> {
  const file = await open(path)
  let zip: yauzl.ZipFile | undefined
  try {
    const { size } = await file.stat()
    await refuseTail(file, size)
    zip = await opened(path)
    const entries = await listed(zip, large ? VIDEOS : CLAIM)
    if (!large) await refuseGaps({ size, read: (at, length) => readAt(file, at, length) }, entries)
    return contents(zip, entries)
  } catch (error) {
    zip?.close()
    if (error instanceof ZipRefused || isSystem(error)) throw error
    throw new ZipRefused('ZIP 文件已损坏')
  } finally {
    await file.close()
  }
}

function contents(zip: yauzl.ZipFile, entries: readonly yauzl.Entry[]): OpenedZip {
  const bag = topFolder(entries)
  const byPath = new Map(entries.map((entry) => [entry.fileName.slice(bag.length + 1), entry]))
  return {
    bag,
    keys: () => byPath.keys(),
    async get(path) {
      const entry = byPath.get(path)
      return entry && content(zip, entry)
    },
    stream: (path) =>
      new Promise((resolve, reject) => {
        const entry = byPath.get(path)
        if (!entry) return reject(new ZipRefused(`没有 ${path}`))
        zip.openReadStream(entry, (error, stream) => (error ? reject(error) : resolve(stream)))
      }),
    close: () => zip.close(),
  }
}

const isSystem = (error: unknown): boolean => error instanceof Error && 'syscall' in error

async function refuseTail(file: FileHandle, size: number): Promise<void> {
  const tail = size < END ? Buffer.alloc(0) : await readAt(file, size - END, END)
  if (tail.length < END || tail.readUInt32LE(0) !== 0x06054b50) throw new ZipRefused('不是完整的 ZIP 文件')
}

async function readAt(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, at)
  return buffer.subarray(0, bytesRead)
}

const opened = (path: string): Promise<yauzl.ZipFile> =>
  new Promise((resolve, reject) =>
    yauzl.open(
      path,
      { lazyEntries: true, autoClose: false, strictFileNames: true, validateEntrySizes: true },
      (error, zip) => (error ? reject(error) : resolve(zip)),
    ),
  )
