import { AGE_HEAD_BYTES, isAge, openAge } from '../../shared/package/age'
import type { PackageFiles } from '../../shared/package/bag'
import type { VideoPackage } from '../../shared/package/verify-videos'
import { readDirectory } from '../../shared/package/zip/directory'
import { type Bytes, type Limits, type ZipFile, ZipRefused } from '../../shared/package/zip/refused'
import { type Inflate, unpack } from '../../shared/package/zip/unpack'

/** Told of bytes as they are read; may let the page breathe. */
export type OnBytes = (bytes: number) => Promise<void> | void

/** A chosen file, read where it lies: a piece at a time, never the whole. */
export const bytesOf = (file: Blob): Bytes => ({
  size: file.size,
  read: async (at, length) => new Uint8Array(await file.slice(at, at + length).arrayBuffer()),
})

const inflated = (packed: Blob) => packed.stream().pipeThrough(new DecompressionStream('deflate-raw'))

/** `Inflate` by the browser, which refuses bytes behind the packed ones by itself. */
export const inflate: Inflate = async (packed, size) => {
  const whole = new Uint8Array(size)
  let at = 0
  for await (const part of partsOf(inflated(new Blob([new Uint8Array(packed)])))) {
    if (at + part.length > size) throw new Error('larger than stated')
    whole.set(part, at)
    at += part.length
  }
  if (at !== size) throw new Error('smaller than stated')
  return whole
}

/** Streams are no iterables before Chromium 124. */
async function* partsOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader()
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) yield part.value
  } finally {
    await reader.cancel().catch(() => undefined)
  }
}

export const isEncrypted = async (file: Blob): Promise<boolean> =>
  isAge(new Uint8Array(await file.slice(0, AGE_HEAD_BYTES).arrayBuffer()))

const streamed = (parts: AsyncGenerator<Uint8Array>) =>
  new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await parts.next()
      if (done) controller.close()
      else controller.enqueue(value)
    },
    async cancel() {
      await parts.return(undefined)
    },
  })

/**
 * What an encrypted file holds. It is decrypted as it streams, into a blob of the browser's, which puts large ones on disk by itself.
 * Throws ZipRefused.
 */
export async function decrypted(file: Blob, identities: string, onBytes: OnBytes): Promise<Blob> {
  async function* counted() {
    for await (const part of partsOf(file.stream())) {
      await onBytes(part.length)
      yield part
    }
  }
  const plain = partsOf(await openAge(streamed(counted()), identities))
  let failed: unknown
  async function* noticed() {
    try {
      yield* plain
    } catch (error) {
      failed = error
      throw error
    }
  }
  try {
    return await new Response(streamed(noticed())).blob()
  } catch (error) {
    // Browsers say only that they could not read a response.
    throw failed ?? error
  }
}

/** Of a package on disk: its files, each read when it is asked for. */
export interface OpenedPackage extends PackageFiles, VideoPackage {
  get(path: string): Promise<Uint8Array | undefined>
  /** Of all files, unpacked. */
  bytes: number
}

/** Opens a package's ZIP where it lies. Throws ZipRefused. */
export async function openPackage(file: Blob, limits: Limits, onBytes: OnBytes): Promise<OpenedPackage> {
  const from = bytesOf(file)
  const { files } = await readDirectory(from, limits)
  return {
    bytes: [...files.values()].reduce((sum, { size }) => sum + size, 0),
    keys: () => files.keys(),
    async get(path) {
      const one = files.get(path)
      if (!one) return undefined
      await onBytes(one.size)
      return unpack(from, path, one, inflate)
    },
    async stream(path) {
      const one = files.get(path)
      if (!one) throw new ZipRefused(`没有 ${path}`)
      return streamOf(file, one, onBytes)
    },
  }
}

/** Sizes are held to while streaming, not only by the header. */
async function* streamOf(
  file: Blob,
  { at, packed, size, deflated }: ZipFile,
  onBytes: OnBytes,
): AsyncGenerator<Uint8Array> {
  const raw = file.slice(at, at + packed)
  let left = size
  for await (const part of partsOf(deflated ? inflated(raw) : raw.stream())) {
    left -= part.length
    if (left < 0) throw new ZipRefused('解压后比写明的大')
    await onBytes(part.length)
    yield part
  }
}
