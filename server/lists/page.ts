import { asc, desc, type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import type { ListPage } from '../../shared/api/lists'

export interface Asked {
  page: number
  size: number
  order?: 'up' | 'down' | undefined
}

/** Everything of a list at once, as an export asks for it. */
export const ALL: Pick<Asked, 'page' | 'size'> = { page: 1, size: 1_000_000 }

/**
 * One page of a list. A page behind the end is the last one: rows may have gone while somebody looked. Pages are cut by
 * offset: of 10,000 rows the last page costs what the first does, within a millisecond (test/bench/lists.ts).
 */
export async function pageOf<Row>(
  { page, size }: Pick<Asked, 'page' | 'size'>,
  total: PromiseLike<{ n: number }[]>,
  rows: (limit: number, offset: number) => PromiseLike<Row[]>,
): Promise<ListPage<Row>> {
  const all = Number((await total)[0]?.n ?? 0)
  const at = Math.min(page, Math.max(1, Math.ceil(all / size)))
  return { rows: all === 0 ? [] : await rows(size, (at - 1) * size), total: all, page: at }
}

export const countAll = { n: sql<number>`count(*)` }

/** The order that was asked for, else the natural one of the column. */
export const ordered = (by: SQLWrapper, order: Asked['order'], natural: 'up' | 'down' = 'up'): SQL =>
  (order ?? natural) === 'down' ? desc(by) : asc(by)

/** The order that was asked for, else that of the `first` column; columns in `down` begin with the greatest or newest by nature. */
export function sorted<Key extends string>(
  { sort, order }: { sort?: Key | undefined; order?: Asked['order'] },
  by: Readonly<Record<Key, SQLWrapper>>,
  first: Key,
  ...down: readonly Key[]
): SQL {
  const chosen = sort ?? first
  return ordered(by[chosen], order, down.includes(chosen) ? 'down' : 'up')
}
