import type { RosterRow } from '../../../../shared/api'
import { showTime } from '../../../../shared/calendar/beijing'
import type { Policy } from '../../../../shared/study/policy'
import { Icon } from '../../parts/icon'
import { State, type StateName } from '../../parts/state'
import type { Column } from '../../parts/table/column'
import { classHours, duration, foldedFrom } from '../../words/amounts'
import { common } from '../../words/common'
import { ScoreCell } from './course-table'
import { fileWords } from './file-words'
import { otherSources, sourceText } from './reached'
import { platformOf, scoresOf } from './roster-view'
import { words } from './words'

const stateIcons: Record<RosterRow['state'], StateName> = {
  waiting: 'waiting',
  pending: 'attention',
  joined: 'counted',
}

/** The roster of a class: our time, the platform's progress and scores each in a column of their own. */
export const rosterColumns = (
  classId: string,
  policy: Policy,
  open: ReadonlySet<string>,
  toggle: (seat: string) => void,
): Column<RosterRow>[] => [
  {
    ...{ id: 'number', label: words.number, sort: 'number', nowrap: true },
    cell: (row) => (
      <button
        type="button"
        class="sort"
        aria-expanded={open.has(row.seat)}
        aria-label={`${row.number} ${words.open(row.name)}`}
        onClick={() => toggle(row.seat)}
      >
        <Icon name={open.has(row.seat) ? 'down' : 'right'} size={12} />
        {row.number}
      </button>
    ),
  },
  {
    ...{ id: 'name', label: words.name, sort: 'name', head: true, nowrap: true },
    cell: (row) => <a href={sessions(row, classId)}>{row.name}</a>,
  },
  { id: 'id', label: words.id, nowrap: true, cell: (row) => row.idMasked },
  {
    ...{ id: 'state', label: words.state, sort: 'state' },
    cell: (row) =>
      row.left === undefined ? (
        <State is={stateIcons[row.state]}>{words.states[row.state]}</State>
      ) : (
        <State is="idle">{row.left.how}</State>
      ),
  },
  {
    ...{ id: 'hours', label: words.hours, sort: 'credited', number: true, also: ['credited', 'notCounted', 'lacking'] },
    help: foldedFrom(0, policy.minutesPerHour).replace(/^0\S* ÷/, `${words.credited} ÷`),
    cell: (row) => <Hours row={row} classId={classId} policy={policy} />,
  },
  {
    id: 'platform',
    label: words.platform,
    help: words.platformHelp,
    cell: (row) => <Platform courses={row.courses} />,
  },
  { id: 'score', label: words.score, cell: (row) => <Scores courses={row.courses} /> },
  {
    ...{ id: 'last', label: words.last, sort: 'last', nowrap: true, also: ['late'] },
    cell: ({ lastAt, lateAt }) => (
      <>
        {lastAt === undefined ? <span class="quiet">{common.none}</span> : showTime(lastAt)}
        {lateAt !== undefined && (
          <div class="small" title={fileWords.lateHelp}>
            <State is="attention">{fileWords.lateAt(showTime(lateAt))}</State>
          </div>
        )}
      </>
    ),
  },
  {
    ...{ id: 'findings', label: words.findings, number: true },
    cell: (row) => (
      <>
        {row.findings === 0 ? '0' : <a href={`/classes/${classId}/findings`}>{row.findings}</a>}
        {row.hits && (
          <div class="small">
            <a href={`/classes/${classId}/compare`}>{words.inLists(row.hits.join('、'))}</a>
          </div>
        )}
      </>
    ),
  },
]

const sessions = ({ seat }: RosterRow, classId: string) => `/seats/${seat}?class=${classId}`

function Hours({ row, classId, policy }: { row: RosterRow; classId: string; policy: Policy }) {
  return (
    <>
      <a href={sessions(row, classId)} title={foldedFrom(row.credited, policy.minutesPerHour)}>
        {classHours(row.credited, policy)} {common.hoursUnit}
      </a>
      <div class="small quiet">
        {duration(row.credited)}
        {row.notCounted > 0 && `，${words.notCounted(duration(row.notCounted))}`}
      </div>
      {row.sources &&
        otherSources(row.sources).map((one) => (
          <div key={one.source} class="small quiet">
            {sourceText(one)}
          </div>
        ))}
      {row.offline !== undefined && <div class="small quiet">{words.offline(row.offline)}</div>}
      {row.practiceDue && (
        <div class="small" title={row.theoryOn && words.theoryOn(row.theoryOn)}>
          <State is="waiting">{words.practiceDue}</State>
        </div>
      )}
      {row.missing && row.missing.length > 0 && (
        <div class="small quiet" title={row.missing.join('\n')}>
          {words.lacks(row.missing.length)}
        </div>
      )}
    </>
  )
}

function Platform({ courses }: { courses: RosterRow['courses'] }) {
  const shown = platformOf(courses)
  if (!shown) return <span class="quiet">{common.none}</span>
  return <>{'text' in shown ? shown.text : words.finishedOf(shown.finished, shown.of)}</>
}

function Scores({ courses }: { courses: RosterRow['courses'] }) {
  const shown = scoresOf(courses)
  if (!shown) return <span class="quiet">{common.none}</span>
  return 'score' in shown ? <ScoreCell score={shown.score} /> : <span>{words.scoresOf(shown.scored, shown.of)}</span>
}
