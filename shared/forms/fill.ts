import { blockRows } from './blocks'
import type { GridRow, Sheet } from './grid'
import type { Layout, SheetLayout } from './layout'
import { type Values, whenRead } from './value'

const WIDE = [10, 10, 10, 10, 10, 10, 10, 10, 10]

/**
 * A layout filled with values: the sheets of the form, their rows made as they are read. Throws RangeError, then or now, on a name that no
 * value has: a mistake in the layout.
 */
export const fillLayout = ({ sheets }: Pick<Layout, 'sheets'>, values: Values): Sheet[] =>
  sheets.map((sheet) => fillSheet(sheet, values))

function fillSheet(sheet: SheetLayout, values: Values): Sheet {
  const { name, upright, blocks } = sheet
  const table = blocks.find((block) => block.is === 'table')
  const widths = table ? table.columns.map(({ width }) => width) : (sheet.widths ?? WIDE)
  const above = table ? blocks.slice(0, blocks.indexOf(table)) : []
  const head = above.reduce((sum, block) => sum + [...blockRows(block, widths, values)].length, 0)
  return {
    ...{ name, upright, widths },
    rows: whenRead(function* (): Generator<GridRow> {
      for (const block of blocks) yield* blockRows(block, widths, values)
    }),
    ...(table && { repeat: [head, head] }),
    ...(sheet.workbookOnly && { workbookOnly: true }),
  }
}
