import type { PackageFiles } from '../../shared/package/bag'
import { CLAIM, readDirectory } from '../../shared/package/zip/directory'
import type { Bytes } from '../../shared/package/zip/refused'
import { type Inflate, unpack } from '../../shared/package/zip/unpack'

/** A chosen file, read where it lies: a piece at a time, never the whole. */
export const bytesOf = (file: Blob): Bytes => ({
  size: file.size,
  read: async (at, length) => new Uint8Array(await file.slice(at, at + length).arrayBuffer()),
})

/** `Inflate` by the browser, which refuses bytes behind the packed ones by itself. */
export const inflate: Inflate = async (packed, size) => {
  const stream = new Blob([new Uint8Array(packed)]).stream().pipeThrough(new DecompressionStream('deflate-raw'))
  const reader = stream.getReader()
  const whole = new Uint8Array(size)
  let at = 0
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    if (at + part.value.length > size) {
      await reader.cancel()
      throw new Error('larger than stated')
    }
    whole.set(part.value, at)
    at += part.value.length
  }
  if (at !== size) throw new Error('smaller than stated')
  return whole
}

/** The package's files, each read when it is asked for. `onFile` may let the page breathe. Throws ZipRefused. */
export async function openPackage(file: Blob, onFile: () => Promise<void>): Promise<PackageFiles & { count: number }> {
  const from = bytesOf(file)
  const { files } = await readDirectory(from, CLAIM)
  return {
    count: files.size,
    keys: () => files.keys(),
    async get(path) {
      const one = files.get(path)
      if (!one) return undefined
      await onFile()
      return unpack(from, path, one, inflate)
    },
  }
}
