import { type DataStore, Server } from '@tus/server'
import type { Context } from 'hono'
import type { Actor } from '../access/actor'
import type { Env } from './decision-routes'
import { errorAnswerOf, status } from './errors'

/** Metadata as a client states it, and the length of the file in bytes. */
export interface Announced {
  metadata: Readonly<Record<string, string | null>>
  size: number
}

export interface TusPlace {
  /** Where uploads are begun. */
  path: string
  store: DataStore
  /** Registers an upload; its id. */
  begin: (actor: Actor, announced: Announced) => Promise<string>
}

/** What tus itself refuses, in codes of ours: the client sent something else than it announced, or twice at once. */
const tusCodes: Readonly<Record<number, 'not-found' | 'conflict' | 'too-large'>> = {
  404: 'not-found',
  410: 'not-found',
  409: 'conflict',
  413: 'too-large',
  423: 'conflict',
}

/** tus 1.0.0 (creation, termination) by its own library, behind the session; refusals are `errorAnswer` as everywhere. */
export function tusHandler({ path, store, begin }: TusPlace): (c: Context<Env>) => Promise<Response> {
  const actors = new WeakMap<Request, Actor>()
  const server = new Server({
    path,
    datastore: store,
    relativeLocation: true,
    allowedOrigins,
    async namingFunction(request, metadata) {
      return begin(actorOf(request), { metadata: metadata ?? {}, size: Number(request.headers.get('upload-length')) })
    },
    onResponseError: (_, error) => answerOf(error),
  })
  const actorOf = (request: Request): Actor => {
    const actor = actors.get(request)
    if (!actor) throw new Error('a request of nobody')
    return actor
  }
  return (c) => {
    actors.set(c.req.raw, c.get('actor'))
    return served(server, c)
  }
}

/** The console is of the same origin; nobody else is told anything. */
const allowedOrigins = () => false

/** Only what comes of a file whose place is there already: HEAD and PATCH. Who may is for the route to say. */
export function tusPieces({ path, store }: Pick<TusPlace, 'path' | 'store'>): (c: Context) => Promise<Response> {
  const server = new Server({ path, datastore: store, allowedOrigins, onResponseError: (_, error) => answerOf(error) })
  return (c) => served(server, c)
}

async function served(server: Server, c: Context): Promise<Response> {
  const response = await server.handleWeb(c.req.raw)
  if (response.status < 400) return response
  const headers = new Headers(response.headers)
  headers.set('content-type', 'application/json')
  return new Response(response.body, { status: response.status, headers })
}

function answerOf(error: Error | { status_code: number; body: string }): { status_code: number; body: string } {
  const of = 'status_code' in error && typeof error.status_code === 'number' ? error.status_code : undefined
  if (of === undefined) {
    const answer = errorAnswerOf(error)
    return { status_code: status[answer.code], body: JSON.stringify(answer) }
  }
  const message = of === 409 ? '上传的位置和服务器上的不一致，正在重新对齐' : '上传没有完成，请选择同一个文件继续'
  return { status_code: of, body: JSON.stringify({ code: tusCodes[of] ?? 'bad-request', message }) }
}
