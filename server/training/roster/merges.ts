import { refuse } from './refusals'
import type { Merge, Table } from './table'

/** Cells that merged ranges cover, over a whole table; more is no roster. */
const MOST = 400_000

/** Where the value of a covered cell stands. */
export class Merges {
  readonly #starts = new Map<string, Merge>()

  constructor({ merges, rows }: Pick<Table, 'merges' | 'rows'>) {
    let covered = 0
    const widest = Math.max(0, ...rows.slice(0, 100).map(({ length }) => length))
    for (const merge of merges) {
      const endRow = Math.min(merge.endRow, rows.length - 1)
      const endCol = Math.min(merge.endCol, widest)
      covered += Math.max(0, endRow - merge.startRow + 1) * Math.max(0, endCol - merge.startCol + 1)
      if (covered > MOST) throw refuse('large')
      for (let row = merge.startRow; row <= endRow; row++)
        for (let column = merge.startCol; column <= endCol; column++) this.#starts.set(`${row},${column}`, merge)
    }
  }

  /** The merged range that a cell lies in. */
  at(row: number, column: number): Merge | undefined {
    return this.#starts.get(`${row},${column}`)
  }
}
