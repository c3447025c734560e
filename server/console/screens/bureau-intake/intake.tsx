import type { IntakeRow } from '../../../../shared/api/bureau-intake'
import { showTime } from '../../../../shared/calendar/beijing'
import { intake } from '../../client/intake'
import { mayWrite } from '../../client/session'
import { Drop } from '../../parts/drop'
import { Empty } from '../../parts/note'
import { State, type StateName } from '../../parts/state'
import type { Column } from '../../parts/table/column'
import { DataTable } from '../../parts/table/data-table'
import { fileSize } from '../../words/amounts'
import { IntakeParts } from './parts'
import { received, receiveFile } from './receive-queue'
import { ReceivingList } from './receiving-list'
import { VerdictState } from './verdict-state'
import { VerifyPageLink } from './verify-page-link'
import { words } from './words'

/** Packages come in here: dropped, verified, and each with what became of it. */
export function Intake() {
  return (
    <IntakeParts part="files">
      {mayWrite() && (
        <Drop
          hint={words.hint}
          accept=".zip,.age,application/zip"
          many
          folders
          onFiles={(all) => {
            for (const file of all) receiveFile(file)
          }}
        />
      )}
      <p class="row small quiet">
        <span>{words.verifyPageShort}</span>
        <VerifyPageLink />
      </p>
      <ReceivingList />
      <DataTable<IntakeRow>
        id="bureau-intake"
        caption={words.register}
        path="/bureau/intake"
        load={intake.list}
        version={received.value}
        columns={columns}
        keyOf={({ id }) => id}
        nameOf={({ title, name }) => title || name}
        searchLabel={words.find}
        filterLabel={words.filter}
        filters={[
          { value: '', label: words.all },
          { value: 'claim', label: words.claim },
          { value: 'stage', label: words.outcomes.stage },
          { value: 'unknown', label: words.outcomes.unknown },
          { value: 'refused', label: words.outcomes.refused },
          { value: 'agrees', label: words.verdicts.agrees },
          { value: 'doubtful', label: words.verdicts.doubtful },
          { value: 'disagrees', label: words.verdicts.disagrees },
        ]}
        first={{ sort: 'at', order: 'down' }}
        empty={
          <Empty title={words.emptyTitle}>
            <p class="prose">{words.emptyLead}</p>
          </Empty>
        }
      />
    </IntakeParts>
  )
}

const icons: Record<IntakeRow['outcome'], StateName> = {
  claim: 'counted',
  newer: 'counted',
  stage: 'counted',
  videos: 'counted',
  beside: 'attention',
  unknown: 'attention',
  same: 'idle',
  refused: 'wrong',
  failed: 'wrong',
}
export const OutcomeState = ({ outcome }: Pick<IntakeRow, 'outcome'>) => (
  <State is={icons[outcome]}>{words.outcomes[outcome]}</State>
)

const columns: Column<IntakeRow>[] = [
  { id: 'at', label: words.at, sort: 'at', nowrap: true, cell: ({ at }) => showTime(at) },
  {
    ...{ id: 'title', label: words.content, head: true },
    cell: ({ id, title, name }) => <a href={`/intake/${id}`}>{title || name}</a>,
  },
  { id: 'firm', label: words.firm, sort: 'firm', cell: ({ firm }) => firm },
  {
    ...{ id: 'outcome', label: words.outcome, also: ['problem'] },
    cell: ({ outcome, problem }) => (
      <>
        <OutcomeState outcome={outcome} />
        {problem !== '' && <div class="small quiet">{problem}</div>}
      </>
    ),
  },
  {
    ...{ id: 'verdict', label: words.verdict, sort: 'verdict', nowrap: true },
    cell: ({ verdict }) => <VerdictState verdict={verdict} />,
  },
  { id: 'bytes', label: words.bytes, number: true, nowrap: true, cell: ({ bytes }) => fileSize(bytes) },
  { id: 'by', label: words.by, nowrap: true, cell: ({ by }) => by },
  { id: 'name', label: words.file, sort: 'name', spare: true, cell: ({ name }) => name },
  {
    ...{ id: 'source', label: words.source },
    // Nearly always the 单位 that stands beside it.
    cell: ({ source, from, firm }) =>
      from === undefined || from === firm ? words.sources[source] : words.sentBy(from),
  },
]
