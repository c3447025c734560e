import { Icon } from './icon'

interface Props<K extends string> {
  by: K
  label: string
  sort: { by: K; down: boolean }
  onSort: (next: { by: K; down: boolean }) => void
  number?: boolean
  help?: string
}

/** A column's header that sorts; the first click on an amount shows the largest first. */
export function SortHeader<K extends string>({ by, label, sort, onSort, number = false, help }: Props<K>) {
  const active = sort.by === by
  return (
    <th
      scope="col"
      class={number ? 'number' : undefined}
      aria-sort={active ? (sort.down ? 'descending' : 'ascending') : undefined}
      title={help}
    >
      <button type="button" class="sort" onClick={() => onSort({ by, down: active ? !sort.down : number })}>
        {label}
        {active && <Icon name={sort.down ? 'down' : 'up'} size={12} />}
      </button>
    </th>
  )
}
