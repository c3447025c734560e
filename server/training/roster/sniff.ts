/** What a file is by what it begins with, never by its name. */
export type FileKind =
  | 'empty'
  | 'zip'
  | 'xls'
  | 'encrypted'
  | 'ole'
  | 'html'
  | 'xml-sheet'
  | 'pdf'
  | 'picture'
  | 'archive'
  | 'text'

const starts = (bytes: Uint8Array, ...magic: number[]) => magic.every((byte, i) => bytes[i] === byte)

/** Enough to find the directory of an OLE file's first streams, and the head of a text. */
const HEAD = 1 << 20

export function kindOf(bytes: Uint8Array): FileKind {
  if (bytes.length === 0) return 'empty'
  if (starts(bytes, 0x50, 0x4b, 0x03, 0x04) || starts(bytes, 0x50, 0x4b, 0x05, 0x06)) return 'zip'
  if (starts(bytes, 0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)) return oleKind(bytes)
  // BIFF2 to BIFF4: a worksheet without a container.
  if (starts(bytes, 0x09, 0x00, 0x04) || starts(bytes, 0x09, 0x02, 0x06) || starts(bytes, 0x09, 0x04, 0x06))
    return 'xls'
  if (starts(bytes, 0x25, 0x50, 0x44, 0x46)) return 'pdf'
  if (starts(bytes, 0xff, 0xd8, 0xff) || starts(bytes, 0x89, 0x50, 0x4e, 0x47) || starts(bytes, 0x47, 0x49, 0x46, 0x38))
    return 'picture'
  if (starts(bytes, 0x52, 0x61, 0x72, 0x21) || starts(bytes, 0x37, 0x7a, 0xbc, 0xaf)) return 'archive'
  const head = Buffer.from(bytes.subarray(0, 4096)).toString('latin1').replaceAll('\0', '').toLowerCase()
  if (/urn:schemas-microsoft-com:office:spreadsheet/.test(head)) return 'xml-sheet'
  if (/^\W*(<!doctype html|<html|<head|<meta|<table|<style|mime-version:)/.test(head)) return 'html'
  return 'text'
}

/** The names of an OLE file's streams are UTF-16 text in its directory. */
function oleKind(bytes: Uint8Array): FileKind {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, HEAD))
  const tail = Buffer.from(
    bytes.buffer,
    bytes.byteOffset + Math.max(0, bytes.length - HEAD),
    Math.min(bytes.length, HEAD),
  )
  const holds = (name: string) => [head, tail].some((part) => part.includes(Buffer.from(name, 'utf16le')))
  if (holds('EncryptedPackage')) return 'encrypted'
  return holds('Workbook') || holds('Book') ? 'xls' : 'ole'
}
