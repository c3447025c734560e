import type { SeatDetail } from '../../../../shared/api'
import { showClock } from '../../../../shared/calendar/beijing'
import { duration } from '../../words/amounts'
import type { DayOfPerson } from './days-of'
import { words } from './words'

/** What happened on a day besides watching, in the order of the clock: sign-ins, questions, results, gaps, and records of other sources. */
export function DayEvents({ day }: { day: DayOfPerson }) {
  const lines = linesOf(day)
  if (lines.length === 0) return null
  return (
    <ul class="day-events" aria-label={words.eventsOf(day.day)}>
      {lines.map(({ key, clock, text, origin, record }) => (
        <li key={key}>
          <span class="numbers quiet">{clock}</span>
          <span>{text}</span>
          <span class="small quiet" title={record}>
            {origin}
          </span>
        </li>
      ))}
    </ul>
  )
}

interface Line {
  key: string
  at: number
  clock: string
  text: string
  /** Where it is from; `record` the whole of it. */
  origin: string
  record?: string
}

function linesOf({ day, events, others, results }: DayOfPerson): Line[] {
  return [
    ...events.map(
      ({ at, text, chain, seq }: SeatDetail['events'][number]): Line => ({
        ...{ key: `${chain}/${seq}`, at, clock: showClock(at), text, origin: words.recordNo(seq), record: chain },
      }),
    ),
    ...others.map(
      ({ source, start, seconds, course, lesson, by, at }, i): Line => ({
        ...{ key: `${source}/${i}`, at: start ?? at, clock: start === undefined ? '' : showClock(start) },
        text: words.otherRecord(words.origins[source], lesson ?? course, duration(seconds * 1000)),
        origin: words.enteredBy(by),
      }),
    ),
    ...results.map(
      ({ part, course = '', value, max, pass, attempt, by }, i): Line => ({
        ...{ key: `result/${i}`, at: Number.POSITIVE_INFINITY, clock: '' },
        text: words.examined(words.parts[part], course, attempt, shownScore(value, max), pass),
        origin: words.enteredBy(by),
      }),
    ),
  ]
    .map((line) => ({ ...line, key: `${day}/${line.key}` }))
    .sort((a, b) => a.at - b.at)
}

const shownScore = (value: string | undefined, max: string | undefined): string =>
  value === undefined ? '' : max === undefined ? value : `${value}/${max}`
