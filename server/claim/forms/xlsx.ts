import { type Cell, type CellStyle, type CellValue, writeXlsx } from 'hucre'
import { type FilledForm, type Grid, type GridCell, type Look, markText } from '../../../shared/forms/grid'
import { linesOf } from './lines'

const FONT = '宋体'
const side = { style: 'thin', color: { rgb: 'FF404040' } } as const
const framed = { border: { top: side, bottom: side, left: side, right: side } }
const shade = { fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'FFEFF3F3' } } } as const

/** Size in points, and what a look adds to it. */
const styles: Readonly<Record<Look, CellStyle & { font: { size: number; bold?: true; name?: string } }>> = {
  title: { font: { size: 16, bold: true, name: '黑体' }, alignment: { horizontal: 'center' } },
  line: { font: { size: 10 } },
  note: { font: { size: 9 } },
  paragraph: { font: { size: 12 } },
  label: { font: { size: 10, bold: true }, ...framed, ...shade, alignment: { horizontal: 'center' } },
  value: { font: { size: 10 }, ...framed, alignment: { horizontal: 'left' } },
  header: { font: { size: 10, bold: true }, ...framed, ...shade, alignment: { horizontal: 'center' } },
  cell: { font: { size: 10 }, ...framed },
  total: { font: { size: 10, bold: true }, ...framed },
  box: { font: { size: 10 }, ...framed, alignment: { vertical: 'bottom' } },
  sign: { font: { size: 11 } },
  seal: { font: { size: 11 }, alignment: { horizontal: 'center' } },
}

/** How much smaller a sheet is printed so that its columns fit on the page: room for seals and signatures is measured on paper. */
const printed = ({ widths, upright }: Grid): number =>
  Math.min(1, (upright ? 509 : 755) / (widths.reduce((sum, width) => sum + width, 0) * CHAR))

const known = new Map<string, { style: CellStyle }>()

/** What every cell that looks like this one shares: a workbook may have hundreds of thousands. Few kinds there are. */
function styled(cell: GridCell): { style: CellStyle } {
  const key = `${cell.look}/${cell.align}/${cell.number?.format}`
  const shared = known.get(key) ?? { style: styleOf(cell) }
  known.set(key, shared)
  return shared
}

/** Of a grid cell; texts are text cells with the format `@`, so that no program makes a number of an ID number. */
function styleOf({ look, align, number }: GridCell): CellStyle {
  const { font, alignment, ...rest } = styles[look]
  return {
    ...rest,
    font: { name: FONT, ...font },
    alignment: { vertical: 'center', wrapText: true, ...alignment, ...(align && { horizontal: align }) },
    numFmt: number?.format ?? '@',
  }
}

const LINE = 1.35
const CHAR = 5.6
const AIR = 6

/** What a row needs, in points: spreadsheet programs make no room for wrapped text in a file they did not write. */
export function rowHeight(cells: readonly GridCell[], widths: readonly number[], least = 0): number {
  const needed = cells.map(({ text, at, span, look }) => {
    const { size } = styles[look].font
    const room = widths.slice(at, at + span).reduce((sum, width) => sum + width, 0) * CHAR - AIR
    return linesOf(text, room, (char) => size * (char > '\u00ff' ? 1 : 0.55)).length * size * LINE + AIR
  })
  return Math.max(least, 16, ...needed)
}

/** A form as a workbook: A4, repeated heads, page numbers, the form's version and the short code at the foot of every page. */
export function formXlsx({ name, mark, sheets }: FilledForm): Promise<Uint8Array> {
  return writeXlsx({
    properties: { title: name },
    sheets: sheets.map((sheet) => ({
      name: sheet.name,
      columns: sheet.widths.map((width) => ({ width })),
      rows: sheet.rows.map(({ cells }) => {
        const row: CellValue[] = sheet.widths.map(() => null)
        for (const { at, text, number } of cells) row[at] = number ? number.is : text
        return row
      }),
      cells: cellsOf(sheet),
      merges: sheet.rows.flatMap(({ cells }, r) =>
        cells
          .filter(({ span }) => span > 1)
          .map(({ at, span }) => ({ startRow: r, endRow: r, startCol: at, endCol: at + span - 1 })),
      ),
      rowDefs: new Map(
        sheet.rows.map(
          ({ cells, height }, r) =>
            [r, { height: rowHeight(cells, sheet.widths, (height ?? 0) / printed(sheet)) }] as const,
        ),
      ),
      ...(sheet.repeat && { freezePane: { rows: sheet.repeat[1] + 1 } }),
      pageSetup: {
        paperSize: 'a4' as const,
        orientation: sheet.upright ? ('portrait' as const) : ('landscape' as const),
        fitToPage: true,
        fitToWidth: 1,
        fitToHeight: 0,
        horizontalCentered: true,
        // Inches. The right edge stays free for 骑缝章.
        margins: { left: 0.6, right: 0.6, top: 0.6, bottom: 0.75, header: 0.3, footer: 0.35 },
        ...(sheet.repeat && { printTitlesRow: `$${sheet.repeat[0] + 1}:$${sheet.repeat[1] + 1}` }),
      },
      headerFooter: {
        oddHeader: '&R&8骑缝章处',
        oddFooter: `&L&8${markText(mark).replaceAll('&', '&&')}&R&9第 &P 页，共 &N 页`,
      },
    })),
  })
}

/** Every cell of a merged range has the border, or the frame has holes. */
function cellsOf({ rows }: Grid): Map<string, Partial<Cell>> {
  const cells = new Map<string, Partial<Cell>>()
  for (const [r, row] of rows.entries())
    for (const cell of row.cells) {
      const shared = styled(cell)
      for (let c = cell.at; c < cell.at + cell.span; c++) cells.set(`${r},${c}`, shared)
    }
  return cells
}
