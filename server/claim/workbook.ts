import { type CellStyle, type CellValue, writeXlsx } from 'hucre'

export interface FormSheet {
  name: string
  /** Lines above the table: what this is, of whom, by which rule. */
  heading: string[]
  /** `width` in digits; a Chinese character takes two. `text`: what looks like a number stays as written. */
  columns: { title: string; width: number; text?: boolean; decimals?: true }[]
  rows: CellValue[][]
  /** Lines below the table. */
  footing?: string[]
}

const border = { style: 'thin', color: { rgb: 'FF8A9A9A' } } as const
const edges = { top: border, bottom: border, left: border, right: border }
const cell: CellStyle = { border: edges, alignment: { vertical: 'center', wrapText: true } }
const header: CellStyle = {
  ...cell,
  font: { bold: true },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'FFE3EEED' } },
  alignment: { horizontal: 'center', vertical: 'center', wrapText: true },
}

const TITLE_HEIGHT = 26
const LINE_HEIGHT = 16

/** In points. Spreadsheet programs do not make room for wrapped text on their own in a file that was not made by them. */
function heightOf(row: readonly CellValue[], columns: FormSheet['columns']): number {
  const lines = row.map((value, i) => {
    const digits = [...String(value ?? '')].reduce((sum, char) => sum + (char > '\u2000' ? 2 : 1), 0)
    return Math.ceil(digits / ((columns[i]?.width ?? 10) - 1))
  })
  return Math.max(1, ...lines) * LINE_HEIGHT + 2
}

/** A form as XLSX: title lines, a table with repeated and frozen header, A4 landscape. Text columns stay text (ID numbers). */
export function workbook(sheets: readonly FormSheet[]): Promise<Uint8Array> {
  return writeXlsx({
    sheets: sheets.map(({ name, heading, columns, rows, footing = [] }) => {
      const top = heading.length
      const table = [columns.map(({ title }) => title), ...rows]
      const cells = new Map<string, { style: CellStyle }>()
      for (const [r, row] of table.entries()) {
        for (const c of row.keys())
          cells.set(`${top + r},${c}`, {
            style: r === 0 ? header : { ...cell, ...formatOf(columns[c]) },
          })
      }
      if (top > 0) cells.set('0,0', { style: { font: { bold: true, size: 16 } } })
      return {
        name,
        columns: columns.map(({ width }) => ({ width })),
        rows: [
          ...heading.map((line) => [line]),
          ...table,
          ...(footing.length > 0 ? [[], ...footing.map((line) => [line])] : []),
        ],
        cells,
        rowDefs: new Map([
          ...(top > 0 ? [[0, { height: TITLE_HEIGHT }] as const] : []),
          ...table.map((row, r) => [top + r, { height: heightOf(row, columns) }] as const),
        ]),
        freezePane: { rows: top + 1 },
        pageSetup: {
          paperSize: 'a4' as const,
          orientation: 'landscape' as const,
          fitToPage: true,
          fitToWidth: 1,
          fitToHeight: 0,
          printTitlesRow: `$${top + 1}:$${top + 1}`,
        },
        headerFooter: { oddFooter: '&C第 &P 页，共 &N 页' },
      }
    }),
  })
}

const formatOf = (column: FormSheet['columns'][number] | undefined): CellStyle =>
  column?.text ? { numFmt: '@' } : column?.decimals ? { numFmt: '0.00' } : {}
