import { Names } from './names'
import {
  CENTRAL_BYTES,
  type Central,
  isDescriptor,
  LOCAL_BYTES,
  localDataAt,
  readCentral,
  readEnd,
  readExactly,
} from './records'
import { type Bytes, type Limits, type ZipFile, ZipRefused } from './refused'

/** A package in memory or in a browser's file. */
export const SMALL: Limits = { files: 10_000, file: 128 << 20, total: 2 ** 30, ratio: 100, zip64: false }
/** A claim's package may hold a thousand people's files; the rest is as everywhere. */
export const CLAIM: Limits = { ...SMALL, files: 65_534, total: 2 ** 34 }
/** Videos are as large as they are, and stored. */
export const VIDEOS: Limits = {
  files: 10_000,
  file: Number.MAX_SAFE_INTEGER,
  total: Number.MAX_SAFE_INTEGER,
  ratio: 100,
  zip64: true,
}

/** Smaller ones do no harm: figures of a thousand people who studied alike shrink to a hundredth and less. */
const RATIO_FROM = 16 << 20
/** Of all files together. */
const TOTAL_RATIO_FROM = 64 << 20
const MAX_ENTRY_BYTES = CENTRAL_BYTES + 512 + 128
/** Room for a header's name and other fields; read in one go. */
const HEADER_BYTES = LOCAL_BYTES + 512 + 128
/** Signature, CRC and sizes after a streamed file's data. */
const MAX_DESCRIPTOR = 24

export interface Directory {
  /** The one top folder. */
  bag: string
  /** Files by their path inside it. */
  files: Map<string, ZipFile>
}

/**
 * Reads the directory of a package's ZIP and refuses everything an honest one never holds: paths that lead out, symbolic links, names that
 * collide or that a file system cannot hold, encryption, other methods, bombs, headers that disagree, bytes that belong to no file.
 * Checksums are the manifest's matter. Throws ZipRefused.
 */
export async function readDirectory(from: Bytes, limits: Limits): Promise<Directory> {
  const end = await readEnd(from, limits.zip64)
  if (end.count > limits.files || end.length > limits.files * MAX_ENTRY_BYTES) throw new ZipRefused('文件太多')
  const listed = entriesOf(await readExactly(from, end.at, end.length), end.count, limits)
  refuseBombs(listed, from.size, limits)
  const places = await placesOf(from, listed, end.at)
  const bag = topFolder(listed)
  return {
    bag,
    files: new Map(
      listed.map(({ name, entry: { packed, size, method } }, i) => [
        name.slice(bag.length + 1),
        { at: places[i] ?? 0, packed, size, deflated: method === 8 },
      ]),
    ),
  }
}

interface Listed {
  name: string
  entry: Central
}

function entriesOf(directory: Uint8Array, count: number, limits: Limits): Listed[] {
  const listed: Listed[] = []
  const names = new Names()
  let at = 0
  while (at < directory.length && listed.length < count) {
    const { entry, next } = readCentral(directory, at, limits.zip64)
    const taken = names.take(entry.name, entry.flags)
    const problem = 'problem' in taken ? taken.problem : problemOf(taken.name, entry, limits)
    if (problem) throw new ZipRefused(`${JSON.stringify(taken.name)}：${problem}`)
    listed.push({ name: taken.name, entry })
    at = next
  }
  if (at !== directory.length || listed.length !== count) throw new ZipRefused('文件头与目录不符')
  return listed
}

/** Manifests and the like are read whole, before anything is known of the package. */
const MAX_TAG_BYTES = 32 << 20
const isPayload = (name: string) => /^[^/]+\/data\//.test(name)

function problemOf(
  name: string,
  { flags, method, packed, size, attributes }: Central,
  limits: Limits,
): string | undefined {
  const type = (attributes >>> 16) & 0o170000
  if (type !== 0 && type !== 0o100000) return '不是普通文件'
  if ((flags & 0x2041) !== 0) return '已加密'
  if (method !== 0 && method !== 8) return '压缩方法不认识'
  if (method === 0 && packed !== size) return '文件头与目录不符'
  if (size > RATIO_FROM && size > packed * limits.ratio) return '压缩比异常'
  if (size > (isPayload(name) ? limits.file : MAX_TAG_BYTES)) return '解压后太大'
  return undefined
}

function refuseBombs(listed: readonly Listed[], size: number, { total, ratio }: Limits): void {
  const unpacked = listed.reduce((sum, { entry }) => sum + entry.size, 0)
  if (unpacked > total) throw new ZipRefused(`解压后超过 ${total / 2 ** 30} GB`)
  if (unpacked > TOTAL_RATIO_FROM && unpacked > size * ratio) throw new ZipRefused('压缩比异常')
}

/** Where each file's data begin. Every byte belongs to a file, and the headers before each agree with the directory. */
async function placesOf(from: Bytes, listed: readonly Listed[], directoryAt: number): Promise<number[]> {
  const places: number[] = []
  const order = listed.map((_, i) => i).sort((a, b) => (listed[a]?.entry.at ?? 0) - (listed[b]?.entry.at ?? 0))
  let before: { entry: Central; end: number } | undefined
  for (const i of order) {
    const { entry } = listed[i] ?? {}
    if (!entry) continue
    const start = before?.end ?? 0
    refuseFar(entry.at - start, before !== undefined)
    // The end of the file before and this one's header lie side by side: one reading.
    const length = Math.min(entry.at - start + HEADER_BYTES, directoryAt - start)
    const bytes = await readExactly(from, start, Math.max(length, 0))
    refuseBetween(bytes.subarray(0, entry.at - start), before?.entry)
    const at = localDataAt(bytes.subarray(entry.at - start), entry)
    places[i] = at
    before = { entry, end: at + entry.packed }
  }
  const last = before?.end ?? 0
  refuseFar(directoryAt - last, before !== undefined)
  refuseBetween(await readExactly(from, last, directoryAt - last), before?.entry)
  return places
}

const overlaps = () => new ZipRefused('文件互相重叠，或夹带了别的内容')

function refuseFar(gap: number, behindFile: boolean): void {
  if (gap < 0 || gap > (behindFile ? MAX_DESCRIPTOR : 0)) throw overlaps()
}

function refuseBetween(gap: Uint8Array, entry: Central | undefined): void {
  if (entry ? !isDescriptor(gap, entry) : gap.length > 0) throw overlaps()
}

function topFolder(listed: readonly Listed[]): string {
  const folders = new Set(listed.map(({ name }) => (name.includes('/') ? name.slice(0, name.indexOf('/')) : '')))
  const [bag] = folders
  if (!bag || folders.size !== 1) throw new ZipRefused('里面应当只有一个文件夹')
  return bag
}
