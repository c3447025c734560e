import type { BoardRow } from '../../../../shared/api/board'
import { showTime } from '../../../../shared/calendar/beijing'
import { type ColumnState, columnKeys } from '../../../../shared/study/columns'
import { asShown } from '../../../../shared/study/hours'
import type { Policy } from '../../../../shared/study/policy'
import { State, type StateName } from '../../parts/state'
import type { Column } from '../../parts/table/column'
import { classHours, foldedFrom } from '../../words/amounts'
import { common } from '../../words/common'
import { reachedWords } from '../class/reached-words'
import { words as classWords } from '../class/words'
import { words } from './words'

/** A column's state as a shape. */
export const columnIcons: Record<ColumnState['state'], StateName> = {
  complete: 'counted',
  part: 'attention',
  none: 'idle',
  excepted: 'waiting',
}

/** A person's four columns, hours by source and progress; the name opens to everything of theirs. */
export const boardColumns = (classId: string, policy: Policy): Column<BoardRow>[] => [
  { id: 'number', label: words.number, sort: 'number', nowrap: true, cell: (row) => row.number },
  {
    ...{ id: 'name', label: words.name, sort: 'name', head: true, nowrap: true },
    cell: (row) => (
      <>
        <a href={`/seats/${row.seat}?class=${classId}`}>{row.name}</a>
        {row.studying && (
          <div class="small">
            <State is="counted">{words.studyingNow}</State>
          </div>
        )}
        {row.state !== 'joined' && <div class="small quiet">{classWords.states[row.state]}</div>}
      </>
    ),
  },
  ...columnKeys.map(
    (key): Column<BoardRow> => ({
      ...{ id: key, label: words.columns[key] },
      cell: ({ columns }) => <ColumnCell column={columns[key]} />,
    }),
  ),
  {
    ...{ id: 'whole', label: words.hours, sort: 'whole', number: true, help: words.hoursHelp },
    also: ['own', 'platform', 'byHand', 'offline', 'missing'],
    cell: (row) => <Hours row={row} policy={policy} classId={classId} />,
  },
  {
    ...{ id: 'behind', label: words.pace, sort: 'behind', help: words.paceHelp, also: ['expected'] },
    cell: (row) => <Progress row={row} policy={policy} />,
  },
  {
    ...{ id: 'findings', label: words.findings, sort: 'findings', number: true },
    cell: ({ findings }) => (findings === 0 ? '0' : <a href={`/classes/${classId}/findings`}>{findings}</a>),
  },
  {
    ...{ id: 'last', label: words.last, sort: 'last', nowrap: true },
    cell: ({ lastAt }) => (lastAt === undefined ? <span class="quiet">{common.none}</span> : showTime(lastAt)),
  },
]

function ColumnCell({ column: { state, said } }: { column: ColumnState }) {
  return (
    <>
      <State is={columnIcons[state]}>{words.states[state]}</State>
      {state !== 'complete' && state !== 'none' && <div class="small quiet">{said}</div>}
    </>
  )
}

function Hours({ row: { seat, hours, missing }, policy, classId }: { row: BoardRow; policy: Policy; classId: string }) {
  const others = (['platform', 'byHand', 'offline'] as const).filter((source) => hours[source] > 0)
  const all = asShown([hours.own, hours.platform, hours.byHand, hours.offline], policy)
  return (
    <>
      <a href={`/seats/${seat}?class=${classId}`} title={foldedFrom(all, policy.minutesPerHour)}>
        {classHours(all, policy)}
      </a>
      {others.length > 0 && (
        <div class="small quiet">
          {(['own', ...others] as const)
            .map((source) => `${words.sources[source]} ${classHours(hours[source], policy)}`)
            .join('，')}
        </div>
      )}
      {missing.length > 0 && (
        <div class="small quiet" title={missing.join('\n')}>
          {reachedWords.lacks(missing.length)}
        </div>
      )}
    </>
  )
}

function Progress({ row: { pace, hours }, policy }: { row: BoardRow; policy: Policy }) {
  if (!pace) return <span class="quiet">{common.none}</span>
  const full = hours.whole + hours.offline >= pace.required
  return (
    <>
      <State is={full || !pace.behind ? 'counted' : 'attention'}>
        {full ? words.done : pace.behind ? words.late : words.inTime}
      </State>
      {!full && pace.behind && <div class="small quiet">{words.expected(classHours(pace.expected, policy))}</div>}
    </>
  )
}
