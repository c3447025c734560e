import { blockRows } from './blocks'
import type { Grid } from './grid'
import type { Layout, SheetLayout } from './layout'
import type { Values } from './value'

const WIDE = [10, 10, 10, 10, 10, 10, 10, 10, 10]

/** A layout filled with values: the sheets of the form. Throws RangeError on a name that no value has: a mistake in the layout. */
export const fillLayout = ({ sheets }: Pick<Layout, 'sheets'>, values: Values): Grid[] =>
  sheets.map((sheet) => fillSheet(sheet, values))

function fillSheet(sheet: SheetLayout, values: Values): Grid {
  const table = sheet.blocks.find((block) => block.is === 'table')
  const widths = table ? table.columns.map(({ width }) => width) : (sheet.widths ?? WIDE)
  const grid: Grid = {
    name: sheet.name,
    upright: sheet.upright,
    widths,
    rows: [],
    ...(sheet.workbookOnly && { workbookOnly: true }),
  }
  for (const block of sheet.blocks) {
    if (block.is === 'table') grid.repeat = [grid.rows.length, grid.rows.length]
    grid.rows.push(...blockRows(block, widths, values))
  }
  return grid
}
