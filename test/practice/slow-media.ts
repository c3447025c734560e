import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { Hono } from 'hono'
import { readRange } from './serve-file'

/** Two of the blocks that Chromium reads media in. */
const FIRST = 65_536

/**
 * A lesson over a bad line: the first bytes come at once, what is behind them once somebody asks for `/media/slow/go`.
 * `key` tells lines apart.
 */
export function slowMedia(): Hono {
  const lines = new Map<string, { open: Promise<void>; go: () => void }>()
  const line = (key: string) => {
    const known = lines.get(key)
    if (known) return known
    let go: () => void = () => undefined
    const open = new Promise<void>((resolve) => {
      go = resolve
    })
    const made = { open, go }
    lines.set(key, made)
    return made
  }
  const app = new Hono()
  app.get('/go', (c) => {
    line(c.req.query('key') ?? '').go()
    return c.body(null, 204)
  })
  app.get('/:name{[a-z0-9-]+\\.mp4}', async (c) => {
    const bytes = await readFile(path.join(import.meta.dirname, 'media', c.req.param('name'))).catch(() => undefined)
    const range = bytes && readRange(c.req.header('range') ?? 'bytes=0-', bytes.length)
    if (!bytes || !range) return c.notFound()
    const { first, last } = range
    const { open } = line(c.req.query('key') ?? '')
    const body = new ReadableStream<Uint8Array>({
      async start(controller) {
        if (first < FIRST) controller.enqueue(bytes.subarray(first, Math.min(FIRST, last + 1)))
        await open
        // The player may have hung up meanwhile.
        try {
          if (last >= FIRST) controller.enqueue(bytes.subarray(Math.max(first, FIRST), last + 1))
          controller.close()
        } catch {
          return
        }
      },
    })
    return new Response(body, {
      status: 206,
      headers: {
        'accept-ranges': 'bytes',
        'content-type': 'video/mp4',
        'content-length': String(last - first + 1),
        'content-range': `bytes ${first}-${last}/${bytes.length}`,
      },
    })
  })
  return app
}
