import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import type { Context } from 'hono'
import type { MadeFile } from '../jobs'

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** A file to be saved, never shown as a page of ours. */
export function download(c: Context, bytes: Uint8Array, name: string, type: string): Response {
  return c.body(new Uint8Array(bytes), 200, headersOf(name, type))
}

/** The same of what long work made, from the disk as the other side takes it. */
export function downloadMade(c: Context, made: MadeFile, onSent: () => void = () => undefined): Response {
  if ('file' in made) return download(c, made.file, made.name, made.type)
  const stream = createReadStream(made.path, { highWaterMark: 1 << 18 })
  stream.once('close', onSent)
  c.header('content-length', String(made.bytes))
  return c.body(Readable.toWeb(stream) as ReadableStream, 200, headersOf(made.name, made.type))
}

const headersOf = (name: string, type: string) => ({
  'content-type': type,
  'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
  'cache-control': 'no-store',
})
