import { createReadStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { Readable } from 'node:stream'
import { type Context, Hono } from 'hono'

const here = import.meta.dirname
const videojs = path.dirname(createRequire(import.meta.url).resolve('video.js/dist/video.min.js'))

const types: Record<string, string> = {
  '.mp4': 'video/mp4',
  '.webm': 'video/webm',
  '.mp3': 'audio/mpeg',
  '.m3u8': 'application/vnd.apple.mpegurl',
  '.ts': 'video/mp2t',
  '.flv': 'video/x-flv',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
}

/** First and last byte of a Range header, or undefined where it cannot be satisfied (RFC 9110, section 14.1.2). */
export function readRange(header: string, size: number): { first: number; last: number } | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header)
  if (!match || (match[1] === '' && match[2] === '')) return undefined
  const first = match[1] === '' ? Math.max(0, size - Number(match[2])) : Number(match[1])
  const last = match[1] === '' || match[2] === '' ? size - 1 : Math.min(Number(match[2]), size - 1)
  return first > last ? undefined : { first, last }
}

/** A file with byte ranges, as players ask for it. */
export async function serveMedia(c: Context, file: string): Promise<Response> {
  const { size } = await stat(file)
  const header = c.req.header('range')
  const range = header === undefined ? { first: 0, last: size - 1 } : readRange(header, size)
  if (!range) return c.body(null, 416, { 'content-range': `bytes */${size}` })
  const body = Readable.toWeb(createReadStream(file, { start: range.first, end: range.last }))
  return new Response(body as ReadableStream, {
    status: header === undefined ? 200 : 206,
    headers: {
      'accept-ranges': 'bytes',
      'content-length': String(range.last - range.first + 1),
      'content-type': types[path.extname(file)] ?? 'application/octet-stream',
      ...(header === undefined ? {} : { 'content-range': `bytes ${range.first}-${range.last}/${size}` }),
    },
  })
}

const folders: Record<string, string> = {
  px: path.join(here, 'px/public'),
  chinanet: path.join(here, 'chinanet/public'),
  frames: path.join(here, 'frames/public'),
  kjcx: path.join(here, 'kjcx/public'),
  chinahrt: path.join(here, 'chinahrt/public'),
  zhixueyun: path.join(here, 'zhixueyun/public'),
  videojs,
  'videojs-lang': path.join(videojs, 'lang'),
}

/** Media with byte ranges, and the scripts and styles of the pages; the same on every host. */
export const assets = new Hono()
assets.get('/media/:name{[a-z0-9-]+\\.(mp4|webm|mp3)}', (c) =>
  serveMedia(c, path.join(here, 'media', c.req.param('name'))).catch(() => c.notFound()),
)
assets.get('/assets/:folder/:name{[\\w.-]+\\.(js|css)}', async (c) => {
  const folder = folders[c.req.param('folder')]
  const name = c.req.param('name')
  if (!folder) return c.notFound()
  const text = await readFile(path.join(folder, name), 'utf8').catch(() => undefined)
  return text === undefined ? c.notFound() : c.body(text, 200, { 'content-type': types[path.extname(name)] ?? '' })
})
