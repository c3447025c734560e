import type { ClassDetail } from '../../../../shared/api'
import type { PendingRow } from '../../../../shared/api/lists'
import { showTime } from '../../../../shared/calendar/beijing'
import { useAct } from '../../client/act'
import { api } from '../../client/api'
import { lists, ofClass } from '../../client/lists'
import { announce } from '../../parts/announce'
import { Button } from '../../parts/button'
import { Empty, ProblemNote } from '../../parts/note'
import type { Column } from '../../parts/table/column'
import { DataTable } from '../../parts/table/data-table'
import { PendingDecision } from './pending-decision'
import { pendingWords } from './pending-words'
import { words } from './words'

/** Who joined by name, or by a file without a code: a person decides whether it is them. */
export function PendingTab({
  detail: { summary },
  onDecided,
}: {
  detail: ClassDetail
  onDecided: () => Promise<void>
}) {
  return (
    <DataTable<PendingRow>
      id="pending"
      caption={words.tabs.pending}
      path={ofClass(summary.id, 'pending')}
      load={lists.pending(summary.id)}
      every={10_000}
      columns={(refresh) =>
        columns(summary.id, async () => {
          await refresh()
          await onDecided()
        })
      }
      keyOf={({ claim }) => claim}
      nameOf={({ name, device }) => name || device.slice(0, 8)}
      searchLabel={pendingWords.findPending}
      filters={[
        { value: '', label: pendingWords.allPending },
        { value: 'named', label: pendingWords.named },
        { value: 'unnamed', label: pendingWords.unnamedOnly },
      ]}
      first={{ sort: 'at' }}
      above={({ total }) => total > 0 && <p class="prose">{pendingWords.pendingLead}</p>}
      empty={
        <Empty title={pendingWords.pendingEmpty}>
          <p class="prose">{pendingWords.pendingEmptyLead}</p>
          <a class="button" href={`/classes/${summary.id}/codes`}>
            {words.tabs.codes}
          </a>
        </Empty>
      }
      bulk={({ rows, done }) => (
        <AcceptChosen
          rows={rows.filter(({ seat }) => seat !== '')}
          classId={summary.id}
          done={async () => {
            await done()
            await onDecided()
          }}
        />
      )}
    />
  )
}

const columns = (classId: string, done: () => Promise<void>): Column<PendingRow>[] => [
  { id: 'device', label: words.device, cell: ({ device }) => <span class="mono">{device.slice(0, 8)}</span> },
  { id: 'at', label: words.joinedAt, sort: 'at', nowrap: true, cell: ({ at }) => showTime(at) },
  {
    ...{ id: 'name', label: words.person, sort: 'name', head: true, also: ['number', 'id'] },
    cell: (row) => <PendingDecision row={row} classId={classId} done={done} />,
  },
]

function AcceptChosen({
  rows,
  classId,
  done,
}: {
  rows: readonly PendingRow[]
  classId: string
  done: () => Promise<void>
}) {
  const act = useAct()
  const accept = () =>
    void act.run(async () => {
      for (const { claim } of rows) await api.decide(classId, claim, { accept: true })
      announce(pendingWords.acceptedCount(rows.length))
      await done()
    })
  return (
    <>
      <Button kind="small" act={act} disabled={rows.length === 0} onClick={accept}>
        {pendingWords.acceptChosen(rows.length)}
      </Button>
      {act.problem && <ProblemNote problem={act.problem} />}
    </>
  )
}
