import { type Bytes, ZipRefused } from './refused'

/** The records of a ZIP (APPNOTE 6.3.10), field by field. Nothing here is believed: directory.ts compares them. */

export const END_BYTES = 22
const END64_BYTES = 56
const LOCATOR_BYTES = 20
export const LOCAL_BYTES = 30
export const CENTRAL_BYTES = 46
const MAX32 = 0xffff_ffff
const ZIP64_EXTRA = 1
/** Info-ZIP's second file name: two readers would see two names. */
const UNICODE_PATH_EXTRA = 0x7075
/** More than any builder of ours writes; time stamps and owners of common ones fit. */
const MAX_EXTRA_BYTES = 128

export const view = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
const broken = (): never => {
  throw new ZipRefused('ZIP 文件已损坏')
}

/** Exactly these bytes. Throws ZipRefused where the archive ends before. */
export async function readExactly(from: Bytes, at: number, length: number): Promise<Uint8Array> {
  const bytes = at < 0 || at + length > from.size ? undefined : await from.read(at, length)
  return bytes?.length === length ? bytes : broken()
}

/** A 64-bit number; none that is no safe integer is a place in a file. */
function uint64(data: DataView, at: number): number {
  const value = data.getUint32(at + 4, true) * 2 ** 32 + data.getUint32(at, true)
  return Number.isSafeInteger(value) ? value : broken()
}

export interface End {
  /** Where the directory begins, and its length; it ends where the end records begin. */
  at: number
  length: number
  count: number
}

/** The record that ends an archive without a comment, and the one beyond 4 GB before it. */
export async function readEnd(from: Bytes, zip64: boolean): Promise<End> {
  if (from.size < END_BYTES) throw new ZipRefused('不是完整的 ZIP 文件')
  const end = view(await readExactly(from, from.size - END_BYTES, END_BYTES))
  if (end.getUint32(0, true) !== 0x06054b50 || end.getUint16(20, true) !== 0)
    throw new ZipRefused('不是完整的 ZIP 文件')
  if (end.getUint32(4, true) !== 0 || end.getUint16(8, true) !== end.getUint16(10, true))
    throw new ZipRefused('分卷的 ZIP 文件不收')
  const [count, length, at] = [end.getUint16(10, true), end.getUint32(12, true), end.getUint32(16, true)]
  const large = count === 0xffff || length === MAX32 || at === MAX32
  if (large && !zip64) throw new ZipRefused('超出 4 GB 的格式')
  const read = large ? await readEnd64(from) : { at, length, count, ends: from.size - END_BYTES }
  if (read.at + read.length !== read.ends) throw new ZipRefused('文件互相重叠，或夹带了别的内容')
  return read
}

async function readEnd64(from: Bytes): Promise<End & { ends: number }> {
  const locatorAt = from.size - END_BYTES - LOCATOR_BYTES
  const locator = view(await readExactly(from, locatorAt, LOCATOR_BYTES))
  const ends = locatorAt - END64_BYTES
  if (locator.getUint32(0, true) !== 0x07064b50 || uint64(locator, 8) !== ends) broken()
  const end = view(await readExactly(from, ends, END64_BYTES))
  if (end.getUint32(0, true) !== 0x06064b50 || uint64(end, 4) !== END64_BYTES - 12) broken()
  if (uint64(end, 24) !== uint64(end, 32)) broken()
  return { count: uint64(end, 32), length: uint64(end, 40), at: uint64(end, 48), ends }
}

export interface Central {
  name: Uint8Array
  flags: number
  method: number
  crc: number
  packed: number
  size: number
  attributes: number
  /** Where its header before the data is. */
  at: number
  /** Its sizes are written in 64 bits. */
  large: boolean
}

/** The next entry of a directory and where the one after it begins. */
export function readCentral(directory: Uint8Array, at: number, zip64: boolean): { entry: Central; next: number } {
  if (at + CENTRAL_BYTES > directory.length) broken()
  const data = view(directory.subarray(at))
  if (data.getUint32(0, true) !== 0x02014b50) broken()
  const [nameBytes, extraBytes, commentBytes] = [28, 30, 32].map((field) => data.getUint16(field, true))
  if (nameBytes === undefined || extraBytes === undefined) return broken()
  const extraAt = at + CENTRAL_BYTES + nameBytes
  const next = extraAt + extraBytes
  if (commentBytes !== 0 || extraBytes > MAX_EXTRA_BYTES || data.getUint16(34, true) !== 0 || next > directory.length)
    broken()
  const entry: Central = {
    name: directory.subarray(at + CENTRAL_BYTES, extraAt),
    flags: data.getUint16(8, true),
    method: data.getUint16(10, true),
    crc: data.getUint32(16, true),
    packed: data.getUint32(20, true),
    size: data.getUint32(24, true),
    attributes: data.getUint32(38, true),
    at: data.getUint32(42, true),
    large: false,
  }
  return { entry: withExtra(entry, directory.subarray(extraAt, next), zip64), next }
}

function withExtra(entry: Central, extra: Uint8Array, zip64: boolean): Central {
  const data = view(extra)
  let large: DataView | undefined
  for (let at = 0; at < extra.length; ) {
    if (at + 4 > extra.length) broken()
    const [id, length] = [data.getUint16(at, true), data.getUint16(at + 2, true)]
    if (at + 4 + length > extra.length || id === UNICODE_PATH_EXTRA) broken()
    if (id === ZIP64_EXTRA && !zip64) throw new ZipRefused('超出 4 GB 的格式')
    if (id === ZIP64_EXTRA) large = view(extra.subarray(at + 4, at + 4 + length))
    at += 4 + length
  }
  if (!large) return entry.packed === MAX32 || entry.size === MAX32 || entry.at === MAX32 ? broken() : entry
  let read = 0
  const own = large
  const field = (stated: number) => {
    if (stated !== MAX32) return stated
    read += 8
    return read > own.byteLength ? broken() : uint64(own, read - 8)
  }
  // In this order, each only where the short field is full (4.5.3).
  const [size, packed, place] = [field(entry.size), field(entry.packed), field(entry.at)]
  return { ...entry, size, packed, at: place, large: true }
}

/** The header before a file's data agrees with the directory; where the data begin. `header`: as many bytes as it may have. */
export function localDataAt(header: Uint8Array, entry: Central): number {
  const data = view(header)
  const disagrees = () => new ZipRefused('文件头与目录不符')
  if (header.length < LOCAL_BYTES + entry.name.length || data.getUint32(0, true) !== 0x04034b50) throw disagrees()
  const extraBytes = data.getUint16(28, true)
  const name = header.subarray(LOCAL_BYTES, LOCAL_BYTES + entry.name.length)
  const streamed = (entry.flags & STREAMED) !== 0
  const own = [data.getUint32(14, true), data.getUint32(18, true), data.getUint32(22, true)]
  const directory = [entry.crc, entry.packed, entry.size].map((value) => Math.min(value, MAX32))
  const same = own.every(
    (value, i) => value === directory[i] || (streamed && value === 0) || (entry.large && value === MAX32),
  )
  if (
    data.getUint16(6, true) !== entry.flags ||
    data.getUint16(8, true) !== entry.method ||
    data.getUint16(26, true) !== entry.name.length ||
    extraBytes > MAX_EXTRA_BYTES ||
    !name.every((byte, i) => byte === entry.name[i]) ||
    !same
  )
    throw disagrees()
  return entry.at + LOCAL_BYTES + entry.name.length + extraBytes
}

/** Flag: sizes stand behind the data. */
export const STREAMED = 0x08

/** What stands between two files is nothing, or the record that a streamed file ends with. */
export function isDescriptor(gap: Uint8Array, { flags, packed, size, large }: Central): boolean {
  if ((flags & STREAMED) === 0) return gap.length === 0
  const data = view(gap)
  if (gap.length !== (large ? 24 : 16) || data.getUint32(0, true) !== 0x08074b50) return false
  return large
    ? uint64(data, 8) === packed && uint64(data, 16) === size
    : data.getUint32(8, true) === packed && data.getUint32(12, true) === size
}
