import type { FindingRow } from '../../../../shared/api'
import { dayOf, showTime } from '../../../../shared/calendar/beijing'
import { FindingNotes } from './finding-notes'
import { words } from './finding-words'

/** One finding: what, whose, the sentence, the entries behind it, and what came of looking into it. */
export function Finding({
  finding,
  classId,
  onNoted,
}: {
  finding: FindingRow
  classId: string
  onNoted: () => Promise<void>
}) {
  return (
    <tr>
      <th scope="row">
        {finding.label}
        <div class="small quiet nowrap">{showTime(finding.changedAt)}</div>
      </th>
      <td class="nowrap">
        <People finding={finding} classId={classId} />
      </td>
      <td>
        {finding.detail}
        {finding.cause && (
          <div class="small quiet">
            {words.cause}
            {finding.cause}
          </div>
        )}
      </td>
      <td class="nowrap">
        <Records finding={finding} classId={classId} />
      </td>
      <td>
        <FindingNotes finding={finding} onNoted={onNoted} />
      </td>
    </tr>
  )
}

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
