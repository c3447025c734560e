import { createInflateRaw } from 'node:zlib'
import type { Inflate } from '../../shared/package/zip/unpack'

const CHUNK = 1 << 20

/** `Inflate` by zlib, which says how much it used up: bytes behind the packed ones are found, too. */
export const inflate: Inflate = (packed, size) =>
  new Promise((resolve, reject) => {
    const stream = createInflateRaw({ chunkSize: Math.max(64, Math.min(size + 1, CHUNK)) })
    const parts: Buffer[] = []
    let unpacked = 0
    stream.on('error', reject)
    stream.on('data', (part: Buffer) => {
      unpacked += part.length
      if (unpacked > size) stream.destroy(new Error('larger than stated'))
      else parts.push(part)
    })
    stream.on('end', () => {
      if (unpacked !== size || stream.bytesWritten !== packed.length) return reject(new Error('not as stated'))
      const [only] = parts
      const whole = parts.length === 1 && only ? only : Buffer.concat(parts, size)
      resolve(new Uint8Array(whole.buffer, whole.byteOffset, whole.length))
    })
    stream.end(packed)
  })
