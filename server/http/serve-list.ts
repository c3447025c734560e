import type { Context, Hono } from 'hono'
import * as v from 'valibot'
import type { ListPage } from '../../shared/api/lists'
import type { Actor } from '../access/actor'
import type { Deps } from '../deps'
import type { Column } from '../lists/columns'
import { exported } from '../lists/export'
import type { Env } from './decision-routes'
import { XLSX } from './download'

interface Asking {
  actor: Actor
  /** Empty where the list is the organisation's. */
  id: string
}

export type ListSchema = v.GenericSchema<unknown, { filter: string; search: string }>
export interface List<S extends ListSchema, Row> {
  path: string
  /** Of its export. */
  title: string
  query: S
  columns: (asking: Asking) => Promise<readonly Column<Row>[]> | readonly Column<Row>[]
  read: (asking: Asking, query: v.InferOutput<S>) => Promise<ListPage<Row>>
}

/** Serves a list of `server/lists`: page by page, and whole as XLSX below /exports. */
export function serveList<S extends ListSchema, Row>(routes: Hono<Env>, deps: Deps, list: List<S, Row>): void {
  const asking = (c: Context<Env>): Asking => ({ actor: c.get('actor'), id: c.req.param('id') ?? '' })
  routes.get(list.path, async (c) => c.json(await list.read(asking(c), v.parse(list.query, c.req.query()))))
  routes.get(`/exports${list.path}`, async (c) => {
    const by = asking(c)
    const query = v.parse(list.query, c.req.query())
    const file = await exported(deps, by.actor, {
      ...{ list: list.path, title: list.title, subject: by.id || by.actor.organisation },
      ...{ columns: await list.columns(by), shown: c.req.query('columns') ?? '' },
      ...{ filter: query.filter, searched: query.search !== '' },
      page: (page, size) => list.read(by, { ...query, page, size }),
    })
    return c.body(file, 200, {
      'content-type': XLSX,
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(`${list.title}.xlsx`)}`,
      'cache-control': 'no-store',
    })
  })
}
