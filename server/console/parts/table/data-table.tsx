import type { ComponentChildren } from 'preact'
import { useRef, useState } from 'preact/hooks'
import type { ListPage, ListQuery } from '../../../../shared/api/lists'
import { lists } from '../../client/lists'
import { type Listed, useList } from '../../client/use-list'
import { Loading, ProblemNote } from '../note'
import { Scroll } from '../scroll'
import { Body } from './body'
import type { Column } from './column'
import { Head, type Sort } from './head'
import { Pages } from './pages'
import { Tools } from './tools'
import { useHabits } from './use-habits'
import { useSettled } from './use-settled'
import { tableWords as words } from './words'

export interface Selection<Row> {
  rows: readonly Row[]
  /** The work is done: nothing is selected any more and the page is read again. */
  done: () => Promise<void>
}

interface Props<Row, Page extends ListPage<Row>> {
  /** Names the kept habits. */
  id: string
  caption: string
  /** Below /api; the export, unless it has none, is below /api/exports. */
  path: string
  unexported?: true
  load: (query: ListQuery) => Promise<Page>
  /** The class of a list that is the organisation's: asked with every page and the export. */
  within?: { class: string }
  every?: number
  /** Counts up when something outside the table changed what it shows. */
  version?: number
  /** By what was read last; `refresh` reads the page again after something of a row changed. */
  columns: readonly Column<Row>[] | ((refresh: () => Promise<void>, page: Page | undefined) => readonly Column<Row>[])
  keyOf: (row: Row) => string
  nameOf: (row: Row) => string
  searchLabel: string
  filters?: readonly { value: string; label: string }[] | ((page: Page) => readonly { value: string; label: string }[])
  filterLabel?: string
  /** What is said where a filter alone finds nothing, by its value. */
  none?: Readonly<Record<string, string>>
  first?: Sort & { filter?: string }
  /** Says why there is nothing, and what to do next. */
  empty: ComponentChildren
  inner?: (row: Row, refresh: () => Promise<void>) => ComponentChildren
  /** What can be done with several rows at once. */
  bulk?: (selection: Selection<Row>) => ComponentChildren
  tools?: ComponentChildren
  /** Above the table, by what was read. */
  above?: (page: Page, refresh: () => Promise<void>) => ComponentChildren
  /** A class of the table's own. */
  look?: string
}

/**
 * A list that the server sorts, searches and cuts: every table of more than a few rows. Columns, page size and order are kept
 * for each person; the next page replaces the last when it is there.
 */
export function DataTable<Row, Page extends ListPage<Row> = ListPage<Row>>(props: Props<Row, Page>) {
  const { id, path, first = {} } = props
  const { value: habits, keep } = useHabits(id)
  const [search, setSearch] = useState('')
  const [filter, setFilter] = useState(first.filter ?? '')
  const [at, setAt] = useState(1)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const last = useRef<Partial<Listed<Page>>>({})
  const again = async () => last.current.refresh?.()
  const columns = typeof props.columns === 'function' ? props.columns(again, last.current.page) : props.columns
  const known = habits.sort !== undefined && columns.some((one) => one.sort === habits.sort)
  const sort: Sort = known ? { sort: habits.sort, order: habits.order } : first
  const query: ListQuery = {
    page: at,
    size: habits.size,
    search: useSettled(search),
    filter,
    ...pickSort(sort),
    ...props.within,
  }
  const listed = useList(`${path}${props.within?.class ?? ''}`, props.load, query, props.every, props.version)
  last.current = listed
  const { page, problem, loading, refresh } = listed
  if (!page) return problem ? <ProblemNote problem={problem} retry={() => void refresh()} /> : <Loading />
  const asked = search !== '' || filter !== ''
  if (page.total === 0 && !asked && !loading)
    return (
      <>
        {props.above?.(page, refresh)}
        {props.empty}
      </>
    )

  const ask = (change: () => void) => {
    change()
    setAt(1)
    setChosen(new Set())
  }
  const clear = () =>
    ask(() => {
      setSearch('')
      setFilter('')
    })
  const shown = columns.filter((one) => one.head || (one.spare === true) === habits.turned.includes(one.id))
  const turn = (column: string) => {
    const without = habits.turned.filter((one) => one !== column)
    keep({ ...habits, turned: without.length < habits.turned.length ? without : [...without, column] })
  }
  const from = (page.page - 1) * habits.size + 1
  const picked = page.rows.filter((row) => chosen.has(props.keyOf(row)))
  const choose = (key: string) => {
    const next = new Set(chosen)
    if (!next.delete(key)) next.add(key)
    setChosen(next)
  }
  const all = picked.length === page.rows.length
  const done = async () => {
    setChosen(new Set())
    await refresh()
  }
  return (
    <div class="stack">
      {props.above?.(page, refresh)}
      {problem && <ProblemNote problem={problem} retry={() => void refresh()} />}
      <div class="table-frame">
        <Tools
          searchLabel={props.searchLabel}
          search={search}
          onSearch={(text) => ask(() => setSearch(text))}
          filters={typeof props.filters === 'function' ? props.filters(page) : props.filters}
          filterLabel={props.filterLabel}
          filter={filter}
          onFilter={(value) => ask(() => setFilter(value))}
          columns={columns}
          shown={shown}
          onColumn={turn}
          count={words.count(page.total, from, from + page.rows.length - 1)}
          file={
            props.unexported
              ? undefined
              : () =>
                  lists.file(
                    path,
                    { ...query, page: 1 },
                    shown.flatMap((one) => [one.id, ...(one.also ?? [])]),
                  )
          }
        >
          {props.tools}
        </Tools>
        {props.bulk && picked.length > 0 && (
          <section class="bulk" aria-label={words.selection}>
            <span class="label numbers">{words.chosen(picked.length)}</span>
            {props.bulk({ rows: picked, done })}
            <button type="button" class="button button-link" onClick={() => setChosen(new Set())}>
              {words.unchoose}
            </button>
          </section>
        )}
        {page.rows.length === 0 ? (
          <p class="pages row">
            <span class="quiet">{(search === '' && props.none?.[filter]) || words.noMatch}</span>
            <button type="button" class="button button-small" onClick={clear}>
              {words.clear}
            </button>
          </p>
        ) : (
          <Scroll label={props.caption}>
            <table class={props.look} aria-busy={loading ? 'true' : undefined}>
              <caption class="hidden-visually">{props.caption}</caption>
              <Head
                columns={shown}
                sort={sort}
                onSort={(next) => ask(() => keep({ ...habits, sort: next.sort, order: next.order }))}
                all={all}
                onAll={props.bulk && (() => setChosen(new Set(all ? [] : page.rows.map(props.keyOf))))}
              />
              <Body
                rows={page.rows}
                columns={shown}
                keyOf={props.keyOf}
                nameOf={props.nameOf}
                inner={(row) => props.inner?.(row, again)}
                chosen={chosen}
                onChoose={props.bulk && choose}
              />
            </table>
          </Scroll>
        )}
        <Pages
          page={page.page}
          size={habits.size}
          total={page.total}
          onPage={setAt}
          onSize={(size) => ask(() => keep({ ...habits, size }))}
        />
      </div>
    </div>
  )
}

const pickSort = ({ sort, order }: Sort): Pick<ListQuery, 'sort' | 'order'> => ({
  ...(sort !== undefined && { sort }),
  ...(order !== undefined && { order }),
})
