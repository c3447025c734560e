import yauzl from 'yauzl'

/** Why an archive is not read; plain Chinese. */
export class ZipRefused extends Error {
  override name = 'ZipRefused'
}

export interface ZipContents {
  /** The one top folder. */
  bag: string
  /** Files by their path inside it. */
  files: Map<string, Uint8Array>
}

export interface Limits {
  files: number
  /** Unpacked bytes of one file. */
  file: number
  /** Unpacked to packed. */
  ratio: number
  /** Whether the format beyond 4 GB is taken. */
  zip64: boolean
}

const IN_MEMORY: Limits = { files: 10_000, file: 256 << 20, ratio: 100, zip64: false }
const MAX_TOTAL = 1 << 30
/** Smaller ones do no harm: figures of a thousand people who studied alike shrink to a hundredth and less. */
const RATIO_FROM = 16 << 20
/** The record that ends an archive without a comment. */
export const END = 22
const LOCAL_HEADER = 30
/** Signature, CRC and sizes after a streamed file's data. */
const MAX_DESCRIPTOR = 24
/** Names that Windows cannot hold, and what may not be in a name anywhere. */
const badName = /[\p{Cc}<>:"|?*\\]|(^|\/)(\.{1,2}|con|prn|aux|nul|com\d|lpt\d)(\.[^/]*)?(\/|$)|[. ](\/|$)|^\/|\/\//iu

/**
 * Reads a package's ZIP into memory and refuses everything an honest one never holds: paths that lead out, symbolic links,
 * names that collide or that a file system cannot hold, encryption, other methods, ZIP64, bombs, bytes that belong to no
 * file. Nothing is written. Checksums are the manifest's matter. Throws ZipRefused.
 */
export async function readZip(bytes: Uint8Array): Promise<ZipContents> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (buffer.length < END || buffer.readUInt32LE(buffer.length - END) !== 0x06054b50)
    throw new ZipRefused('不是完整的 ZIP 文件')
  let entries: yauzl.Entry[]
  let zip: yauzl.ZipFile
  try {
    zip = await opened(buffer)
    entries = await listed(zip, IN_MEMORY)
  } catch (error) {
    if (error instanceof ZipRefused) throw error
    throw new ZipRefused('ZIP 文件已损坏')
  }
  await refuseGaps({ size: buffer.length, read: (at, length) => buffer.subarray(at, at + length) }, entries)
  const bag = topFolder(entries)
  const files = new Map<string, Uint8Array>()
  let total = 0
  for (const entry of entries) {
    const data = await content(zip, entry)
    total += data.length
    if (total > MAX_TOTAL) throw new ZipRefused('解压后超过 1 GB')
    files.set(entry.fileName.slice(bag.length + 1), data)
  }
  return { bag, files }
}

/** The files of an archive that this server has just made, by their path. */
export async function partsOf(bytes: Uint8Array): Promise<Map<string, Uint8Array>> {
  const zip = await opened(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  const parts = new Map<string, Uint8Array>()
  for (const entry of await listed(zip, IN_MEMORY)) parts.set(entry.fileName, await content(zip, entry))
  return parts
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

/** The files of an archive, where none is refused. */
export function listed(zip: yauzl.ZipFile, limits: Limits): Promise<yauzl.Entry[]> {
  if (zip.entryCount > limits.files) throw new ZipRefused('文件太多')
  const entries: yauzl.Entry[] = []
  const names = new Set<string>()
  return new Promise((resolve, reject) => {
    zip.on('error', reject)
    zip.on('end', () => resolve(entries))
    zip.on('entry', (entry: yauzl.Entry) => {
      const problem = problemOf(entry, names, limits)
      if (problem) return reject(new ZipRefused(`${JSON.stringify(entry.fileName)}：${problem}`))
      entries.push(entry)
      zip.readEntry()
    })
    zip.readEntry()
  })
}

function problemOf(entry: yauzl.Entry, names: Set<string>, limits: Limits): string | undefined {
  const { fileName, compressedSize, uncompressedSize } = entry
  const type = (entry.externalFileAttributes >>> 16) & 0o170000
  const folded = fileName.normalize('NFC').toLowerCase()
  if (fileName.endsWith('/')) return '不该有空文件夹'
  if (badName.test(fileName)) return '文件名不合规定'
  if (names.has(folded)) return '文件名重复'
  names.add(folded)
  if (type !== 0 && type !== 0o100000) return '不是普通文件'
  if ((entry.generalPurposeBitFlag & 0x2041) !== 0) return '已加密'
  if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8) return '压缩方法不认识'
  if (!limits.zip64 && entry.extraFields.some(({ id }) => id === 1)) return '超出 4 GB 的格式'
  if (uncompressedSize > limits.file) return '解压后太大'
  if (uncompressedSize > RATIO_FROM && uncompressedSize > compressedSize * limits.ratio) return '压缩比异常'
  return undefined
}

/** An archive's bytes, wherever they are. */
export interface Bytes {
  size: number
  read(at: number, length: number): Buffer | Promise<Buffer>
}

/** Every byte belongs to a file, and the headers before each agree with the directory. */
export async function refuseGaps({ size, read }: Bytes, entries: readonly yauzl.Entry[]): Promise<void> {
  const directory = (await read(size - 6, 4)).readUInt32LE(0)
  let end = 0
  for (const entry of [...entries].sort((a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader)) {
    const at = entry.relativeOffsetOfLocalHeader
    const gap = at - end
    if (gap < 0 || gap > (end === 0 ? 0 : MAX_DESCRIPTOR) || at + LOCAL_HEADER > directory)
      throw new ZipRefused('文件互相重叠，或夹带了别的内容')
    const header = await read(at, LOCAL_HEADER + entry.fileNameRaw.length)
    const nameLength = header.readUInt16LE(26)
    if (header.readUInt32LE(0) !== 0x04034b50 || nameLength !== entry.fileNameRaw.length)
      throw new ZipRefused('文件头与目录不符')
    if (!header.subarray(LOCAL_HEADER).equals(entry.fileNameRaw)) throw new ZipRefused('文件头与目录不符')
    end = at + LOCAL_HEADER + nameLength + header.readUInt16LE(28) + entry.compressedSize
  }
  if (directory < end || directory - end > MAX_DESCRIPTOR) throw new ZipRefused('文件互相重叠，或夹带了别的内容')
}

export function topFolder(entries: readonly yauzl.Entry[]): string {
  const folders = new Set(
    entries.map(({ fileName }) => (fileName.includes('/') ? fileName.slice(0, fileName.indexOf('/')) : '')),
  )
  const [bag] = folders
  if (!bag || folders.size !== 1) throw new ZipRefused('里面应当只有一个文件夹')
  return bag
}

/** One file, unpacked. Sizes are held to while streaming, not only by the header. */
export function content(zip: yauzl.ZipFile, entry: yauzl.Entry): Promise<Uint8Array> {
  return new Promise((resolve, reject) =>
    zip.openReadStream(entry, (error, stream) => {
      const broken = () => reject(new ZipRefused(`${entry.fileName} 解压不出来，文件可能不完整`))
      if (error) return broken()
      const parts: Buffer[] = []
      let size = 0
      stream.on('error', broken)
      stream.on('data', (part: Buffer) => {
        size += part.length
        if (size > entry.uncompressedSize) stream.destroy(new Error('larger than stated'))
        else parts.push(part)
      })
      stream.on('end', () => resolve(new Uint8Array(Buffer.concat(parts))))
    }),
  )
}
