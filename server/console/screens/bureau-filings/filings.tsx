import { useState } from 'preact/hooks'
import {
  type FilingRow,
  type FilingTaken,
  filingKindWords,
  filingStates,
  filingStateWords,
} from '../../../../shared/api/bureau-register'
import { showTime } from '../../../../shared/calendar/beijing'
import { useAct } from '../../client/act'
import { register } from '../../client/bureau-register'
import { mayWrite } from '../../client/session'
import { announce } from '../../parts/announce'
import { Drop } from '../../parts/drop'
import { Empty, Note, ProblemNote } from '../../parts/note'
import { Heading } from '../../parts/page'
import type { Column } from '../../parts/table/column'
import { DataTable } from '../../parts/table/data-table'
import { common } from '../../words/common'
import { DueState, FilingState } from './filing-state'
import { words } from './words'

/** What was filed with the bureau, the one that is due next first; filings are dropped here. */
export function Filings() {
  const [version, setVersion] = useState(0)
  return (
    <div class="stack-wide">
      <div class="stack-tight">
        <Heading title={words.title} />
        <p class="quiet">{words.lead}</p>
      </div>
      {mayWrite() && <Receive onTaken={() => setVersion((n) => n + 1)} />}
      <DataTable<FilingRow>
        id="bureau-filings"
        caption={words.title}
        path="/bureau/filings"
        load={register.filings}
        version={version}
        columns={columns}
        keyOf={({ id }) => id}
        nameOf={({ number, title }) => `${number} ${title}`}
        searchLabel={words.find}
        filterLabel={words.status}
        filters={[
          { value: '', label: words.all },
          ...filingStates.map((value) => ({ value, label: filingStateWords[value] })),
        ]}
        first={{ sort: 'due', order: 'up' }}
        empty={
          <Empty title={words.emptyTitle}>
            <p class="prose">{words.emptyLead}</p>
          </Empty>
        }
      />
    </div>
  )
}

function Receive({ onTaken }: { onTaken: () => void }) {
  const act = useAct()
  const [taken, setTaken] = useState<FilingTaken>()
  const take = (file: File) =>
    void act.run(async () => {
      setTaken(undefined)
      const answer = await register.receive(file)
      setTaken(answer)
      announce(textOf(answer))
      onTaken()
    })
  return (
    <section class="stack" aria-label={words.receive}>
      <Drop hint={words.drop} accept=".json,.zip" onFiles={([file]) => file && take(file)} />
      {act.busy && <p role="status">{common.working}</p>}
      {act.problem && <ProblemNote problem={act.problem} />}
      {act.problem?.code === 'not-found' && (
        <p>
          <a href="/register">{words.toRegister}</a>
        </p>
      )}
      {taken && (
        <Note is="counted">
          <a href={`/filings/${taken.id}`}>{textOf(taken)}</a>
        </Note>
      )}
    </section>
  )
}

const textOf = ({ number, again, due, tentative }: FilingTaken): string =>
  again ? words.again(number) : words.taken(number, tentative ? `${due}（${common.tentative}）` : due)

const columns: Column<FilingRow>[] = [
  {
    ...{ id: 'number', label: words.number, nowrap: true },
    cell: ({ id, number }) => <a href={`/filings/${id}`}>{number}</a>,
  },
  {
    ...{ id: 'title', label: words.name, sort: 'title', head: true },
    cell: ({ id, title, version }) => (
      <>
        <a href={`/filings/${id}`}>{title}</a>
        {version > 1 && <span class="small quiet"> {words.version(version)}</span>}
      </>
    ),
  },
  {
    ...{ id: 'firm', label: words.firm, sort: 'firm' },
    cell: ({ firm, firmName, kind }) => (
      <>
        <a href={`/register/${firm}`}>{firmName}</a>
        <span class="small quiet"> {filingKindWords[kind]}</span>
      </>
    ),
  },
  {
    ...{ id: 'occupation', label: words.occupation, also: ['level'] },
    cell: ({ occupation, level }) => `${occupation} ${level}`,
  },
  { id: 'trainees', label: words.trainees, number: true, cell: ({ trainees }) => trainees },
  { id: 'period', label: words.period, spare: true, cell: ({ from, to }) => `${from} – ${to}` },
  {
    ...{ id: 'received', label: words.received, sort: 'received', nowrap: true },
    cell: ({ receivedAt }) => showTime(receivedAt),
  },
  { id: 'due', label: words.due, sort: 'due', nowrap: true, cell: (row) => <DueState row={row} /> },
  { id: 'status', label: words.status, nowrap: true, cell: ({ status }) => <FilingState status={status} /> },
]
