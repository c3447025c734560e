import type { BoardLive } from '../../../../shared/api/board'
import { showClock } from '../../../../shared/calendar/beijing'
import { State } from '../../parts/state'
import { words } from './words'

/** Who studies now, and what. Said to a screen reader as a number alone: names would never end. */
export function LiveStrip({ live, open, classId }: { live: BoardLive; open: boolean; classId: string }) {
  const hidden = live.studyingNow - live.studying.length
  return (
    <section class="stack-tight" aria-labelledby="live">
      <div class="row-between">
        <h2 id="live">{words.live}</h2>
        <span class="row-wide small">
          <span class="quiet numbers">{words.signedIn(live.signedInToday)}</span>
          <State is={open ? 'counted' : 'waiting'}>{open ? words.open(showClock(live.at)) : words.shut}</State>
        </span>
      </div>
      <p role="status" class="numbers">
        {live.studyingNow === 0 ? words.nobody : words.liveNow(live.studyingNow)}
        {live.studyingNow === 0 && <span class="small quiet"> {words.nobodyLead}</span>}
      </p>
      {live.studying.length > 0 && (
        <ul class="live">
          {live.studying.map(({ seat, number, name, course, lesson }) => (
            <li key={seat}>
              <a href={`/seats/${seat}?class=${classId}`}>
                {name} {number}
              </a>
              <span class="small quiet lesson" title={`${course} ${lesson}`}>
                {lesson || course}
              </span>
            </li>
          ))}
          {hidden > 0 && <li class="quiet">{words.more(hidden)}</li>}
        </ul>
      )}
    </section>
  )
}
