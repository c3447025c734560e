import { closeSync, createReadStream, fstatSync, openSync, read } from 'node:fs'
import { pipeline, Readable, Transform } from 'node:stream'
import { createInflateRaw } from 'node:zlib'
import { CLAIM, readDirectory, VIDEOS } from '../../shared/package/zip/directory'
import { type Bytes, type ZipFile, ZipRefused } from '../../shared/package/zip/refused'
import { unpack } from '../../shared/package/zip/unpack'
import { inflate } from './inflate'

export interface OpenedZip {
  /** The one top folder. */
  bag: string
  keys(): Iterable<string>
  /** Bytes once unpacked, as the directory says and unpacking holds it to; undefined where there is no such file. */
  size(path: string): number | undefined
  get(path: string): Promise<Uint8Array | undefined>
  /** The file's bytes as they come. Throws ZipRefused where there is none. */
  stream(path: string): Promise<Readable>
  close(): void
}

/**
 * Opens a package's ZIP where it lies and reads its files one by one, with the refusals of `readDirectory`. `large`: a package of videos,
 * which may be longer than 4 GB. Nothing is written. Throws ZipRefused, and what the file system says.
 */
export async function openZip(path: string, large = false): Promise<OpenedZip> {
  const fd = openSync(path, 'r')
  try {
    const from: Bytes = { size: fstatSync(fd).size, read: (at, length) => readAt(fd, at, length) }
    const { bag, files } = await readDirectory(from, large ? VIDEOS : CLAIM)
    return {
      bag,
      keys: () => files.keys(),
      size: (name) => files.get(name)?.size,
      async get(name) {
        const file = files.get(name)
        return file && unpack(from, name, file, inflate)
      },
      async stream(name) {
        const file = files.get(name)
        if (!file) throw new ZipRefused(`没有 ${name}`)
        return streamOf(fd, file)
      },
      close: () => closeSync(fd),
    }
  } catch (error) {
    closeSync(fd)
    throw error
  }
}

function streamOf(fd: number, { at, packed, size, deflated }: ZipFile): Readable {
  if (packed === 0) return Readable.from([])
  const raw = createReadStream('', { fd, start: at, end: at + packed - 1, autoClose: false })
  // What goes wrong in the first reaches whoever reads the last.
  return deflated ? pipeline(raw, createInflateRaw(), atMost(size), () => undefined) : raw
}

/** Sizes are held to while streaming, not only by the header. */
function atMost(size: number): Transform {
  let left = size
  return new Transform({
    transform(chunk: Buffer, _, next) {
      left -= chunk.length
      if (left < 0) next(new ZipRefused('解压后比写明的大'))
      else next(null, chunk)
    },
  })
}

const readAt = (fd: number, at: number, length: number): Promise<Uint8Array> =>
  new Promise((resolve, reject) =>
    read(fd, new Uint8Array(length), 0, length, at, (error, count, bytes) =>
      error ? reject(error) : resolve(bytes.subarray(0, count)),
    ),
  )
