/**
 * DER (X.690), as much as a time stamp and its certificates need: definite, shortest lengths and one-byte tags. Whatever could be written in
 * two ways is refused, so that a signature covers one reading.
 */
export interface Der {
  tag: number
  content: Uint8Array
  /** Tag, length and content. */
  raw: Uint8Array
}

export class BadDer extends Error {
  override name = 'BadDer'
}

export const BOOLEAN = 0x01
export const INTEGER = 0x02
export const BIT_STRING = 0x03
export const OCTETS = 0x04
export const OID = 0x06
export const UTC_TIME = 0x17
export const GENERALIZED_TIME = 0x18
export const SEQUENCE = 0x30
export const SET = 0x31
/** [n], constructed. */
export const context = (n: number): number => 0xa0 + n

/** The one value that these bytes are. Throws BadDer. */
export function readDer(bytes: Uint8Array): Der {
  const [only, ...more] = readAll(bytes)
  if (!only || more.length > 0) throw new BadDer('not one value')
  return only
}

/** The values inside a constructed one; `tag` says which it must be. Throws BadDer. */
export function inside(der: Der | undefined, tag: number): Der[] {
  return readAll(contentOf(der, tag))
}

/** The bytes inside a value that must have this tag. Throws BadDer. */
export function contentOf(der: Der | undefined, tag: number): Uint8Array {
  if (der?.tag !== tag) throw new BadDer(`no value of tag ${tag}`)
  return der.content
}

function readAll(bytes: Uint8Array): Der[] {
  const all: Der[] = []
  for (let at = 0; at < bytes.length; ) {
    const { start, length } = readLength(bytes, at + 1)
    const end = start + length
    const tag = bytes[at] ?? 0
    if ((tag & 0x1f) === 0x1f || end > bytes.length) throw new BadDer('a value that is cut short, or of a long tag')
    all.push({ tag, content: bytes.subarray(start, end), raw: bytes.subarray(at, end) })
    at = end
  }
  return all
}

function readLength(bytes: Uint8Array, at: number): { start: number; length: number } {
  const first = bytes[at]
  if (first === undefined) throw new BadDer('no length')
  if (first < 0x80) return { start: at + 1, length: first }
  const count = first & 0x7f
  if (count === 0 || count > 4) throw new BadDer('an open or absurd length')
  let length = 0
  for (let i = 1; i <= count; i++) length = length * 256 + (bytes[at + i] ?? Number.NaN)
  if (!(length >= 0x80) || length < 256 ** (count - 1)) throw new BadDer('a length not written shortest')
  return { start: at + 1 + count, length }
}

/** The value of an INTEGER that is 0 or more and within four bytes. Throws BadDer. */
export function wholeOf(value: Der | undefined): number {
  const content = contentOf(value, INTEGER)
  const [first = 0x80, second = 0x80] = content
  if (first >= 0x80 || (first === 0 && second < 0x80) || content.length > 4) throw new BadDer('no number of this size')
  return content.reduce((sum, byte) => sum * 256 + byte, 0)
}

/** `1.2.840…` of an object identifier's content. Throws BadDer where an arc is padded or cut short. */
export function oidText(content: Uint8Array): string {
  const arcs: number[] = []
  let arc = 0
  let begun = false
  for (const byte of content) {
    if (!begun && byte === 0x80) throw new BadDer('an arc not written shortest')
    arc = arc * 128 + (byte & 0x7f)
    begun = byte >= 0x80
    if (!begun) {
      arcs.push(arc)
      arc = 0
    }
  }
  const [first, ...rest] = arcs
  if (begun || first === undefined) throw new BadDer('an object identifier cut short')
  const top = Math.min(2, Math.floor(first / 40))
  return [top, first - top * 40, ...rest].join('.')
}

/** One value of DER. */
export function der(tag: number, ...contents: Uint8Array[]): Uint8Array {
  const length = contents.reduce((sum, part) => sum + part.length, 0)
  const size = length < 0x80 ? [length] : bytesOf(length)
  const head = length < 0x80 ? size : [0x80 + size.length, ...size]
  return Uint8Array.of(tag, ...head, ...contents.flatMap((part) => [...part]))
}

function bytesOf(value: number): number[] {
  return value < 256 ? [value] : [...bytesOf(Math.floor(value / 256)), value % 256]
}
