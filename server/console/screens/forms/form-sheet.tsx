import type { Grid, GridCell, GridRow } from '../../../../shared/forms/grid'
import { words } from './words'

/** A sheet of a form as it is printed: what stands above the repeated head, then the table whose head repeats on each page. */
export function FormSheet({ sheet }: { sheet: Grid }) {
  if (sheet.workbookOnly) return <p class="quiet no-print">{words.workbookOnly(sheet.name)}</p>
  const [first, last] = sheet.repeat ?? [0, -1]
  const above = sheet.rows.slice(0, first)
  const head = sheet.rows.slice(first, last + 1)
  const rest = sheet.rows.slice(last + 1)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide sheet scrolls, and must be reachable by keyboard
    <article class={`paper form-sheet${sheet.upright ? '' : ' paper-wide'}`} aria-label={sheet.name} tabIndex={0}>
      {above.length > 0 && <Rows sheet={sheet} rows={above} />}
      <Rows sheet={sheet} head={head} rows={rest} />
    </article>
  )
}

function Rows({ sheet, head = [], rows }: { sheet: Grid; head?: readonly GridRow[]; rows: readonly GridRow[] }) {
  const total = sheet.widths.reduce((sum, width) => sum + width, 0)
  return (
    <table>
      <colgroup>
        {sheet.widths.map((width, i) => (
          <col key={i} width={`${((width / total) * 100).toFixed(2)}%`} />
        ))}
      </colgroup>
      {head.length > 0 && (
        <thead>
          {head.map((row, i) => (
            <Row key={i} row={row} columns={sheet.widths.length} header />
          ))}
        </thead>
      )}
      <tbody>
        {rows.map((row, i) => (
          <Row key={i} row={row} columns={sheet.widths.length} />
        ))}
      </tbody>
    </table>
  )
}

/** Heights go through the element: the page's policy forbids style attributes. */
function Row({ row, columns, header = false }: { row: GridRow; columns: number; header?: boolean }) {
  const last = row.cells.at(-1)
  const end = last ? last.at + last.span : 0
  return (
    <tr
      ref={(tr) => {
        if (row.height !== undefined) tr?.style.setProperty('height', `${row.height}pt`)
      }}
    >
      {row.cells.map((cell, i) => (
        <Cells key={cell.at} cell={cell} before={gapBefore(row.cells, i)} header={header} />
      ))}
      {end < columns && row.cells.every(({ down }) => down === undefined) && <td colSpan={columns - end} />}
    </tr>
  )
}

const gapBefore = (cells: readonly GridCell[], i: number): number => {
  const previous = cells[i - 1]
  return (cells[i]?.at ?? 0) - (previous ? previous.at + previous.span : 0)
}

function Cells({ cell, before, header }: { cell: GridCell; before: number; header: boolean }) {
  const { span, down, text, look, align } = cell
  const style = `look-${look}${align ? ` align-${align}` : ''}`
  return (
    <>
      {before > 0 && <td colSpan={before} />}
      {header ? (
        <th scope="col" colSpan={span} rowSpan={down} class={style}>
          {text}
        </th>
      ) : (
        <td colSpan={span} rowSpan={down} class={style}>
          {text}
        </td>
      )}
    </>
  )
}
