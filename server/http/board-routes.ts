import { type Context, Hono } from 'hono'
import { streamSSE } from 'hono/streaming'
import { requireRole } from '../access/actor'
import { readBoard } from '../board/board'
import { boardCharts } from '../board/charts'
import { readUrge } from '../board/urge'
import type { Deps } from '../deps'
import { Refused } from '../ledger/accept'
import { classOf } from '../training/class-of'
import type { Env } from './decision-routes'

/** Lines that this process keeps open; whoever comes after them asks by themselves now and then. */
const MOST_LINES = 500
/** A line ends after so long and the browser opens another: who may no longer come in is out by then. */
const LINE = 120_000

/** The class board. Behind the session. List: shared/api/board.ts. */
export function boardRoutes(deps: Deps): Hono<Env> {
  const routes = new Hono<Env>()
  const actor = (c: Context<Env>) => c.get('actor')

  routes.get('/classes/:id/board', async (c) => c.json(await readBoard(deps, actor(c), c.req.param('id'))))
  routes.get('/classes/:id/board/charts', async (c) => c.json(await boardCharts(deps, actor(c), c.req.param('id'))))
  routes.get('/classes/:id/board/urge', async (c) => c.json(await readUrge(deps, actor(c), c.req.param('id'))))
  routes.get('/classes/:id/board/live', async (c) => {
    requireRole(actor(c), 'teacher', 'auditor')
    const { id } = await classOf(deps.store, c.req.param('id'), actor(c).organisation)
    if (deps.live.size >= MOST_LINES)
      throw new Refused('too-many-requests', '同时查看的人太多，页面会自动定时刷新', { retryAfter: 60 })
    // A proxy that collects what it passes on would hold back every event.
    c.header('X-Accel-Buffering', 'no')
    return streamSSE(c, (stream) => told(deps, id, stream))
  })
  return routes
}

/** Writes what is new of a class until the browser, the server or the time ends it. */
async function told({ live }: Deps, classId: string, stream: Parameters<Parameters<typeof streamSSE>[1]>[0]) {
  let end = () => {}
  const ended = new Promise<void>((resolve) => {
    end = resolve
  })
  stream.onAbort(end)
  const late = setTimeout(end, LINE)
  const stop = await live.watch(classId, {
    next: (now) => void stream.writeSSE({ event: 'live', data: JSON.stringify(now) }).catch(end),
    still: () => void stream.write(': \n\n').catch(end),
    end,
  })
  await ended
  clearTimeout(late)
  stop()
}
