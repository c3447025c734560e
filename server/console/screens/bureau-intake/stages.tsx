import { STAGE_LATE, type StageRow } from '../../../../shared/api/bureau-intake'
import { showTime } from '../../../../shared/calendar/beijing'
import { intake } from '../../client/intake'
import { Empty } from '../../parts/note'
import { State } from '../../parts/state'
import type { Column } from '../../parts/table/column'
import { DataTable } from '../../parts/table/data-table'
import { duration } from '../../words/amounts'
import { IntakeParts } from './parts'
import { VerdictState } from './verdict-state'
import { words } from './words'

/** Classes under way, each by its newest 阶段包. */
export function Stages() {
  return (
    <IntakeParts part="stages">
      <p class="quiet">{words.stagesLead}</p>
      <DataTable<StageRow>
        id="bureau-stages"
        caption={words.parts.stages}
        path="/bureau/stages"
        load={intake.stages}
        columns={columns}
        keyOf={(row) => row.package}
        nameOf={({ className }) => className}
        searchLabel={words.stagesFind}
        filterLabel={words.stageFilter}
        filters={[
          { value: '', label: words.all },
          { value: 'open', label: words.stageFilters.open },
          { value: 'late', label: words.stageFilters.late },
          { value: 'closed', label: words.stageFilters.closed },
        ]}
        first={{ sort: 'packed', order: 'down' }}
        empty={
          <Empty title={words.stagesEmpty}>
            <p class="prose">{words.stagesEmptyLead}</p>
          </Empty>
        }
      />
    </IntakeParts>
  )
}

export const isLate = ({ status, packedAt }: Pick<StageRow, 'status' | 'packedAt'>): boolean =>
  status === 'open' && packedAt < Date.now() - STAGE_LATE

const columns: Column<StageRow>[] = [
  {
    ...{ id: 'class', label: words.class, sort: 'class', head: true },
    cell: (row) => <a href={`/intake/stages/${row.package}`}>{row.className}</a>,
  },
  { id: 'firm', label: words.firm, sort: 'firm', cell: ({ firm }) => firm },
  { id: 'period', label: words.period, nowrap: true, cell: ({ from, to }) => `${from} – ${to}` },
  {
    ...{ id: 'packed', label: words.lastStage, sort: 'packed', nowrap: true },
    cell: (row) => (
      <>
        {showTime(row.packedAt)}
        {isLate(row) && (
          <div>
            <State is="attention">{words.late}</State>
          </div>
        )}
      </>
    ),
  },
  { id: 'packages', label: words.packages, number: true, cell: (row) => row.packages },
  {
    ...{ id: 'studied', label: words.studied, number: true, nowrap: true, also: ['seats'] },
    cell: ({ studied, seats }) => words.ofSeats(studied, seats),
  },
  {
    ...{ id: 'credited', label: words.credited, sort: 'credited', number: true, nowrap: true },
    cell: ({ credited }) => duration(credited),
  },
  { id: 'findings', label: words.findings, sort: 'findings', number: true, cell: ({ findings }) => findings },
  {
    ...{ id: 'verdict', label: words.verdict, nowrap: true },
    cell: ({ verdict }) => <VerdictState verdict={verdict} />,
  },
]
