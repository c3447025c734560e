import { type ComponentChildren, Fragment } from 'preact'
import { moveInColumn } from '../table-keys'
import type { Column } from './column'
import { tableWords as words } from './words'

interface Props<Row> {
  rows: readonly Row[]
  columns: readonly Column<Row>[]
  keyOf: (row: Row) => string
  nameOf: (row: Row) => string
  /** What a row unfolds to, where it is unfolded. */
  inner?: ((row: Row) => ComponentChildren) | undefined
  chosen?: ReadonlySet<string> | undefined
  onChoose?: ((key: string) => void) | undefined
}

export function Body<Row>({ rows, columns, keyOf, nameOf, inner, chosen, onChoose }: Props<Row>) {
  const width = columns.length + (onChoose ? 1 : 0)
  return (
    <tbody onKeyDown={moveInColumn}>
      {rows.map((row) => {
        const key = keyOf(row)
        const unfolded = inner?.(row)
        return (
          <Fragment key={key}>
            <tr class={chosen?.has(key) ? 'chosen' : undefined}>
              {onChoose && (
                <td class="tick">
                  <input
                    type="checkbox"
                    aria-label={words.choose(nameOf(row))}
                    checked={chosen?.has(key) ?? false}
                    onChange={() => onChoose(key)}
                  />
                </td>
              )}
              {columns.map(({ id, head, number, nowrap, cell }) => {
                const style = number ? 'number' : nowrap ? 'nowrap' : undefined
                return head ? (
                  <th key={id} scope="row" class={style}>
                    {cell(row)}
                  </th>
                ) : (
                  <td key={id} class={style}>
                    {cell(row)}
                  </td>
                )
              })}
            </tr>
            {unfolded && (
              <tr class="inner">
                <td colSpan={width}>{unfolded}</td>
              </tr>
            )}
          </Fragment>
        )
      })}
    </tbody>
  )
}
