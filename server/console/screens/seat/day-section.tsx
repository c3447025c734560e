import { useRef, useState } from 'preact/hooks'
import { showClock } from '../../../../shared/calendar/beijing'
import { State } from '../../parts/state'
import { duration, exact, reasonOf } from '../../words/amounts'
import { common } from '../../words/common'
import { DayEvents } from './day-events'
import { type DayOfPerson, lessonsOf } from './days-of'
import { type Session, sessionsOf } from './sessions'
import { TimeLine } from './time-line'
import { words } from './words'

/** A day in the order in which it is read: its sums, its picture, its lessons with what did not count and why, what else happened, and the sessions all of it comes from. */
export function DaySection({ day, open }: { day: DayOfPerson; open: boolean }) {
  const [chosen, setChosen] = useState<number>()
  const table = useRef<HTMLDetailsElement>(null)
  const sessions = sessionsOf(day.pieces)
  const lost = Object.values(day.deductions).reduce((sum, ms) => sum + ms, 0)
  const choose = (session: number) => {
    setChosen(session)
    if (table.current) table.current.open = true
    table.current?.querySelectorAll('tbody tr')[session]?.scrollIntoView({ block: 'nearest' })
  }
  const [first] = sessions
  const end = Math.max(...sessions.map(({ to }) => to))
  return (
    <section class="card stack-tight" aria-labelledby={`day-${day.day}`}>
      <div class="row-wide">
        <h3 id={`day-${day.day}`} class="numbers">
          {day.day}
        </h3>
        {first && (
          <>
            <State is="counted">
              {words.counted} {duration(day.credited)}
            </State>
            <State is="idle">
              {words.notCounted} {duration(lost)}
            </State>
          </>
        )}
      </div>
      {first && (
        <>
          <TimeLine
            sessions={sessions}
            onChoose={choose}
            label={words.picture(
              day.day,
              duration(day.credited),
              duration(lost),
              showClock(first.from),
              showClock(end),
            )}
          />
          <LessonTable day={day} />
        </>
      )}
      <DayEvents day={day} />
      {first && (
        <details ref={table} open={open}>
          <summary>{words.sessions(sessions.length)}</summary>
          <SessionTable sessions={sessions} chosen={chosen} caption={words.sessionsOf(day.day)} />
        </details>
      )}
    </section>
  )
}

function LessonTable({ day: { day, pieces } }: { day: DayOfPerson }) {
  return (
    <table>
      <caption class="hidden-visually">{words.lessonsOf(day)}</caption>
      <thead>
        <tr>
          <th scope="col">{words.lesson}</th>
          <th scope="col" class="number">
            {words.counted}
          </th>
          <th scope="col">{words.notCountedWhy}</th>
        </tr>
      </thead>
      <tbody>
        {lessonsOf(pieces).map(({ key, course, lesson, counted, lost }) => (
          <tr key={key}>
            <th scope="row">
              {lesson}
              <div class="small quiet">{course}</div>
            </th>
            <td class="number">{duration(counted)}</td>
            <td>
              {[...lost].map(([reason, ms]) => `${reasonOf(reason).label} ${duration(ms)}`).join('；') || common.none}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function SessionTable({
  sessions,
  chosen,
  caption,
}: {
  sessions: Session[]
  chosen: number | undefined
  caption: string
}) {
  return (
    <table>
      <caption class="hidden-visually">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{words.fromTo}</th>
          <th scope="col">{words.lesson}</th>
          <th scope="col" class="number" title={words.seconds}>
            {words.time}
          </th>
          <th scope="col">{words.result}</th>
          <th scope="col">{words.records}</th>
        </tr>
      </thead>
      <tbody>
        {sessions.map((session, i) => (
          <tr
            key={`${session.from}/${session.lesson.key}/${session.reason}`}
            class={i === chosen ? 'chosen' : undefined}
          >
            <td class="nowrap">
              {showClock(session.from)}–{showClock(session.to)}
            </td>
            <th scope="row">
              {session.lesson.title}
              <div class="small quiet">{session.course.title}</div>
            </th>
            <td class="number">{exact(session.ms)}</td>
            <td>
              <Result reason={session.reason} />
            </td>
            <td>
              <details>
                <summary>{words.recordsOf(session.pieces.length)}</summary>
                <ul class="small numbers">
                  {session.pieces.map(({ chain, seq, span, from, to }) => (
                    <li key={`${chain}/${seq}/${span}/${from}`}>
                      <span class="mono" title={chain}>
                        {chain.slice(0, 8)}
                      </span>{' '}
                      {words.record(seq, span)} {showClock(from)}–{showClock(to)}
                    </li>
                  ))}
                </ul>
              </details>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Result({ reason }: { reason: string | undefined }) {
  if (reason === undefined) return <State is="counted">{words.counted}</State>
  const { label, cure } = reasonOf(reason)
  return (
    <>
      <State is="idle">{label}</State>
      {cure !== '' && <div class="small quiet">{cure}</div>}
    </>
  )
}
