import { Icon } from '../icon'
import type { Column } from './column'
import { tableWords as words } from './words'

export interface Sort {
  sort?: string | undefined
  order?: 'up' | 'down' | undefined
}

interface Props<Row> {
  columns: readonly Column<Row>[]
  sort: Sort
  onSort: (next: Sort) => void
  /** Where rows can be selected: whether all of the page are. */
  all?: boolean | undefined
  onAll?: (() => void) | undefined
}

/** Headers that sort; the first click on an amount shows the largest first. */
export function Head<Row>({ columns, sort, onSort, all, onAll }: Props<Row>) {
  return (
    <thead>
      <tr>
        {onAll && (
          <td class="tick">
            <input type="checkbox" aria-label={words.chooseAll} checked={all} onChange={onAll} />
          </td>
        )}
        {columns.map((column) => (
          <Header key={column.id} column={column} sort={sort} onSort={onSort} />
        ))}
      </tr>
    </thead>
  )
}

function Header<Row>({ column, sort, onSort }: { column: Column<Row> } & Pick<Props<Row>, 'sort' | 'onSort'>) {
  const { label, number, help, sort: by } = column
  const active = by !== undefined && sort.sort === by
  const down = sort.order === 'down'
  const next = active ? (down ? 'up' : 'down') : number ? 'down' : 'up'
  return (
    <th
      scope="col"
      class={number && 'number'}
      aria-sort={active ? (down ? 'descending' : 'ascending') : undefined}
      title={help}
    >
      {by === undefined ? (
        label
      ) : (
        <button type="button" class="sort" onClick={() => onSort({ sort: by, order: next })}>
          {label}
          {active && <Icon name={down ? 'down' : 'up'} size={12} />}
        </button>
      )}
    </th>
  )
}
