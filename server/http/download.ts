import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import type { Context } from 'hono'
import type { MadeFile } from '../jobs'
import { rangeOf } from './range'

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

/**
 * What long work made and keeps for a while: a browser that lost its connection goes on where it was (Range, RFC 9110). `id` is of these bytes alone.
 */
export function downloadKept(c: Context, made: MadeFile, id: string): Response {
  if ('file' in made) return download(c, made.file, made.name, made.type)
  const tag = `"${id}"`
  const condition = c.req.header('if-range')
  const range = condition === undefined || condition === tag ? rangeOf(c.req.header('range'), made.bytes) : undefined
  if (range === 'beyond') return c.body(null, 416, { 'content-range': `bytes */${made.bytes}` })
  const { from, to } = range ?? { from: 0, to: made.bytes - 1 }
  const stream = createReadStream(made.path, { highWaterMark: 1 << 18, start: from, end: to })
  return c.body(Readable.toWeb(stream) as ReadableStream, range ? 206 : 200, {
    ...headersOf(made.name, made.type),
    ...{ 'content-length': String(to - from + 1), 'accept-ranges': 'bytes', etag: tag },
    ...(range && { 'content-range': `bytes ${from}-${to}/${made.bytes}` }),
  })
}

const headersOf = (name: string, type: string) => ({
  'content-type': type,
  'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
  'cache-control': 'no-store',
})
