import type { BureauFindingRow } from '../../../../shared/api/bureau-across'
import { showTime } from '../../../../shared/calendar/beijing'
import { State, type StateName } from '../../parts/state'
import type { Column } from '../../parts/table/column'
import { words } from './words'

const severities = { serious: 'wrong', check: 'attention', note: 'idle' } as const satisfies Record<
  BureauFindingRow['severity'],
  StateName
>

/** What and how grave, about whom, the sentence, and the entries behind it. */
export const findingColumns: Column<BureauFindingRow>[] = [
  {
    ...{ id: 'finding', label: words.finding, sort: 'severity', head: true, also: ['severity', 'found'] },
    cell: ({ label, severity, foundAt, lifted }) => (
      <>
        {label}
        <div>
          {lifted ? (
            <State is="idle">{words.lifted}</State>
          ) : (
            <State is={severities[severity]}>{words.severities[severity]}</State>
          )}
        </div>
        <div class="small quiet nowrap">{showTime(foundAt)}</div>
      </>
    ),
  },
  { id: 'person', label: words.person, cell: (row) => <People finding={row} /> },
  {
    ...{ id: 'detail', label: words.detail },
    cell: ({ detail, cause, other, lifted }) => (
      <>
        {detail}
        {lifted && (
          <div class="small">
            {words.liftedBy}
            {showTime(lifted.at)} {lifted.reason}
          </div>
        )}
        {other && (
          <div class="small">
            {words.other}
            <a href={`/reviews/${other.id}`}>{other.number}</a> {other.firm}
          </div>
        )}
        {cause && (
          <div class="small quiet">
            {words.cause}
            {cause}
          </div>
        )}
      </>
    ),
  },
  { id: 'records', label: words.records, nowrap: true, cell: (row) => <Records finding={row} /> },
]

function People({ finding: { people } }: { finding: BureauFindingRow }) {
  const [first] = people
  if (!first) return <span class="quiet">{words.nobody}</span>
  if (people.length === 1)
    return (
      <>
        <span class="nowrap">
          {first.name} {first.number}
        </span>
        <div class="small quiet">{first.className}</div>
      </>
    )
  return (
    <details>
      <summary>{words.several(people.length)}</summary>
      <ul class="plain">
        {people.map((one) => (
          <li key={one.id}>
            {one.name} {one.number} <span class="small quiet">{one.className}</span>
          </li>
        ))}
      </ul>
    </details>
  )
}

function Records({ finding: { records } }: { finding: BureauFindingRow }) {
  if (records.length === 0) return <span class="quiet">{words.nobody}</span>
  return (
    <details>
      <summary>{words.recordCount(records.length)}</summary>
      <ul class="plain small">
        {records.map(({ claim, own, chain, seq }) => (
          <li key={`${claim}/${chain}/${seq}`} title={chain}>
            {own ? words.own : claim} <span class="mono">{chain.slice(0, 8)}</span> {words.seq(seq)}
          </li>
        ))}
      </ul>
    </details>
  )
}
