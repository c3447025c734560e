import type { SourceChoices } from '../../shared/api/sources'
import { headingKey } from '../../shared/people/roster-headings'
import { type DurationUnit, readHeading, type SourceField } from '../../shared/sources/fields'
import { Merges } from '../training/roster/merges'
import { type Table, textOf } from '../training/roster/table'
import type { Remembered } from './mapping'

export interface Heading {
  /** From 0. */
  column: number
  heading: string
  field?: SourceField
}

/** Where in a table the records stand, and which column is which. */
export interface Layout {
  table: Table
  merges: Merges
  /** Index of the row with the headings; -1 = there is none. */
  headerRow: number
  headings: Heading[]
  columns: ReadonlyMap<SourceField, number>
  /** Of plain numbers in the column of lengths. */
  unit?: DurationUnit
}

const LOOKED_AT = 60
const MOST_COLUMNS = 200
const WHO: readonly SourceField[] = ['name', 'id', 'number', 'phone', 'account']

/** It says who, and how long or from when to when. */
export const isWhole = ({ columns }: Layout): boolean =>
  WHO.some((field) => columns.has(field)) && (columns.has('duration') || (columns.has('start') && columns.has('end')))

/** Reads the headings of a table: by what was chosen now, by what was chosen for the platform before, else by their words. */
export function layoutOf(table: Table, remembered: Remembered, choices: SourceChoices): Layout {
  const merges = new Merges(table)
  const read = (heading: string): SourceField | undefined => {
    const kept = remembered.column.get(headingKey(heading))
    return kept === undefined ? readHeading(heading).field : kept || undefined
  }
  const headerRow = choices.headerRow === undefined ? foundRow(table, merges, read) : choices.headerRow - 1
  const chosen = new Map(choices.columns?.map(({ column, field }) => [column, field]))
  const columns = new Map<SourceField, number>()
  for (const [column, field] of chosen) if (field !== '') columns.set(field, column)
  const headings = widthOf(table).map((column): Heading => {
    const heading = headerRow < 0 ? '' : headingAt(table, merges, headerRow, column)
    if (chosen.has(column)) {
      const field = chosen.get(column)
      return { column, heading, ...(field && { field }) }
    }
    const field = heading === '' ? undefined : read(heading)
    if (field === undefined || columns.has(field)) return { column, heading }
    columns.set(field, column)
    return { column, heading, field }
  })
  const length = headings.find(({ column }) => column === columns.get('duration'))?.heading ?? ''
  const unit = choices.unit ?? remembered.unit.get(headingKey(length)) ?? readHeading(length).unit
  return { table, merges, headerRow, headings, columns, ...(unit && { unit }) }
}

/** The row whose words name most of what is needed; titles and facts about a meeting stand above it. */
function foundRow(table: Table, merges: Merges, read: (heading: string) => SourceField | undefined): number {
  let best = { row: -1, worth: 0 }
  for (const row of table.rows.slice(0, LOOKED_AT).keys()) {
    const fields = new Set(widthOf(table).flatMap((column) => read(headingAt(table, merges, row, column)) ?? []))
    const who = WHO.some((field) => fields.has(field))
    const worth = fields.size < 2 ? 0 : fields.size + (who ? 10 : 0)
    if (worth > best.worth) best = { row, worth }
  }
  if (best.row >= 0) return best.row
  return table.rows.findIndex((row) => row.filter((cell) => textOf(cell) !== '').length > 1)
}

function headingAt({ rows }: Table, merges: Merges, row: number, column: number): string {
  const own = textOf(rows[row]?.[column])
  if (own !== '') return own
  const merge = merges.at(row, column)
  return merge ? textOf(rows[merge.startRow]?.[merge.startCol]) : ''
}

const widthOf = ({ rows }: Table): number[] => [
  ...Array(Math.min(MOST_COLUMNS, Math.max(0, ...rows.slice(0, LOOKED_AT).map(({ length }) => length)))).keys(),
]
