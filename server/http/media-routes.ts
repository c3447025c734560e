import { Readable } from 'node:stream'
import { type Context, Hono } from 'hono'
import * as v from 'valibot'
import {
  askDisposalRequest,
  endVideoRequest,
  holdRequest,
  ownRuleRequest,
  settleRequest,
  standInRequest,
  uploadRequest,
} from '../../shared/api/media'
import type { Deps } from '../deps'
import { checkFiles } from '../media/check-files'
import { classVideos } from '../media/class-videos'
import { askDisposal, confirmDisposal, withdrawDisposal } from '../media/dispose'
import { addRule, endHold, holdVideos, settleClass } from '../media/keep-rules'
import { mediaState } from '../media/media-state'
import { type OpenVideo, showVideo } from '../media/read-video'
import { addStandIn, endStatement } from '../media/stand-in'
import { TusStore } from '../media/tus-store'
import { beginUpload, cancelUpload, uploadOf } from '../media/uploads'
import type { Env } from './decision-routes'
import { json } from './device-routes'
import { rangeOf } from './range'
import { tusHandler } from './tus'

const announced = v.object({
  class: v.string(),
  course: v.string(),
  lesson: v.optional(v.pipe(v.string(), v.parseJson())),
  filename: v.string(),
})

/** Console routes about lecture videos. Behind the session. List: shared/api/media.ts. */
export function mediaRoutes(deps: Deps): Hono<Env> {
  const routes = new Hono<Env>()
  const actor = (c: Context<Env>) => c.get('actor')
  const body = async <S extends v.GenericSchema>(c: Context<Env>, schema: S) => v.parse(schema, await json(c.req.raw))
  const tus = tusHandler({
    path: '/api/media/uploads',
    store: new TusStore(deps),
    begin: (by, { metadata, size }) => {
      const { lesson, ...rest } = v.parse(announced, metadata)
      return beginUpload(deps, by, v.parse(uploadRequest, { ...rest, ...(lesson !== undefined && { lesson }), size }))
    },
  })

  routes.post('/media/uploads', tus)
  // Hono answers HEAD by what is said to GET.
  routes.get('/media/uploads/:id', async (c) => {
    const upload = await uploadOf(deps, actor(c), c.req.param('id'))
    return c.req.raw.method === 'HEAD' ? tus(c) : c.json(upload)
  })
  routes.patch('/media/uploads/:id', async (c) => {
    await uploadOf(deps, actor(c), c.req.param('id'))
    return tus(c)
  })
  routes.delete('/media/uploads/:id', async (c) => {
    await cancelUpload(deps, actor(c), c.req.param('id'))
    return c.json({})
  })

  routes.get('/classes/:id/videos', async (c) => c.json(await classVideos(deps, actor(c), c.req.param('id'))))
  routes.post('/classes/:id/videos', async (c) => {
    await addStandIn(deps, actor(c), c.req.param('id'), await body(c, standInRequest))
    return c.json(await classVideos(deps, actor(c), c.req.param('id')))
  })
  routes.post('/classes/:id/settled', async (c) => {
    await settleClass(deps, actor(c), c.req.param('id'), await body(c, settleRequest))
    return c.json(await classVideos(deps, actor(c), c.req.param('id')))
  })
  routes.post('/videos/:id/end', async (c) => {
    await endStatement(deps, actor(c), c.req.param('id'), (await body(c, endVideoRequest)).reason)
    return c.json({})
  })

  routes.get('/media', async (c) => c.json(await mediaState(deps, actor(c))))
  routes.get('/media/files/:id', async (c) => {
    const asked = c.req.header('range')
    const opening = asked === undefined || asked.startsWith('bytes=0-')
    return stretch(c, await showVideo(deps, actor(c), c.req.param('id'), opening))
  })
  routes.post('/media/check', (c) => c.json({ job: checkFiles(deps, actor(c)) }))
  routes.post('/media/rules', async (c) => {
    await addRule(deps, actor(c), await body(c, ownRuleRequest))
    return c.json(await mediaState(deps, actor(c)))
  })
  routes.post('/media/holds', async (c) => {
    await holdVideos(deps, actor(c), await body(c, holdRequest))
    return c.json(await mediaState(deps, actor(c)))
  })
  routes.post('/media/holds/:id/end', async (c) => {
    await endHold(deps, actor(c), c.req.param('id'), (await body(c, endVideoRequest)).reason)
    return c.json(await mediaState(deps, actor(c)))
  })
  routes.post('/media/disposals', async (c) => {
    await askDisposal(deps, actor(c), await body(c, askDisposalRequest))
    return c.json(await mediaState(deps, actor(c)))
  })
  routes.post('/media/disposals/:id/confirm', async (c) => {
    await confirmDisposal(deps, actor(c), c.req.param('id'))
    return c.json(await mediaState(deps, actor(c)))
  })
  routes.post('/media/disposals/:id/withdraw', async (c) => {
    await withdrawDisposal(deps, actor(c), c.req.param('id'))
    return c.json(await mediaState(deps, actor(c)))
  })
  return routes
}

/** A whole file or one stretch of it (RFC 9110, 14): what a player asks for. */
async function stretch(c: Context, { name, bytes, read }: OpenVideo): Promise<Response> {
  const range = rangeOf(c.req.header('range'), bytes)
  if (range === 'beyond') return c.body(null, 416, { 'content-range': `bytes */${bytes}` })
  const length = range ? range.to - range.from + 1 : bytes
  const headers = {
    'content-type': typeOf(name),
    'content-length': String(length),
    'accept-ranges': 'bytes',
    'content-disposition': `inline; filename*=UTF-8''${encodeURIComponent(name)}`,
    'cache-control': 'no-store',
    ...(range && { 'content-range': `bytes ${range.from}-${range.to}/${bytes}` }),
  }
  return c.body(asWeb(Readable.toWeb(await read(range))), range ? 206 : 200, headers)
}

/** By the end of its name: a player asks only whether it can play it. */
const typeOf = (name: string): string =>
  /\.(mp4|m4v|mov)$/i.test(name) ? 'video/mp4' : /\.webm$/i.test(name) ? 'video/webm' : 'application/octet-stream'

/** The same stream: Node types it by itself, fetch by the DOM. */
const asWeb = (stream: ReturnType<typeof Readable.toWeb>): ReadableStream => stream as ReadableStream
