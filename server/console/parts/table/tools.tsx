import type { ComponentChildren } from 'preact'
import { useRef } from 'preact/hooks'
import type { ServedFile } from '../../client/http'
import { DownloadButton } from '../button'
import type { Column } from './column'
import { useSlash } from './use-slash'
import { tableWords as words } from './words'

interface Props<Row> {
  searchLabel: string
  search: string
  onSearch: (text: string) => void
  filters?: readonly { value: string; label: string }[] | undefined
  filterLabel?: string | undefined
  filter: string
  onFilter: (value: string) => void
  columns: readonly Column<Row>[]
  shown: readonly Column<Row>[]
  onColumn: (id: string) => void
  /** Said to a screen reader whenever it changes. */
  count: string
  file: (() => Promise<ServedFile>) | undefined
  children?: ComponentChildren
}

/** What stands above a table: search (`/` goes there), filter, count, columns, export. */
export function Tools<Row>(props: Props<Row>) {
  const box = useRef<HTMLInputElement>(null)
  useSlash(box)
  const { filters } = props
  return (
    <div class="table-tools">
      <input
        ref={box}
        type="search"
        class="input"
        aria-label={props.searchLabel}
        placeholder={`${props.searchLabel}${words.slash}`}
        value={props.search}
        onInput={(event) => props.onSearch(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') props.onSearch('')
        }}
      />
      {filters && (
        <select
          class="input input-short"
          aria-label={props.filterLabel ?? words.filter}
          value={props.filter}
          onChange={(event) => props.onFilter(event.currentTarget.value)}
        >
          {filters.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      )}
      <span class="quiet numbers" role="status">
        {props.count}
      </span>
      <div class="row push">
        {props.children}
        <Columns columns={props.columns} shown={props.shown} onColumn={props.onColumn} />
        {props.file && (
          <span title={words.exportHelp}>
            <DownloadButton kind="small" fetch={props.file}>
              {words.export}
            </DownloadButton>
          </span>
        )}
      </div>
    </div>
  )
}

function Columns<Row>({ columns, shown, onColumn }: Pick<Props<Row>, 'columns' | 'shown' | 'onColumn'>) {
  const menu = useRef<HTMLDetailsElement>(null)
  const close = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !menu.current?.open) return
    menu.current.open = false
    menu.current.querySelector('summary')?.focus()
  }
  return (
    <details class="menu" ref={menu} onKeyDown={close}>
      <summary class="button button-small">{words.columns}</summary>
      <fieldset class="menu-list">
        <legend class="hidden-visually">{words.columns}</legend>
        {columns
          .filter(({ head }) => !head)
          .map(({ id, label }) => (
            <label key={id} class="row">
              <input type="checkbox" checked={shown.some((one) => one.id === id)} onChange={() => onColumn(id)} />
              {label}
            </label>
          ))}
      </fieldset>
    </details>
  )
}
