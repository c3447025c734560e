import type { InferOutput } from 'valibot'
import type { AttendanceRow, ClassDetail } from '../../../../shared/api'
import type { attendancePage } from '../../../../shared/api/lists'
import { showClock } from '../../../../shared/calendar/beijing'
import { useAct } from '../../client/act'
import { decisions } from '../../client/decisions'
import { lists, ofClass } from '../../client/lists'
import { mayWrite } from '../../client/session'
import { Button, DownloadButton } from '../../parts/button'
import { Empty, ProblemNote } from '../../parts/note'
import { State } from '../../parts/state'
import type { Column } from '../../parts/table/column'
import { DataTable } from '../../parts/table/data-table'
import { common } from '../../words/common'
import { Factor } from '../seat/own-attendance'
import { peopleWords as words } from './people-words'

type Page = InferOutput<typeof attendancePage>

/** The attendance sheet of a class, and whether its sign-ins ask for a second factor. */
export function AttendanceTab({ detail: { summary } }: { detail: ClassDetail }) {
  return (
    <DataTable<AttendanceRow, Page>
      id="attendance"
      caption={words.attendanceLead}
      path={ofClass(summary.id, 'attendance')}
      load={lists.attendance(summary.id)}
      every={30_000}
      columns={(_, page) => columns(summary.id, page?.secondFactor ?? false)}
      keyOf={({ day, seat, device }) => `${day}/${seat}/${device}`}
      nameOf={({ number, name }) => `${number} ${name}`}
      searchLabel={words.findPerson}
      filterLabel={words.dayFilter}
      filters={({ days }) => [{ value: '', label: words.allDays }, ...days.map((day) => ({ value: day, label: day }))]}
      first={{ sort: 'day', order: 'down' }}
      empty={
        <Empty title={words.noAttendance}>
          <p class="prose">{words.noAttendanceLead}</p>
          {mayWrite() && (
            <a class="button button-main" href={`/classes/${summary.id}/codes`}>
              {words.toCodes}
            </a>
          )}
        </Empty>
      }
      above={({ secondFactor }, refresh) => <Asking classId={summary.id} required={secondFactor} done={refresh} />}
      tools={
        mayWrite() && (
          <span title={words.exportHelp}>
            <DownloadButton kind="small" fetch={() => decisions.attendanceFile(summary.id)}>
              {words.exportAttendance}
            </DownloadButton>
          </span>
        )
      }
    />
  )
}

function Asking({ classId, required, done }: { classId: string; required: boolean; done: () => Promise<void> }) {
  const act = useAct()
  const turn = () =>
    void act.run(async () => {
      await decisions.requireFactor(classId, !required)
      await done()
    })
  return (
    <>
      <div class="row-between">
        <p class="prose">{required ? words.factorOn : words.factorOff}</p>
        {mayWrite() && (
          <Button kind="small" act={act} onClick={turn}>
            {required ? words.turnOff : words.turnOn}
          </Button>
        )}
      </div>
      {act.problem && <ProblemNote problem={act.problem} />}
    </>
  )
}

const columns = (classId: string, secondFactor: boolean): Column<AttendanceRow>[] => [
  { id: 'day', label: words.day, sort: 'day', nowrap: true, cell: (row) => row.day },
  {
    ...{ id: 'name', label: words.people, sort: 'number', head: true, also: ['number'] },
    cell: (row) => (
      <a href={`/seats/${row.seat}?class=${classId}#day-${row.day}`}>
        {row.number} {row.name}
      </a>
    ),
  },
  { id: 'in', label: words.in, nowrap: true, cell: (row) => (row.in === undefined ? common.none : showClock(row.in)) },
  {
    ...{ id: 'out', label: words.out, nowrap: true, also: ['open'] },
    cell: (row) => (
      <>
        {row.out === undefined ? common.none : showClock(row.out)}
        {row.open > 0 && (
          <div>
            <State is="waiting">{words.open(row.open)}</State>
          </div>
        )}
      </>
    ),
  },
  { id: 'method', label: words.method, cell: (row) => (row.method ? words.methods[row.method] : common.none) },
  { id: 'times', label: words.times, number: true, cell: (row) => row.signIns },
  {
    id: 'device',
    label: words.device,
    cell: (row) =>
      row.method === 'phone' ? (
        words.phone
      ) : (
        <span class="mono" title={row.device}>
          {row.device.slice(0, 8)}
        </span>
      ),
  },
  { id: 'factor', label: words.factor, cell: (row) => <Factor row={row} secondFactor={secondFactor} /> },
]
