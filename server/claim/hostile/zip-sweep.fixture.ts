import { readDirectory, SMALL } from '../../../shared/package/zip/directory'
import { ZipRefused } from '../../../shared/package/zip/refused'
import { unpack } from '../../../shared/package/zip/unpack'
import { inflate } from '../inflate'

/** The files of an archive as the verifier reads them, or why it reads none. */
export async function contentOf(zip: Uint8Array): Promise<ReadonlyMap<string, Uint8Array> | string> {
  const from = { size: zip.length, read: async (at: number, length: number) => zip.subarray(at, at + length) }
  try {
    const { files } = await readDirectory(from, SMALL)
    const read = new Map<string, Uint8Array>()
    for (const [name, file] of files) read.set(name, await unpack(from, name, file, inflate))
    return read
  } catch (error) {
    if (error instanceof ZipRefused) return error.message
    throw error
  }
}

/** Where the bytes of an archive of stored files lie that are nobody's content: headers before data, the directory, its end. */
export function structureOf(zip: Uint8Array): { local: number[]; directory: number[]; end: number[] } {
  const data = new DataView(zip.buffer, zip.byteOffset, zip.byteLength)
  const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i)
  const local: number[] = []
  let at = 0
  while (data.getUint32(at, true) === 0x04034b50) {
    const header = 30 + data.getUint16(at + 26, true) + data.getUint16(at + 28, true)
    local.push(...range(at, at + header))
    at += header + data.getUint32(at + 18, true)
  }
  const end = zip.length - 22
  return { local, directory: range(at, end), end: range(end, zip.length) }
}

/** Why one byte of the structure may be refused; nothing else is a reason. */
export const STRUCTURE_REASONS =
  /^(ZIP 文件已损坏|不是完整的 ZIP 文件|分卷的 ZIP 文件不收|超过 4 GB 的 ZIP 文件不收|文件太多|文件头与目录不符|文件互相重叠，或夹带了别的内容|里面应当只有一个文件夹|解压后超过 1 GB|压缩比异常|.* 解压不出来，文件可能不完整|".*"：(不是普通文件|已加密|压缩方法不认识|文件头与目录不符|压缩比异常|解压后太大|文件名不合规定|文件名重复|文件名不是 UTF-8|不该有空文件夹))$/
