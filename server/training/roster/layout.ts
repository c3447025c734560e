import type { RosterField } from '../../../shared/people/roster'
import { columnOfHeading, headingKey, plainHeadings } from '../../../shared/people/roster-headings'
import { Merges } from './merges'
import { type Table, textOf } from './table'

/** What a person decided about a file that does not say it itself. */
export interface Choices {
  sheet?: string | undefined
  /** The row of the headings, from 1; 0 = there is none. */
  headerRow?: number | undefined
  /** Which column (from 0) is which; '' = not to be read. */
  columns?: readonly { column: number; field: RosterField | '' }[] | undefined
  /** Hidden rows: to be read like the others, or left out. */
  hiddenRows?: 'read' | 'skip' | undefined
}

export interface Heading {
  /** From 0. */
  column: number
  heading: string
  field?: RosterField
}

/** Where in a table the people stand, and which column is which. */
export interface Layout {
  table: Table
  merges: Merges
  /** Index of the row with the headings; -1 = there is none. */
  headerRow: number
  /** Index of the first row below the headings. */
  firstRow: number
  headings: Heading[]
  columns: ReadonlyMap<RosterField, number>
  /** Columns like 序号 that every list has and nothing is read from. */
  plain: ReadonlySet<number>
}

/** Headings stand among the first rows, below titles. */
const LOOKED_AT = 40
const needed: readonly RosterField[] = ['name', 'id']

export const isWhole = ({ columns }: Layout): boolean => needed.every((field) => columns.has(field))

/** The layout of a table by its headings, by what the organisation chose before for headings of that name, and by what was chosen now. */
export function layoutOf(table: Table, remembered: ReadonlyMap<string, RosterField>, choices: Choices = {}): Layout {
  const merges = new Merges(table)
  const fieldOf = (heading: string): RosterField | undefined =>
    remembered.get(headingKey(heading)) ?? columnOfHeading(heading)?.field
  const chosenRow = choices.headerRow
  const headerRow = chosenRow === undefined ? foundRow(table, merges, fieldOf) : chosenRow - 1
  const header = headerRow < 0 ? { headings: bare(table), lastRow: -1 } : headingsFrom(table, merges, headerRow)
  const chosen = new Map(choices.columns?.map(({ column, field }) => [column, field]))
  const columns = new Map<RosterField, number>()
  for (const [column, field] of chosen) if (field !== '') columns.set(field, column)
  const headings = header.headings.map(({ column, names }): Heading => {
    const heading = names[0] ?? ''
    const known = chosen.has(column)
      ? undefined
      : names.map(fieldOf).find((field): field is RosterField => field !== undefined && !columns.has(field))
    if (known) columns.set(known, column)
    const field = known ?? (chosen.get(column) || undefined)
    return { column, heading, ...(field && { field }) }
  })
  const plain = new Set(headings.filter(isPlain).map(({ column }) => column))
  return { table, merges, headerRow, firstRow: header.lastRow + 1, headings, columns, plain }
}

/** Headings that are not read, but for those that every list has. */
export const unread = ({ headings }: Layout): Heading[] =>
  headings.filter((one) => one.heading !== '' && one.field === undefined && !isPlain(one))

const isPlain = ({ heading, field }: Heading): boolean =>
  field === undefined && plainHeadings.includes(headingKey(heading))

/** The row that names both 姓名 and 身份证号, else the one that names most, else the first with something in it. */
function foundRow(table: Table, merges: Merges, fieldOf: (heading: string) => RosterField | undefined): number {
  let best = { row: -1, count: 0 }
  let first = -1
  for (const [row, cells] of table.rows.slice(0, LOOKED_AT).entries()) {
    if (first < 0 && cells.filter((cell) => textOf(cell) !== '').length > 1) first = row
    const fields = new Set(widthOf(table).flatMap((column) => fieldOf(textAt(table, merges, row, column)) ?? []))
    if (needed.every((field) => fields.has(field))) return row
    if (fields.size > best.count) best = { row, count: fields.size }
  }
  return best.count > 0 ? best.row : first
}

interface Header {
  headings: { column: number; names: string[] }[]
  lastRow: number
}

/** Headings over one row or two: what is merged downwards, groups above, 金保 codes below or above. */
function headingsFrom(table: Table, merges: Merges, row: number): Header {
  let lastRow = row
  for (const column of widthOf(table)) {
    const merge = merges.at(row, column)
    if (merge && merge.startRow >= row - 1 && merge.endRow <= row + 2) lastRow = Math.max(lastRow, merge.endRow)
  }
  if (isCodes(table, lastRow + 1)) lastRow++
  else if (
    isCodes(table, row) &&
    widthOf(table).some((column) => /姓\s*名/.test(textAt(table, merges, row + 1, column)))
  )
    lastRow = Math.max(lastRow, row + 1)
  const above = row > 0 && filled(table, row - 1) > 1 ? row - 1 : row
  const headings = widthOf(table).map((column) => {
    const rows = Array.from({ length: lastRow - above + 1 }, (_, i) => textAt(table, merges, lastRow - i, column))
    const names = rows.filter((text, i) => text !== '' && rows.indexOf(text) === i)
    // A code says what a column is, and the words are what people call it.
    return { column, names: [...names.filter((text) => !isCode(text)), ...names.filter(isCode)] }
  })
  return { headings, lastRow }
}

const bare = (table: Table): Header['headings'] => widthOf(table).map((column) => ({ column, names: [] }))

const isCode = (text: string): boolean => /^[a-z]{3}\d{3}$/i.test(text)

function isCodes({ rows }: Table, row: number): boolean {
  const texts = (rows[row] ?? []).map(textOf).filter((text) => text !== '')
  return texts.length > 1 && texts.every(isCode)
}

const filled = ({ rows }: Table, row: number): number =>
  new Set((rows[row] ?? []).map(textOf).filter((text) => text !== '')).size

/** Column indexes up to the widest of the first rows. */
const widthOf = ({ rows }: Table): number[] => [
  ...Array(Math.min(300, Math.max(0, ...rows.slice(0, LOOKED_AT).map(({ length }) => length)))).keys(),
]

function textAt({ rows }: Table, merges: Merges, row: number, column: number): string {
  const own = textOf(rows[row]?.[column])
  if (own !== '') return own
  const merge = merges.at(row, column)
  return merge ? textOf(rows[merge.startRow]?.[merge.startCol]) : ''
}
