import type { GridRow } from '../../../shared/forms/grid'

/** Rows that stand together on a page, and the number of the first. */
export function* blocksOf(rows: Iterable<GridRow>): Generator<{ from: number; block: GridRow[] }> {
  let block: GridRow[] = []
  let from = 0
  for (const row of rows) {
    block.push(row)
    if (row.keep) continue
    yield { from, block }
    from += block.length
    block = []
  }
  if (block.length > 0) yield { from, block }
}
