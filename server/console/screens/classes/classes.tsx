import type { ClassSummary } from '../../../../shared/api'
import { showTime } from '../../../../shared/calendar/beijing'
import { lists } from '../../client/lists'
import { mayWrite } from '../../client/session'
import { Empty } from '../../parts/note'
import { Heading } from '../../parts/page'
import { State } from '../../parts/state'
import type { Column } from '../../parts/table/column'
import { DataTable } from '../../parts/table/data-table'
import { duration } from '../../words/amounts'
import { common } from '../../words/common'
import { words } from './words'

/** Every class with what waits in it. */
export function Classes() {
  const open = (
    <a class="button button-main" href="/classes/new">
      {words.open}
    </a>
  )
  return (
    <div class="stack-wide">
      <Heading title={words.title}>{mayWrite() && open}</Heading>
      <DataTable<ClassSummary>
        id="classes"
        caption={words.title}
        path="/classes"
        load={lists.classes}
        every={10_000}
        columns={columns}
        keyOf={({ id }) => id}
        nameOf={({ name }) => name}
        searchLabel={words.find}
        filterLabel={words.status}
        filters={[
          { value: '', label: words.all },
          { value: 'open', label: words.running },
          { value: 'closed', label: words.closed },
        ]}
        first={{ sort: 'created', order: 'down' }}
        empty={
          <Empty title={words.emptyTitle}>
            <p class="prose">{mayWrite() ? words.emptyLead : words.emptyReader}</p>
            {mayWrite() && open}
          </Empty>
        }
      />
    </div>
  )
}

const toDo = (id: string, count: number, tab: string) =>
  count === 0 ? '0' : <a href={`/classes/${id}/${tab}`}>{count}</a>

const columns: Column<ClassSummary>[] = [
  {
    ...{ id: 'name', label: words.name, sort: 'name', head: true },
    cell: ({ id, name }) => <a href={`/classes/${id}`}>{name}</a>,
  },
  {
    ...{ id: 'period', label: words.period, sort: 'from', nowrap: true },
    cell: ({ period }) => `${period.from} ${words.to} ${period.to}`,
  },
  {
    ...{ id: 'status', label: words.status, sort: 'status' },
    cell: ({ status }) =>
      status === 'open' ? <State is="counted">{words.running}</State> : <State is="idle">{words.closed}</State>,
  },
  {
    ...{ id: 'joined', label: words.joined, number: true, also: ['seats'] },
    cell: ({ joined, seats }) => common.of(joined, seats),
  },
  {
    ...{ id: 'credited', label: words.credited, sort: 'credited', number: true },
    cell: ({ credited }) => duration(credited),
  },
  { id: 'pending', label: words.pending, number: true, cell: ({ id, pending }) => toDo(id, pending, 'pending') },
  { id: 'findings', label: words.findings, number: true, cell: ({ id, findings }) => toDo(id, findings, 'findings') },
  { id: 'appeals', label: words.appeals, number: true, cell: ({ id, appeals }) => toDo(id, appeals, 'appeals') },
  {
    ...{ id: 'last', label: words.last, nowrap: true },
    cell: ({ lastReceivedAt }) =>
      lastReceivedAt === undefined ? <span class="quiet">{words.never}</span> : showTime(lastReceivedAt),
  },
]
