import type { FindingRow } from '../../../../shared/api'
import { dayOf, showTime } from '../../../../shared/calendar/beijing'
import { State, type StateName } from '../../parts/state'
import type { Column } from '../../parts/table/column'
import { FindingNotes } from './finding-notes'
import { words } from './finding-words'

const severities = { serious: 'wrong', check: 'attention', note: 'idle' } as const satisfies Record<
  FindingRow['severity'],
  StateName
>

/** What, how grave, whose, the sentence, the entries behind it, and what came of looking into it. */
export const findingColumns = (classId: string, onNoted: () => Promise<void>): Column<FindingRow>[] => [
  {
    ...{ id: 'finding', label: words.finding, sort: 'severity', head: true, also: ['severity', 'changed'] },
    cell: ({ label, severity, changedAt }) => (
      <>
        {label}
        <div>
          <State is={severities[severity]}>{words.severities[severity]}</State>
        </div>
        <div class="small quiet nowrap">{showTime(changedAt)}</div>
      </>
    ),
  },
  { id: 'person', label: words.person, nowrap: true, cell: (row) => <People finding={row} classId={classId} /> },
  {
    ...{ id: 'detail', label: words.detail },
    cell: ({ detail, cause }) => (
      <>
        {detail}
        {cause && (
          <div class="small quiet">
            {words.cause}
            {cause}
          </div>
        )}
      </>
    ),
  },
  { id: 'records', label: words.records, nowrap: true, cell: (row) => <Records finding={row} classId={classId} /> },
  { id: 'remark', label: words.remark, cell: (row) => <FindingNotes finding={row} onNoted={onNoted} /> },
]

const seatPage = (seat: string, classId: string) => `/seats/${seat}?class=${classId}`

function People({ finding: { seat, name, number, people }, classId }: { finding: FindingRow; classId: string }) {
  if (seat !== undefined)
    return (
      <a href={seatPage(seat, classId)}>
        {name} {number}
      </a>
    )
  if (people.length === 0) return <span class="quiet">{words.nobody}</span>
  return (
    <details>
      <summary>{words.several(people.length)}</summary>
      <ul class="plain">
        {people.map((one) => (
          <li key={one.seat}>
            <a href={seatPage(one.seat, classId)}>
              {one.name} {one.number}
            </a>
          </li>
        ))}
      </ul>
    </details>
  )
}

function Records({ finding: { entries }, classId }: { finding: FindingRow; classId: string }) {
  if (entries.length === 0) return <span class="quiet">{words.nobody}</span>
  return (
    <details>
      <summary>{words.recordCount(entries.length)}</summary>
      <ul class="plain small">
        {entries.map(({ chain, seq, hash, seat, at }) => (
          <li key={hash} title={`${words.hash} ${hash}`}>
            {words.chain} <span class="mono">{chain.slice(0, 8)}</span> {words.seq(seq)}
            {seat !== undefined && at !== undefined && (
              <>
                {' '}
                <a href={`${seatPage(seat, classId)}#day-${dayOf(at)}`} aria-label={`${words.see} ${showTime(at)}`}>
                  {showTime(at)}
                </a>
              </>
            )}
          </li>
        ))}
      </ul>
    </details>
  )
}
