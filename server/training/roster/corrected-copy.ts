import { type CellStyle, type CellValue, writeXlsx } from 'hucre'
import type { RosterChoices } from '../../../shared/api/roster'
import type { Actor } from '../../access/actor'
import type { Deps } from '../../deps'
import { importRoster } from './import-roster'
import { rememberedColumns } from './mapping'
import { openFile } from './open-file'
import { cellName, type Place, textOf } from './table'

const wrong: CellStyle = { fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'FFFBE3E0' } }, numFmt: '@' }
const doubtful: CellStyle = { fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'FFFFF3D6' } }, numFmt: '@' }
const said: CellStyle = { alignment: { wrapText: true, vertical: 'center' }, font: { color: { rgb: 'FF9A2B1F' } } }
const bold: CellStyle = { font: { bold: true } }
const plain: CellStyle = { numFmt: '@' }

/**
 * The uploaded table as an XLSX with a column 问题 at its end: what is wrong with each row and what to do, its cells marked.
 * Everything is text, so that nothing changes on the way. The column itself is left out when the file is uploaded again.
 */
export async function correctedCopy(
  deps: Deps,
  actor: Actor,
  input: { class: string; file: Uint8Array; choices?: RosterChoices | undefined },
): Promise<Uint8Array> {
  const report = await importRoster(deps, actor, { ...input, dryRun: true })
  const remembered = await rememberedColumns(deps.store.read, deps.store, actor.organisation)
  const { layout } = await openFile(input.file, remembered, input.choices)
  const { table, headerRow, headings } = layout
  const last = headings.length
  const places = [
    ...(report.errors ?? []).map((place) => ({ ...place, style: wrong })),
    ...report.warnings.map((place) => ({ ...place, style: doubtful })),
  ]
  const byRow = new Map<number, (Place & { style: CellStyle })[]>()
  for (const place of places) {
    const row = (place.row ?? 0) - 1
    byRow.set(row, [...(byRow.get(row) ?? []), place])
  }
  const cells = new Map<string, { style: CellStyle }>()
  const rows = table.rows.map((row, r): CellValue[] => {
    const texts = Array.from({ length: last }, (_, column) => textOf(row[column]))
    for (const [column, text] of texts.entries())
      if (text !== '' || r >= layout.firstRow) cells.set(`${r},${column}`, { style: r === headerRow ? bold : plain })
    const mine = byRow.get(r)
    if (!mine) return r === headerRow ? [...texts, '问题'] : texts
    cells.set(`${r},${last}`, { style: said })
    for (const { cell, style } of mine) {
      const column = headings.find((one) => cell === cellName(r, one.column))?.column
      if (column !== undefined && cells.get(`${r},${column}`)?.style !== wrong) cells.set(`${r},${column}`, { style })
    }
    return [...texts, mine.map(({ column, message }) => `${column ?? ''}：${message}`).join('\n')]
  })
  const width = (column: number) =>
    Math.min(40, Math.max(8, ...rows.slice(Math.max(0, headerRow), 200).map((row) => digits(row[column]))))
  return writeXlsx({
    sheets: [
      {
        name: table.sheet ?? '学员名册',
        rows,
        cells,
        merges: table.merges
          .filter(({ endRow }) => endRow < layout.firstRow)
          .map((merge) => ({ ...merge, endCol: Math.min(merge.endCol, last) })),
        columns: [...headings.map(({ column }) => ({ width: width(column) + 2, numFmt: '@' })), { width: 70 }],
        freezePane: { rows: Math.max(1, layout.firstRow) },
        pageSetup: { paperSize: 'a4', orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
      },
    ],
  })
}

const digits = (value: CellValue | undefined): number =>
  [...String(value ?? '')].reduce((sum, sign) => sum + (sign > '\u2000' ? 2 : 1), 0)
