import * as v from 'valibot'
import { type ErrorAnswer, errorAnswer, joinAnswer, type JoinAnswer, type JoinRequest, syncAnswer, type SyncAnswer } from '../../shared/api'

/** A refusal by the server, in its own words; code `offline` where none could be reached. */
export class ServerRefused extends Error {
  override name = 'ServerRefused'
  constructor(
    readonly answer: ErrorAnswer | { code: 'offline' | 'odd-answer'; message: string; expected?: number; seq?: number; challenge?: string; retryAfter?: number },
  ) {
    super(answer.message)
  }
}

export type Fetch = (url: string, init: RequestInit) => Promise<Response>

export const postJoin = (fetcher: Fetch, server: string, request: JoinRequest): Promise<JoinAnswer> =>
  post(fetcher, `${server}/join`, { 'content-type': 'application/json' }, JSON.stringify(request), joinAnswer)

export const postSync = (fetcher: Fetch, server: string, headers: Record<string, string>, body: string): Promise<SyncAnswer> =>
  post(fetcher, `${server}/sync`, { 'content-type': 'application/x-ndjson', ...headers }, body, syncAnswer)

async function post<S extends v.GenericSchema>(fetcher: Fetch, url: string, headers: Record<string, string>, body: string, schema: S): Promise<v.InferOutput<S>> {
  let response: Response
  let content: unknown
  try {
    response = await fetcher(url, { method: 'POST', headers, body, credentials: 'omit', cache: 'no-store', signal: AbortSignal.timeout(60_000) })
    content = await response.json()
  } catch {
    throw new ServerRefused({ code: 'offline', message: '现在连不上单位的服务器，记录在本机，会自动再交' })
  }
  if (!response.ok) {
    const refusal = v.safeParse(errorAnswer, content)
    throw new ServerRefused(refusal.success ? refusal.output : { code: 'odd-answer', message: `服务器的回答不认识（${response.status}），会自动再交` })
  }
  const answer = v.safeParse(schema, content)
  if (!answer.success) throw new ServerRefused({ code: 'odd-answer', message: '服务器的回答不认识，会自动再交' })
  return answer.output
}
