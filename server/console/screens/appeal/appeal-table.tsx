import type { AppealRow } from '../../../../shared/api'
import type { AppealListRow, ListPage, ListQuery } from '../../../../shared/api/lists'
import { appealWords } from '../../../../shared/appeals'
import { showClock, showTime } from '../../../../shared/calendar/beijing'
import { Empty } from '../../parts/note'
import { State, type StateName } from '../../parts/state'
import type { Column } from '../../parts/table/column'
import { DataTable } from '../../parts/table/data-table'
import { reasonOf } from '../../words/amounts'
import { words } from './words'

const states: Record<AppealRow['state'], StateName> = {
  open: 'attention',
  accepted: 'counted',
  partly: 'counted',
  rejected: 'idle',
}

export const AppealState = ({ state }: Pick<AppealRow, 'state'>) => (
  <State is={states[state]}>{appealWords[state]}</State>
)

/** What an appeal is about, in words. */
export const aboutText = ({ about }: Pick<AppealRow, 'about'>): string =>
  about.kind === 'missing' ? words.missing(about.course) : words.deduction(reasonOf(about.reason ?? '').label)

interface Props {
  path: string
  load: (query: ListQuery) => Promise<ListPage<AppealListRow>>
  /** What is shown first: what waits for an answer, or all. */
  filter: '' | 'open'
  empty: string
  caption: string
}

/** 申请复核 with what became of them. */
export function AppealTable({ path, load, filter, empty, caption }: Props) {
  return (
    <DataTable<AppealListRow>
      id="appeals"
      caption={caption}
      path={path}
      load={load}
      every={10_000}
      columns={path === '/appeals' ? columns : columns.filter(({ id }) => id !== 'class')}
      keyOf={({ id }) => id}
      nameOf={({ number, name }) => `${number} ${name}`}
      searchLabel={words.find}
      filters={[
        { value: '', label: words.all },
        { value: 'open', label: words.waiting },
        { value: 'decided', label: words.answered },
      ]}
      first={{ sort: 'at', order: 'down', filter }}
      empty={
        <Empty title={empty}>
          <p class="prose">{words.noneLead}</p>
        </Empty>
      }
    />
  )
}

const columns: Column<AppealListRow>[] = [
  {
    ...{ id: 'name', label: words.person, sort: 'name', head: true, also: ['number'] },
    cell: (row) => (
      <a href={`/appeals/${row.id}`}>
        {row.number} {row.name}
      </a>
    ),
  },
  { id: 'class', label: words.class, cell: (row) => <a href={`/classes/${row.class}`}>{row.className}</a> },
  {
    ...{ id: 'about', label: words.about, also: ['when'] },
    cell: (row) => (
      <>
        {aboutText(row)}
        <div class="small quiet numbers">
          {showTime(row.about.from)}–{showClock(row.about.to)}
        </div>
      </>
    ),
  },
  { id: 'text', label: words.why, cell: (row) => <span class="prose">{row.text}</span> },
  { id: 'at', label: words.at, sort: 'at', nowrap: true, cell: (row) => showTime(row.at) },
  { id: 'state', label: words.state, also: ['reason'], cell: (row) => <AppealState state={row.state} /> },
]
