import type { ListPage } from '../../shared/api/lists'
import type { Asked } from './page'
import { typed } from './search'

interface Cut<Row> {
  search: string
  /** What a search looks at. */
  text: (row: Row) => string
  keep?: ((row: Row) => boolean) | undefined
  by: (row: Row) => string | number
  order: 'up' | 'down'
}

/**
 * One page of a list that is derived as a whole and of one class at most: its lessons, who missed them, its 授课记录. What is asked of the
 * database by pages (`page.ts`) is not read this way.
 */
export function cut<Row>(
  rows: readonly Row[],
  { page, size }: Pick<Asked, 'page' | 'size'>,
  { search, text, keep = () => true, by, order }: Cut<Row>,
): ListPage<Row> {
  const wanted = typed(search).toLowerCase()
  const turn = order === 'down' ? -1 : 1
  const found = rows
    .filter((row) => keep(row) && (wanted === '' || text(row).toLowerCase().includes(wanted)))
    .map((row) => ({ row, key: by(row) }))
    .sort((a, b) => turn * (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ row }) => row)
  const at = Math.min(page, Math.max(1, Math.ceil(found.length / size)))
  return { rows: found.slice((at - 1) * size, at * size), total: found.length, page: at }
}
