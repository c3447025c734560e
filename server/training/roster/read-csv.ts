import { detectDelimiter, parseCsv } from 'hucre/csv'
import { refuse } from './refusals'
import type { Table } from './table'

/**
 * A CSV or tab-separated text, in whichever encoding it was saved: by its byte order mark, else UTF-8 where it is valid,
 * else GB18030 (which holds GBK and GB 2312). Everything stays text. Throws `file-refused`.
 */
export function readCsv(bytes: Uint8Array): Table {
  const text = decoded(bytes)
  if (text.trim() === '') throw refuse('nothing')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what no text has, a program's file does
  if (/[\u0000-\u0008\u000e-\u001f]/.test(text.slice(0, 65_536))) throw refuse('binary')
  const rows = parseCsv(text, { delimiter: delimiterOf(text), typeInference: false })
  if (rows.every((row) => row.length < 2)) throw refuse('binary')
  return {
    rows: rows.map((row) => row.map((value) => (typeof value === 'string' ? plain(value) : value))),
    hiddenRows: new Set(),
    hiddenColumns: new Set(),
    merges: [],
    special: new Map(),
  }
}

function decoded(bytes: Uint8Array): string {
  const [a, b, c] = bytes
  if (a === 0xef && b === 0xbb && c === 0xbf) return decode('utf-8', bytes) ?? fail()
  if (a === 0xff && b === 0xfe) return decode('utf-16le', bytes) ?? fail()
  if (a === 0xfe && b === 0xff) return decode('utf-16be', bytes) ?? fail()
  const unmarked = utf16Guess(bytes)
  if (unmarked === undefined && bytes.subarray(0, 65_536).includes(0)) throw refuse('binary')
  return (unmarked && decode(unmarked, bytes)) ?? decode('utf-8', bytes) ?? decode('gb18030', bytes) ?? fail()
}

const fail = (): never => {
  throw refuse('encoding')
}

function decode(encoding: string, bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** Without a mark, every second byte of commas and digits is 0. */
function utf16Guess(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const head = bytes.subarray(0, 2048)
  let even = 0
  let odd = 0
  for (const [i, byte] of head.entries()) if (byte === 0) i % 2 === 0 ? even++ : odd++
  if (odd > head.length / 8 && even === 0) return 'utf-16le'
  return even > head.length / 8 && odd === 0 ? 'utf-16be' : undefined
}

/** The first line with a heading in it decides: title lines have no separators. */
function delimiterOf(text: string): string {
  const line = text.split(/\r?\n|\r/).find((one) => /姓\s*名|昵称|身份证|参训编号/.test(one))
  if (!line) return detectDelimiter(text)
  const counts = [',', '\t', ';', '，', '|'].map((sign) => ({ sign, count: line.split(sign).length }))
  return counts.reduce((best, one) => (one.count > best.count ? one : best)).sign
}

/** `="1101…"` and `'1101…`: how people keep Excel from eating digits. */
const plain = (value: string): string => /^=\s*"([^"]*)"$/.exec(value.trim())?.[1] ?? value
