import type { ComponentChildren } from 'preact'
import type { DueClaim } from '../../../../shared/api/bureau-publicity'
import type { ListPage, ListQuery } from '../../../../shared/api/lists'
import { dayOf } from '../../../../shared/calendar/beijing'
import { showYuan } from '../../../../shared/claim/money'
import { Empty } from '../../parts/note'
import { State } from '../../parts/state'
import type { Column } from '../../parts/table/column'
import { DataTable, type Selection } from '../../parts/table/data-table'
import { words } from './words'

interface Props {
  id: string
  caption: string
  path: string
  load: (query: ListQuery) => Promise<ListPage<DueClaim>>
  /** What the last column's day is of. */
  since: string
  noneTitle: string
  noneLead: string
  bulk?: (selection: Selection<DueClaim>) => ComponentChildren
}

/** Claims that wait for their next step, to be chosen from. */
export function DueTable({ since, noneTitle, noneLead, bulk, ...table }: Props) {
  return (
    <DataTable<DueClaim>
      {...table}
      columns={columnsOf(since)}
      keyOf={({ id }) => id}
      nameOf={({ number, title }) => `${number} ${title}`}
      searchLabel={words.findDue}
      filterLabel={words.source}
      filters={[
        { value: '', label: words.all },
        { value: 'package', label: words.package },
        { value: 'manual', label: words.manual },
      ]}
      first={{ sort: 'since' }}
      {...(bulk && { bulk })}
      empty={
        <Empty title={noneTitle}>
          <p class="prose">{noneLead}</p>
        </Empty>
      }
    />
  )
}

const columnsOf = (since: string): Column<DueClaim>[] => [
  {
    ...{ id: 'number', label: words.claimNumber, sort: 'number', nowrap: true, head: true },
    cell: ({ number }) => number,
  },
  { id: 'firm', label: words.firm, sort: 'firm', cell: ({ firm }) => firm },
  { id: 'title', label: words.claimTitle, sort: 'title', cell: ({ title }) => title },
  { id: 'people', label: words.people, number: true, cell: ({ people }) => people },
  {
    ...{ id: 'asked', label: words.asked, sort: 'asked', number: true },
    cell: ({ asked }) => <span class="nowrap">{showYuan(asked)}</span>,
  },
  {
    ...{ id: 'source', label: words.source },
    cell: ({ manual }) => (manual ? <State is="attention">{words.manual}</State> : words.package),
  },
  { id: 'since', label: since, sort: 'since', nowrap: true, cell: (row) => dayOf(row.since) },
]
