import { headingKey } from '../../shared/people/roster-headings'
import { Refused } from '../ledger/accept'
import { readTables } from '../training/roster/read-table'
import { cellName, letterOf, type Place, type Table, textOf } from '../training/roster/table'

/** Headings stand within so many rows: titles and remarks stand above them. */
const HEADER_WITHIN = 20

/** One column of a form of ours, by every heading that people give it. */
export interface SheetColumn<Field extends string> {
  field: Field
  title: string
  aliases: readonly string[]
}

/** Rows of a table below its headings, read cell by cell; what is wrong is collected with its place. */
export interface OpenSheet<Field extends string> {
  readonly rows: readonly SheetRow<Field>[]
  readonly notes: string[]
  readonly errors: Place[]
}
export interface SheetRow<Field extends string> {
  /** As a spreadsheet counts. */
  readonly row: number
  /** Trimmed; empty where the column is not there. */
  text(field: Field): string
  wrong(field: Field, message: string): void
}

/**
 * The first table of an XLSX or CSV that has these headings. Hidden rows are refused, formulas are read as what they gave and error
 * cells stand in `errors`. Throws `file-refused` with reason and cure.
 */
export async function openSheet<Field extends string>(
  bytes: Uint8Array,
  columns: readonly SheetColumn<Field>[],
  required: readonly Field[],
): Promise<OpenSheet<Field>> {
  const tables = await readTables(bytes)
  for (const table of tables) {
    const found = headingsOf(table, columns, required)
    if (found) return sheetOf(table, tables, columns, found)
  }
  const titles = columns.filter(({ field }) => required.includes(field)).map(({ title }) => `“${title}”`)
  throw new Refused('file-refused', `表里没有找到表头 ${titles.join('、')}。请用本页下载的模板填写，再上传`)
}

interface Headings<Field extends string> {
  row: number
  at: Map<Field, number>
  unread: string[]
}

function headingsOf<Field extends string>(
  { rows }: Table,
  columns: readonly SheetColumn<Field>[],
  required: readonly Field[],
): Headings<Field> | undefined {
  const byHeading = new Map(
    columns.flatMap(({ field, title, aliases }) => [title, ...aliases].map((one) => [headingKey(one), field] as const)),
  )
  for (const [row, cells] of rows.slice(0, HEADER_WITHIN).entries()) {
    const at = new Map<Field, number>()
    const unread: string[] = []
    for (const [column, cell] of cells.entries()) {
      const heading = textOf(cell)
      const field = byHeading.get(headingKey(heading))
      if (field !== undefined && !at.has(field)) at.set(field, column)
      else if (heading !== '') unread.push(heading)
    }
    if (required.every((field) => at.has(field))) return { row, at, unread }
  }
  return undefined
}

function sheetOf<Field extends string>(
  table: Table,
  tables: readonly Table[],
  columns: readonly SheetColumn<Field>[],
  { row: header, at, unread }: Headings<Field>,
): OpenSheet<Field> {
  const errors: Place[] = []
  const others = tables.flatMap((one) => (one === table || one.sheet === undefined ? [] : `“${one.sheet}”`))
  const ignored = unread.filter((heading) => headingKey(heading) !== headingKey('序号'))
  const rows: SheetRow<Field>[] = []
  for (const [row, cells] of table.rows.entries()) {
    if (row <= header || cells.every((cell) => textOf(cell) === '')) continue
    const place = (field: Field, message: string): Place => {
      const column = at.get(field)
      return {
        ...(table.sheet !== undefined && { sheet: table.sheet }),
        row: row + 1,
        column: columns.find((one) => one.field === field)?.title ?? field,
        ...(column !== undefined && { cell: cellName(row, column) }),
        message,
      }
    }
    if (table.hiddenRows.has(row)) {
      errors.push({ row: row + 1, message: '这一行是隐藏的：要导入请取消隐藏，不要的请删去' })
      continue
    }
    for (const [field, column] of at)
      if (['error', 'no-value'].includes(table.special.get(`${row},${column}`) ?? ''))
        errors.push(place(field, `单元格 ${letterOf(column)}${row + 1} 的公式没有结果，请改成填好的值`))
    rows.push({
      row: row + 1,
      text: (field) => {
        const column = at.get(field)
        return column === undefined ? '' : textOf(cells[column])
      },
      wrong: (field, message) => void errors.push(place(field, message)),
    })
  }
  return {
    rows,
    errors,
    notes: [
      ...(table.sheet === undefined ? [] : [`读的是工作表“${table.sheet}”`]),
      ...(others.length > 0 ? [`没有读的工作表：${others.join('、')}`] : []),
      ...(ignored.length > 0 ? [`没有读的列：${ignored.map((one) => `“${one}”`).join('、')}`] : []),
    ],
  }
}
