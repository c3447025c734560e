import { type Cell, readXlsx, type Sheet } from 'hucre'
import { refuse } from './refusals'
import type { Special, Table } from './table'
import { measuredEntries } from './unpack'

/** Rows that are looked at: 20,000 people with what stands above and below them. */
export const MAX_ROWS = 20_000
const ROWS_READ = MAX_ROWS + 1000

/** The visible tables of an XLSX that have something in them. Throws `file-refused` with the reason and what to do. */
export async function readWorkbook(bytes: Uint8Array): Promise<Table[]> {
  const names = await measuredEntries(bytes)
  const other = foreign(names)
  if (other) throw refuse(other)
  let sheets: Sheet[]
  try {
    const workbook = await readXlsx(bytes, {
      maxRows: ROWS_READ,
      sheets: ({ hidden, veryHidden }) => !hidden && !veryHidden,
    })
    sheets = workbook.sheets
  } catch (error) {
    throw refuse(error instanceof Error && /limit|too many|exceed|maximum/i.test(error.message) ? 'large' : 'broken')
  }
  const tables = sheets.map(tableOf).filter(({ rows }) => rows.length > 0)
  if (tables.length === 0) throw refuse('nothing')
  return tables
}

/** What a ZIP is that is no plain workbook. */
function foreign(names: ReadonlySet<string>): Parameters<typeof refuse>[0] | undefined {
  const has = (part: RegExp) => [...names].some((name) => part.test(name))
  if (has(/^xl\/vbaProject\.bin$/i) || has(/^xl\/macrosheets\//i)) return 'macros'
  if (has(/^xl\/workbook\.bin$/i)) return 'xlsb'
  if (has(/^xl\/workbook\.xml$/i)) return undefined
  if (has(/^(word|ppt)\//i)) return 'document'
  if (names.has('mimetype') && names.has('content.xml')) return 'ods'
  return has(/^\[Content_Types\]\.xml$/) ? undefined : 'archive'
}

function tableOf({ name, rows, rowDefs, columns, merges, cells }: Sheet): Table {
  const hiddenRows = new Set<number>()
  for (const [row, definition] of rowDefs ?? []) if (definition.hidden || definition.height === 0) hiddenRows.add(row)
  const hiddenColumns = new Set((columns ?? []).flatMap(({ hidden, width }, i) => (hidden || width === 0 ? [i] : [])))
  const special = new Map<string, Special>()
  for (const [at, cell] of cells ?? []) {
    const is = specialOf(cell)
    if (is) special.set(at, is)
  }
  return { sheet: name, rows, hiddenRows, hiddenColumns, merges: merges ?? [], special }
}

function specialOf({ type, formula, value, formulaResult }: Cell): Special | undefined {
  if (type === 'error') return 'error'
  if (formula === undefined && type !== 'formula') return undefined
  return value === null && (formulaResult === null || formulaResult === undefined) ? 'no-value' : 'formula'
}
