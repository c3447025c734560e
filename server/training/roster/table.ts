import type { CellValue } from 'hucre'
import type { FilePlace } from '../../../shared/api/roster'
import { cellText } from '../../../shared/people/cell-text'
import { Refused } from '../../ledger/accept'

/** Where in a file the trouble is. */
export type Place = FilePlace

export class RosterRefused extends Refused {
  constructor(
    readonly places: Place[],
    message = `名册有 ${places.length} 处需要改正，一个人也没有导入。改好后请重新上传`,
  ) {
    super('roster-refused', message)
  }
}

/** What is special about a cell beside its value. `no-value`: a formula that no program has calculated. */
export type Special = 'formula' | 'no-value' | 'error'

/** One table of a file, as it lies there. Indexes count from 0. */
export interface Table {
  /** Absent of CSV. */
  sheet?: string
  rows: readonly (readonly CellValue[])[]
  hiddenRows: ReadonlySet<number>
  hiddenColumns: ReadonlySet<number>
  merges: readonly Merge[]
  /** By `row,column`. */
  special: ReadonlyMap<string, Special>
}

export interface Merge {
  startRow: number
  startCol: number
  endRow: number
  endCol: number
}

/** `A`, `Z`, `AA`: how a spreadsheet calls a column. */
export function letterOf(column: number): string {
  const rest = Math.floor(column / 26)
  return (rest > 0 ? letterOf(rest - 1) : '') + String.fromCharCode(65 + (column % 26))
}

export const cellName = (row: number, column: number): string => `${letterOf(column)}${row + 1}`

export const textOf: (value: CellValue | undefined) => string = cellText
