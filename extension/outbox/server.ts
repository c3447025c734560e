import * as v from 'valibot'
import {
  type ErrorAnswer,
  errorAnswer,
  type JoinAnswer,
  type JoinRequest,
  joinAnswer,
  type SyncAnswer,
  syncAnswer,
} from '../../shared/api'

/** What came of a request. `refused` is an answer of ours; everything else that is no answer of ours is `failed`. */
export type Answer<T> =
  | { kind: 'answered'; value: T }
  | ({ kind: 'refused'; status: number } & ErrorAnswer)
  | { kind: 'failed'; retryAfter?: number }

export interface SyncHeaders {
  chain: string
  challenge: string
  signature: string
  /** Version of the organisation's site rules that this device has. */
  rules: number
}

/** The two routes a device talks to. Nothing of the browser's (cookies, cache) goes along. */
export interface Server {
  join(origin: string, request: JoinRequest): Promise<Answer<JoinAnswer>>
  sync(origin: string, headers: SyncHeaders, body: string): Promise<Answer<SyncAnswer>>
}

/** An answer later than this is as good as none: the request is sent again, which is harmless. */
const TIMEOUT = 30_000

export const httpServer = (send: typeof fetch = (...args) => fetch(...args)): Server => ({
  join: (origin, request) =>
    ask(send, `${origin}/join`, { 'content-type': 'application/json' }, JSON.stringify(request), joinAnswer),
  sync: (origin, { chain, challenge, signature, rules }, body) =>
    ask(
      send,
      `${origin}/sync`,
      {
        'content-type': 'application/x-ndjson',
        'xueji-chain': chain,
        'xueji-challenge': challenge,
        'xueji-signature': signature,
        'xueji-rules': String(rules),
      },
      body,
      syncAnswer,
    ),
})

/** One request; whatever comes back is an answer of the schema, a refusal of ours, or no answer at all. */
export async function ask<T>(
  send: typeof fetch,
  url: string,
  headers: Record<string, string>,
  body: string,
  schema: v.GenericSchema<unknown, T>,
): Promise<Answer<T>> {
  let response: Response
  let json: unknown
  // `AbortSignal.timeout` is whole only since Chromium 124.
  const late = new AbortController()
  const timer = setTimeout(() => late.abort(), TIMEOUT)
  try {
    response = await send(url, {
      method: 'POST',
      headers,
      body,
      credentials: 'omit',
      cache: 'no-store',
      redirect: 'error',
      referrerPolicy: 'no-referrer',
      signal: late.signal,
    })
    json = await response.json().catch(() => undefined)
  } catch {
    return { kind: 'failed' }
  } finally {
    clearTimeout(timer)
  }
  const header = Number(response.headers.get('retry-after'))
  const later = header > 0 ? { retryAfter: header } : {}
  if (response.ok) {
    const value = v.safeParse(schema, json)
    return value.success ? { kind: 'answered', value: value.output } : { kind: 'failed', ...later }
  }
  const error = v.safeParse(errorAnswer, json)
  if (!error.success) return { kind: 'failed', ...later }
  return { kind: 'refused', status: response.status, ...later, ...error.output }
}
