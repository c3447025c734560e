import { useState } from 'preact/hooks'
import type { ClassDetail } from '../../../../shared/api'
import { useAct } from '../../client/act'
import { decisions } from '../../client/decisions'
import { useLoad } from '../../client/load'
import { mayWrite } from '../../client/session'
import { Button, DownloadButton } from '../../parts/button'
import { Empty, Loading, ProblemNote } from '../../parts/note'
import { Scroll } from '../../parts/scroll'
import { AttendanceTable } from './attendance-table'
import { peopleWords as words } from './people-words'

/** The attendance sheet of a class, and whether its sign-ins ask for a second factor. */
export function AttendanceTab({ detail: { summary } }: { detail: ClassDetail }) {
  const { data, problem, refresh } = useLoad(() => decisions.attendance(summary.id), `attendance/${summary.id}`, 30_000)
  const [day, setDay] = useState('')
  const act = useAct()
  if (!data) return problem ? <ProblemNote problem={problem} retry={() => void refresh()} /> : <Loading />
  const { rows, secondFactor } = data
  const require = () =>
    void act.run(async () => {
      await decisions.requireFactor(summary.id, !secondFactor)
      await refresh()
    })
  const days = [...new Set(rows.map((row) => row.day))]
  return (
    <div class="stack">
      <div class="row-between">
        <p class="prose">{secondFactor ? words.factorOn : words.factorOff}</p>
        {mayWrite() && (
          <Button kind="small" act={act} onClick={require}>
            {secondFactor ? words.turnOff : words.turnOn}
          </Button>
        )}
      </div>
      {act.problem && <ProblemNote problem={act.problem} />}
      {rows.length === 0 ? (
        <Empty title={words.noAttendance}>
          <p class="prose">{words.noAttendanceLead}</p>
        </Empty>
      ) : (
        <div class="table-frame">
          <div class="table-tools">
            <select
              class="input input-short"
              aria-label={words.dayFilter}
              value={day}
              onChange={(event) => setDay(event.currentTarget.value)}
            >
              <option value="">{words.allDays}</option>
              {days.map((one) => (
                <option key={one}>{one}</option>
              ))}
            </select>
            <span class="quiet">{words.attendanceLead}</span>
            {mayWrite() && (
              <span class="row push">
                <span class="small quiet">{words.exportHelp}</span>
                <DownloadButton fetch={() => decisions.attendanceFile(summary.id)}>
                  {words.exportAttendance}
                </DownloadButton>
              </span>
            )}
          </div>
          <Scroll label={words.attendanceLead}>
            <AttendanceTable rows={rows.filter((row) => day === '' || row.day === day)} secondFactor={secondFactor} />
          </Scroll>
        </div>
      )}
    </div>
  )
}
