import { createApp } from '../../server/app'
import type { Deps } from '../../server/deps'
import { refreshTotals } from '../../server/study/totals'
import { percentile } from './http'

export const ORIGIN = 'http://127.0.0.1:8787'
/** p95 of every list and board, ms. */
export const ANSWER_LIMIT = 100
const TIMES = 40

export interface Answered {
  name: string
  p50ms: number
  p95ms: number
}

/** The whole server without a socket. */
export function asked(deps: Deps): typeof fetch {
  const app = createApp(deps, { tls: false, openDeviceRoutes: false })
  return async (input, init) =>
    app.request(String(input), init, { incoming: { socket: { remoteAddress: '127.0.0.1' } } })
}

/** Asks `path(n)` for each n and times the answer with its body, but for the first two. */
export async function timed(
  name: string,
  path: (n: number) => string,
  get: (path: string) => Promise<Response>,
): Promise<Answered> {
  const times: number[] = []
  for (let n = 0; n < TIMES; n++) {
    const started = performance.now()
    const response = await get(path(n))
    await response.text()
    if (n > 1) times.push(performance.now() - started)
    if (!response.ok) throw new Error(`${path(n)}: ${response.status}`)
  }
  times.sort((a, b) => a - b)
  return { name, p50ms: round(percentile(times, 0.5)), p95ms: round(percentile(times, 0.95)) }
}

const round = (ms: number) => Number(ms.toFixed(1))

/** What folding writes beside the days. */
export async function derive({ store }: Deps): Promise<void> {
  const seats = await store.read.selectDistinct({ seat: store.t.studyDay.seat }).from(store.t.studyDay)
  for (let i = 0; i < seats.length; i += 100)
    await store.tx((q) =>
      refreshTotals(
        q,
        store,
        seats.slice(i, i + 100).map(({ seat }) => seat),
      ),
    )
}
