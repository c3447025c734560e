import { useState } from 'preact/hooks'
import type { RosterRow } from '../../../../shared/api'
import { showTime } from '../../../../shared/calendar/beijing'
import type { Policy } from '../../../../shared/study/policy'
import { Icon } from '../../parts/icon'
import { Scroll } from '../../parts/scroll'
import { SortHeader } from '../../parts/sort-header'
import { State, type StateName } from '../../parts/state'
import { moveInColumn } from '../../parts/table-keys'
import { classHours, duration, foldedFrom } from '../../words/amounts'
import { common } from '../../words/common'
import { CourseTable, ScoreCell } from './course-table'
import { otherSources, Reached, sourceText } from './reached'
import { platformOf, type Sort, scoresOf } from './roster-view'
import { words } from './words'

interface Props {
  rows: RosterRow[]
  classId: string
  policy: Policy
  sort: Sort
  onSort: (sort: Sort) => void
}

const stateIcons: Record<RosterRow['state'], StateName> = {
  waiting: 'waiting',
  pending: 'attention',
  joined: 'counted',
}

/** A line a person; each opens to their courses, hours open to the sessions they come from. */
export function RosterTable({ rows, classId, policy, sort, onSort }: Props) {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set())
  const toggle = (seat: string) => {
    const next = new Set(open)
    if (!next.delete(seat)) next.add(seat)
    setOpen(next)
  }
  return (
    <Scroll label={words.tabs.roster}>
      <table>
        <thead>
          <tr>
            <SortHeader by="number" label={words.number} sort={sort} onSort={onSort} />
            <SortHeader by="name" label={words.name} sort={sort} onSort={onSort} />
            <th scope="col">{words.id}</th>
            <SortHeader by="state" label={words.state} sort={sort} onSort={onSort} />
            <SortHeader
              by="credited"
              label={words.hours}
              number
              sort={sort}
              onSort={onSort}
              help={foldedFrom(0, policy.minutesPerHour).replace(/^0\S* ÷/, `${words.credited} ÷`)}
            />
            <th scope="col" title={words.platformHelp}>
              {words.platform}
            </th>
            <th scope="col">{words.score}</th>
            <SortHeader by="last" label={words.last} sort={sort} onSort={onSort} />
            <SortHeader by="findings" label={words.findings} number sort={sort} onSort={onSort} />
          </tr>
        </thead>
        <tbody onKeyDown={moveInColumn}>
          {rows.map((row) => (
            <PersonRows
              key={row.seat}
              row={row}
              classId={classId}
              policy={policy}
              open={open.has(row.seat)}
              onToggle={() => toggle(row.seat)}
            />
          ))}
        </tbody>
      </table>
    </Scroll>
  )
}

function PersonRows({
  row,
  classId,
  policy,
  open,
  onToggle,
}: {
  row: RosterRow
  classId: string
  policy: Policy
  open: boolean
  onToggle: () => void
}) {
  const sessions = `/seats/${row.seat}?class=${classId}`
  return (
    <>
      <tr>
        <td class="nowrap">
          <button
            type="button"
            class="sort"
            aria-expanded={open}
            aria-label={`${row.number} ${words.open(row.name)}`}
            onClick={onToggle}
          >
            <Icon name={open ? 'down' : 'right'} size={12} />
            {row.number}
          </button>
        </td>
        <th scope="row" class="nowrap">
          <a href={sessions}>{row.name}</a>
        </th>
        <td class="nowrap">{row.idMasked}</td>
        <td>
          <State is={stateIcons[row.state]}>{words.states[row.state]}</State>
        </td>
        <td class="number">
          <a href={sessions} title={foldedFrom(row.credited, policy.minutesPerHour)}>
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
          {row.missing && row.missing.length > 0 && (
            <div class="small quiet" title={row.missing.join('\n')}>
              {words.lacks(row.missing.length)}
            </div>
          )}
        </td>
        <td>
          <Platform courses={row.courses} />
        </td>
        <td>
          <Scores courses={row.courses} />
        </td>
        <td class="nowrap">
          {row.lastAt === undefined ? <span class="quiet">{common.none}</span> : showTime(row.lastAt)}
        </td>
        <td class="number">{row.findings === 0 ? '0' : <a href={`/classes/${classId}/findings`}>{row.findings}</a>}</td>
      </tr>
      {open && (
        <tr class="inner">
          <td colSpan={9}>
            <CourseTable courses={row.courses} policy={policy} caption={words.courses(row.name)} />
            <Reached row={row} />
          </td>
        </tr>
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
