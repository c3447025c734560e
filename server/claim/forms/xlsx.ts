import type { CellStyle } from 'hucre'
import {
  aligns,
  type Form,
  type FormMark,
  type GridCell,
  type Look,
  looks,
  markText,
  type Sheet,
} from '../../../shared/forms/grid'
import { whenRead } from '../../../shared/forms/value'
import { type StreamedRow, type StreamedSheet, streamedWorkbook } from '../streamed-workbook'
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
const printed = ({ widths, upright }: Pick<Sheet, 'widths' | 'upright'>): number =>
  Math.min(1, (upright ? 509 : 755) / (widths.reduce((sum, width) => sum + width, 0) * CHAR))

const formats = [undefined, '0', '0.00', '#,##0.00'] as const

/** What a cell of a form can look like: few kinds there are, and a workbook may have hundreds of thousands of cells. */
const kinds = looks.flatMap((look) =>
  [undefined, ...aligns].flatMap((align) => formats.map((format) => ({ look, align, format }))),
)
const keyOf = (look: string, align?: string, format?: string) => `${look}/${align}/${format}`
const kindOf = new Map(kinds.map(({ look, align, format }, i) => [keyOf(look, align, format), i]))

/** Texts are text cells with the format `@`, so that no program makes a number of an ID number. */
function styleOf({ look, align, format }: (typeof kinds)[number]): CellStyle {
  const { font, alignment, ...rest } = styles[look]
  return {
    ...rest,
    font: { name: FONT, ...font },
    alignment: { vertical: 'center', wrapText: true, ...alignment, ...(align && { horizontal: align }) },
    numFmt: format ?? '@',
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

/** A form as a workbook, row by row: A4, repeated heads, page numbers, the form's version and the short code at the foot of every page. */
export const formXlsx = ({ name, mark, sheets }: Form): AsyncGenerator<Uint8Array> =>
  streamedWorkbook({
    title: name,
    styles: kinds.map(styleOf),
    sheets: sheets.map((sheet) => ({ setUp: setUpOf(sheet, mark), rows: whenRead(() => rowsOf(sheet)) })),
  })

function* rowsOf({ rows, ...sheet }: Sheet): Generator<StreamedRow> {
  const scale = printed(sheet)
  for (const { cells, height } of rows)
    yield {
      height: rowHeight(cells, sheet.widths, (height ?? 0) / scale),
      cells: cells.map(({ at, span, text, number, look, align }) => ({
        ...{ at, span, value: number ? number.is : text },
        style: kindOf.get(keyOf(look, align, number?.format)) ?? 0,
      })),
    }
}

const setUpOf = (sheet: Sheet, mark: FormMark): StreamedSheet['setUp'] => ({
  name: sheet.name,
  columns: sheet.widths.map((width) => ({ width })),
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
})
