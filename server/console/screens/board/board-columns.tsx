import type { ComponentChildren } from 'preact'
import type { LookRow } from '../../../../shared/api/look'
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

/** Where a row leads, for who may go there. */
export interface Ways<Row> {
  person: (row: Row) => string
  findings: string
}

/** A person's four columns, hours by source and progress; with ways, the name opens to everything of theirs. */
export const boardColumns = <Row extends LookRow>(policy: Policy, ways?: Ways<Row>): Column<Row>[] => [
  { id: 'number', label: words.number, sort: 'number', nowrap: true, cell: (row) => row.number },
  {
    ...{ id: 'name', label: words.name, sort: 'name', head: true, nowrap: true },
    cell: (row) => (
      <>
        <Way to={ways?.person(row)}>{row.name}</Way>
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
    (key): Column<Row> => ({
      ...{ id: key, label: words.columns[key] },
      cell: ({ columns }) => <ColumnCell column={columns[key]} />,
    }),
  ),
  {
    ...{ id: 'whole', label: words.hours, sort: 'whole', number: true, help: words.hoursHelp },
    also: ['own', 'platform', 'byHand', 'offline', 'missing'],
    cell: (row) => <Hours row={row} policy={policy} to={ways?.person(row)} />,
  },
  {
    ...{ id: 'behind', label: words.pace, sort: 'behind', help: words.paceHelp, also: ['expected'] },
    cell: (row) => <Progress row={row} policy={policy} />,
  },
  {
    ...{ id: 'findings', label: words.findings, sort: 'findings', number: true },
    cell: ({ findings }) => <Way to={findings === 0 ? undefined : ways?.findings}>{findings}</Way>,
  },
  {
    ...{ id: 'last', label: words.last, sort: 'last', nowrap: true },
    cell: ({ lastAt }) => (lastAt === undefined ? <span class="quiet">{common.none}</span> : showTime(lastAt)),
  },
]

function Way({ to, title, children }: { to: string | undefined; title?: string; children: ComponentChildren }) {
  return to === undefined ? (
    <span title={title}>{children}</span>
  ) : (
    <a href={to} title={title}>
      {children}
    </a>
  )
}

function ColumnCell({ column: { state, said } }: { column: ColumnState }) {
  return (
    <>
      <State is={columnIcons[state]}>{words.states[state]}</State>
      {state !== 'complete' && state !== 'none' && <div class="small quiet">{said}</div>}
    </>
  )
}

interface HoursProps {
  row: LookRow
  policy: Policy
  to: string | undefined
}

function Hours({ row: { hours, missing }, policy, to }: HoursProps) {
  const others = (['platform', 'byHand', 'offline'] as const).filter((source) => hours[source] > 0)
  const all = asShown([hours.own, hours.platform, hours.byHand, hours.offline], policy)
  return (
    <>
      <Way to={to} title={foldedFrom(all, policy.minutesPerHour)}>
        {classHours(all, policy)}
      </Way>
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

function Progress({ row: { pace, hours }, policy }: { row: LookRow; policy: Policy }) {
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
