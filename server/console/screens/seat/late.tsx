import type { SeatDetail } from '../../../../shared/api'
import { dayOf, showTime } from '../../../../shared/calendar/beijing'
import { State } from '../../parts/state'
import { words } from './words'

/** 补交: records that came by file after the class had ended or long after they were made, with the time of the import. */
export function Late({ late }: Pick<SeatDetail, 'late'>) {
  if (late.length === 0) return null
  return (
    <ul class="stack-tight plain">
      {late.map(({ at, firstAt, lastAt, entries }) => (
        <li key={at}>
          <State is="attention">{words.late(showTime(at), dayOf(firstAt), dayOf(lastAt), entries)}</State>
        </li>
      ))}
    </ul>
  )
}
