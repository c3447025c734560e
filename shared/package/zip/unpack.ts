import { readExactly } from './records'
import { type Bytes, blamed, type ZipFile } from './refused'

/**
 * Raw deflate to exactly `size` bytes, using up every packed byte; anything else throws. A port: zlib in Node, what the browser has there.
 * Never holds more than a little over `size`.
 */
export type Inflate = (packed: Uint8Array, size: number) => Promise<Uint8Array>

/** One file, unpacked. Throws ZipRefused where it is not what its header says. */
export async function unpack(from: Bytes, path: string, file: ZipFile, inflate: Inflate): Promise<Uint8Array> {
  try {
    const packed = await readExactly(from, file.at, file.packed)
    return file.deflated ? await inflate(packed, file.size) : packed
  } catch (error) {
    throw blamed(error, `${path} 解压不出来，文件可能不完整`)
  }
}
