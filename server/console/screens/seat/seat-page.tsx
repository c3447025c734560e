import { useEffect } from 'preact/hooks'
import { useRoute } from 'preact-iso'
import type { ClassDetail, SeatDetail } from '../../../../shared/api'
import { showTime } from '../../../../shared/calendar/beijing'
import { api } from '../../client/api'
import { lists } from '../../client/lists'
import { useLoad } from '../../client/load'
import { mayWrite } from '../../client/session'
import { Empty, Loading, Note, ProblemNote } from '../../parts/note'
import { Figure, Heading } from '../../parts/page'
import { classHours, duration, foldedFrom } from '../../words/amounts'
import { common } from '../../words/common'
import { DaysChart } from '../board/days-chart'
import { CourseTable } from '../class/course-table'
import { Reached } from '../class/reached'
import { words as classWords } from '../class/words'
import { Account } from './account'
import { DaySection } from './day-section'
import { daysOf } from './days-of'
import { Late } from './late'
import { OwnAttendance } from './own-attendance'
import { RosterDetails } from './roster-details'
import { Chains, Deductions } from './seat-parts'
import { Standing } from './standing'
import { Withdraw } from './withdraw'
import { words } from './words'

/** One person's sessions with every deduction and its reason. `?class=` brings the class's policy, by which time becomes class hours. */
export function SeatPage() {
  const { params, query } = useRoute()
  const id = params.id ?? ''
  const classId = query.class ?? ''
  const seat = useLoad(() => api.seat(id), `seat/${id}`, 10_000)
  const ofClass = useLoad<ClassDetail | undefined>(
    async () => (classId === '' ? undefined : api.classDetail(classId)),
    `class/${classId}`,
  )
  const attended = useLoad(
    async () => (classId === '' ? undefined : lists.attendanceOf(classId, id)),
    `attendance/${classId}/${id}`,
  )
  useOpenForPrint()
  const named = useNamedDay(seat.data !== undefined)
  if (!seat.data)
    return seat.problem ? <ProblemNote problem={seat.problem} retry={() => void seat.refresh()} /> : <Loading />
  const { row, days, chains, late, accounts, learner } = seat.data
  const plan = ofClass.data
  const all = daysOf(seat.data)
  return (
    <div class="stack-wide">
      <div class="stack">
        <nav class="crumbs" aria-label={common.classes}>
          <a href="/classes">{common.classes}</a>
          {plan && (
            <>
              {' / '}
              <a href={`/classes/${classId}`}>{plan.summary.name}</a>
            </>
          )}
        </nav>
        <Heading title={`${row.name} ${row.number}`}>
          <button type="button" class="button" onClick={() => window.print()}>
            {common.print}
          </button>
        </Heading>
        {seat.problem && seat.at !== undefined && <Note is="attention">{common.stale(showTime(seat.at))}</Note>}
        <Totals detail={seat.data} plan={plan} />
      </div>
      <Standing detail={seat.data} policy={plan?.plan.policy} />
      <section class="card stack-tight" aria-labelledby="seat-courses">
        <h2 id="seat-courses">{words.courses}</h2>
        <CourseTable courses={row.courses} policy={plan?.plan.policy} caption={words.coursesOf(row.name)} quiet />
        <Reached row={row} />
      </section>
      {days.length === 0 ? (
        <Empty title={words.noDays}>
          <p class="prose">{words.noDaysLead}</p>
        </Empty>
      ) : (
        <div class="charts">
          <DaysChart days={days.map(chartDay)} />
          <section class="card stack-tight" aria-labelledby="seat-lost">
            <h2 id="seat-lost">{words.whereLost}</h2>
            <Deductions days={days} />
          </section>
        </div>
      )}
      {all.length > 0 && (
        <section class="stack" aria-labelledby="seat-days">
          <h2 id="seat-days">{words.byDay}</h2>
          {all.map((day) => (
            <DaySection key={day.day} day={day} open={named === `day-${day.day}`} />
          ))}
        </section>
      )}
      <RosterDetails seat={id} />
      <section class="card stack-tight" aria-labelledby="seat-account">
        <h2 id="seat-account">{words.account}</h2>
        <Account accounts={accounts} learner={learner} />
      </section>
      {attended.data && attended.data.rows.length > 0 && (
        <section class="card stack-tight" aria-labelledby="seat-attendance">
          <h2 id="seat-attendance">{words.attendance}</h2>
          <OwnAttendance {...attended.data} />
        </section>
      )}
      <section class="card stack-tight" aria-labelledby="seat-chains">
        <h2 id="seat-chains">{words.chains}</h2>
        <Chains chains={chains} />
        <Late late={late} />
        {plan && <a href={`/classes/${classId}/devices`}>{classWords.tabs.devices}</a>}
      </section>
      {mayWrite() && <Withdraw seat={id} name={`${row.number} ${row.name}`} done={seat.refresh} />}
    </div>
  )
}

function Totals({ detail: { row, days }, plan }: { detail: SeatDetail; plan: ClassDetail | undefined }) {
  const policy = plan?.plan.policy
  return (
    <dl class="figures">
      {policy && (
        <Figure name={words.hours} title={foldedFrom(row.credited, policy.minutesPerHour)}>
          {classHours(row.credited, policy)} {common.hoursUnit}
          <span class="only-print small">（{foldedFrom(row.credited, policy.minutesPerHour)}）</span>
        </Figure>
      )}
      <Figure name={words.credited}>{duration(row.credited)}</Figure>
      <Figure name={words.notCounted}>{duration(row.notCounted)}</Figure>
      <Figure name={words.days}>{words.dayCount(days.length)}</Figure>
      <Figure name={words.last}>{row.lastAt === undefined ? common.none : showTime(row.lastAt)}</Figure>
      <Figure name={words.state}>{classWords.states[row.state]}</Figure>
      <Figure name={classWords.id}>{row.idMasked}</Figure>
    </dl>
  )
}

const chartDay = ({ day, credited, deductions }: SeatDetail['days'][number]) => ({
  ...{ day, credited, notCounted: Object.values(deductions).reduce((sum, ms) => sum + ms, 0) },
})

/** `#day-2026-11-22`: the day that a finding's record belongs to is opened and brought into view, once it is there. */
function useNamedDay(there: boolean): string {
  const named = location.hash.slice(1)
  useEffect(() => {
    if (there && named !== '') document.getElementById(named)?.scrollIntoView()
  }, [there, named])
  return named
}

/** Paper has no folds: what is closed on screen opens for printing. */
function useOpenForPrint(): void {
  useEffect(() => {
    const open = () => {
      for (const details of document.querySelectorAll('details')) details.open = true
    }
    window.addEventListener('beforeprint', open)
    return () => window.removeEventListener('beforeprint', open)
  }, [])
}
