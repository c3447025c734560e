import type { Sheet } from 'hucre'
import type { Grid, GridCell, GridRow } from '../../../../shared/forms/grid'

const DEFAULT_WIDTH = 8.43
const TITLE_SIZE = 14

/** A bureau's sheet as a grid, for print and PDF: its cells, merges, widths and heights; looks as near as ours come. */
export function gridOf(sheet: Sheet, texts: ReadonlyMap<string, string>): Grid {
  const columns = Math.max(
    1,
    ...sheet.rows.map((row) => lastOf(row) + 1),
    ...(sheet.merges ?? []).map((m) => m.endCol + 1),
  )
  const rows = sheet.rows.map((_, r): GridRow => rowOf(sheet, r, columns, texts))
  const [, first, last] = /^\$?(\d+):\$?(\d+)$/.exec(sheet.pageSetup?.printTitlesRow ?? '') ?? []
  for (const { startRow, endRow } of sheet.merges ?? [])
    for (let r = startRow; r < endRow; r++) {
      const row = rows[r]
      if (row) row.keep = true
    }
  return {
    name: sheet.name,
    upright: sheet.pageSetup?.orientation !== 'landscape',
    widths: Array.from({ length: columns }, (_, c) => sheet.columns?.[c]?.width ?? DEFAULT_WIDTH),
    rows,
    ...(first !== undefined && last !== undefined && { repeat: [Number(first) - 1, Number(last) - 1] }),
  }
}

const lastOf = (row: Sheet['rows'][number]): number => row.findLastIndex((value) => value !== null && value !== '')

function rowOf(sheet: Sheet, r: number, columns: number, texts: ReadonlyMap<string, string>): GridRow {
  const cells: GridCell[] = []
  for (let c = 0; c < columns; c++) {
    const merge = (sheet.merges ?? []).find(
      ({ startRow, endRow, startCol, endCol }) => startRow <= r && r <= endRow && startCol <= c && c <= endCol,
    )
    if (merge && (merge.startRow !== r || merge.startCol !== c)) continue
    const value = sheet.rows[r]?.[c]
    const { border, font, alignment } = sheet.cells?.get(`${r},${c}`)?.style ?? {}
    const text = texts.get(`${r},${c}`) ?? (value === null || value === undefined ? '' : String(value))
    const framed = [border?.top, border?.bottom, border?.left, border?.right].some((side) => side !== undefined)
    if (text === '' && !framed) continue
    const horizontal = alignment?.horizontal
    const align = horizontal === 'center' || horizontal === 'right' || horizontal === 'left' ? horizontal : undefined
    cells.push({
      at: c,
      span: merge ? merge.endCol - merge.startCol + 1 : 1,
      ...(merge && merge.endRow > merge.startRow && { down: merge.endRow - merge.startRow + 1 }),
      text,
      look: framed ? (font?.bold ? 'total' : 'cell') : (font?.size ?? 0) >= TITLE_SIZE ? 'title' : 'line',
      ...(align ? { align } : typeof value === 'number' && { align: 'right' as const }),
    })
  }
  const height = sheet.rowDefs?.get(r)?.height
  return { cells, ...(height !== undefined && { height }) }
}
