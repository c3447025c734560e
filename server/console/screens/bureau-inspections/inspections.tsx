import { useState } from 'preact/hooks'
import { type InspectionRow, inspectionFilters } from '../../../../shared/api/bureau-inspections'
import { inspections } from '../../client/bureau-keeping'
import { mayWrite } from '../../client/session'
import { Empty } from '../../parts/note'
import { Heading } from '../../parts/page'
import type { Column } from '../../parts/table/column'
import { DataTable } from '../../parts/table/data-table'
import { Rectified, ResultState, Seen } from './inspection-state'
import { linkWords } from './link-words'
import { RectifyForm } from './rectify-form'
import { words } from './words'

/** 巡查: every look at a class, and what is still to be put right. */
export function Inspections() {
  const [putting, setPutting] = useState<InspectionRow>()
  const [turn, setTurn] = useState(0)
  const record = mayWrite() && (
    <a class="button button-main" href="/inspections/new">
      {words.record}
    </a>
  )
  const close = (saved: boolean) => {
    setPutting(undefined)
    if (saved) setTurn(turn + 1)
  }
  return (
    <div class="stack-wide">
      <div class="stack-tight">
        <Heading title={words.title}>
          <a class="button" href="/inspections/links">
            {linkWords.title}
          </a>
          {record}
        </Heading>
        <p class="prose quiet">{words.lead}</p>
      </div>
      {putting && <RectifyForm key={putting.id} inspection={putting} onClose={close} />}
      <DataTable<InspectionRow>
        key={turn}
        id="inspections"
        caption={words.title}
        path="/bureau/inspections"
        load={inspections.list}
        columns={columns(mayWrite() ? setPutting : undefined)}
        keyOf={({ id }) => id}
        nameOf={({ number, className }) => `${number} ${className}`}
        searchLabel={words.find}
        filterLabel={words.filter}
        filters={[
          { value: '', label: words.all },
          ...inspectionFilters.map((value) => ({ value, label: words.filters[value] })),
        ]}
        first={{ sort: 'day', order: 'down' }}
        empty={
          <Empty title={words.emptyTitle}>
            <p class="prose">{words.emptyLead}</p>
            {record}
          </Empty>
        }
      />
    </div>
  )
}

const columns = (put: ((row: InspectionRow) => void) | undefined): Column<InspectionRow>[] => [
  { id: 'number', label: words.number, nowrap: true, cell: ({ number }) => number },
  {
    ...{ id: 'class', label: words.class, sort: 'class', head: true, also: ['firm'] },
    cell: ({ className, firm }) => (
      <>
        {className}
        <div class="small quiet">{firm}</div>
      </>
    ),
  },
  {
    ...{ id: 'day', label: words.day, sort: 'day', nowrap: true, also: ['how', 'who'] },
    cell: ({ day, how, byLink, who }) => (
      <>
        {day} {words.hows[how]}
        {byLink && <span class="small quiet">（{words.byLink}）</span>}
        <div class="small quiet">{who}</div>
      </>
    ),
  },
  {
    ...{ id: 'result', label: words.result },
    cell: ({ result }) => <ResultState result={result} />,
  },
  {
    ...{ id: 'found', label: words.found },
    cell: ({ found, evidence }) => <Seen found={found} evidence={evidence} />,
  },
  {
    ...{ id: 'due', label: words.due, sort: 'due', also: ['rectified'] },
    cell: (row) => <Rectified row={row} put={put} />,
  },
]
