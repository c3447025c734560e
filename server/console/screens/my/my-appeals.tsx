import type { PhonePage } from '../../../../shared/api'
import { showClock, showTime } from '../../../../shared/calendar/beijing'
import { duration } from '../../words/amounts'
import { AppealState, aboutText } from '../appeal/appeal-table'
import { words } from './words'

/** What was objected to and what the teacher answered. */
export function MyAppeals({ appeals, byHandCounts }: Pick<PhonePage, 'appeals' | 'byHandCounts'>) {
  if (appeals.length === 0) return null
  return (
    <section class="stack" aria-labelledby="my-appeals">
      <h2 id="my-appeals">{words.appeals}</h2>
      {appeals.map((one) => (
        <article key={one.id} class="card stack-tight">
          <AppealState state={one.state} />
          <p>
            {aboutText(one)}
            <span class="small quiet">
              {' '}
              {showTime(one.about.from)}–{showClock(one.about.to)}
            </span>
          </p>
          <p class="quiet">{one.text}</p>
          {one.reason !== undefined && <p>{words.answer(showTime(one.decidedAt ?? one.at), one.reason)}</p>}
          {one.from !== undefined && one.to !== undefined && (
            <p>{words.restored(showTime(one.from), showClock(one.to))}</p>
          )}
          {one.seconds !== undefined && (
            <p>
              {words.added(duration(one.seconds * 1000))}
              {!byHandCounts && `（${words.notInHours}）`}
            </p>
          )}
        </article>
      ))}
    </section>
  )
}
