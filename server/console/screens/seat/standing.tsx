import type { SeatDetail } from '../../../../shared/api'
import { columnKeys } from '../../../../shared/study/columns'
import { asShown } from '../../../../shared/study/hours'
import type { Policy } from '../../../../shared/study/policy'
import { Figure } from '../../parts/page'
import { State } from '../../parts/state'
import { classHours, foldedFrom } from '../../words/amounts'
import { columnIcons } from '../board/board-columns'
import { words as boardWords } from '../board/words'
import { words } from './words'

const sources = ['own', 'platform', 'byHand', 'offline'] as const

/** Where one person stands: the four columns in full, hours by source, and whether they are in time. */
export function Standing({ detail, policy }: { detail: SeatDetail; policy: Policy | undefined }) {
  const { columns, hours, pace } = detail
  return (
    <section class="card stack" aria-labelledby="seat-standing">
      <h2 id="seat-standing">{words.standing}</h2>
      <ul class="tiles" aria-label={words.columns}>
        {columnKeys.map((key) => (
          <li key={key}>
            <span class="row-between">
              <span class="label">{boardWords.columns[key]}</span>
              <State is={columnIcons[columns[key].state]}>{boardWords.states[columns[key].state]}</State>
            </span>
            <span class="small quiet">{columns[key].said}</span>
          </li>
        ))}
      </ul>
      {policy && (
        <dl class="figures">
          {sources.map((source) => (
            <Figure
              key={source}
              name={`${boardWords.hours} ${boardWords.sources[source]}`}
              title={foldedFrom(hours[source], policy.minutesPerHour)}
            >
              {classHours(hours[source], policy)}
            </Figure>
          ))}
          {pace && (
            <Figure
              name={words.pace}
              title={words.paceOf(
                classHours(
                  asShown(
                    sources.map((one) => hours[one]),
                    policy,
                  ),
                  policy,
                ),
                classHours(pace.required, policy),
                classHours(pace.expected, policy),
              )}
            >
              <State is={pace.behind ? 'attention' : 'counted'}>
                {pace.behind ? boardWords.late : boardWords.inTime}
              </State>
            </Figure>
          )}
        </dl>
      )}
      {policy && pace && (
        <p class="small quiet">
          {words.paceOf(
            classHours(
              asShown(
                sources.map((one) => hours[one]),
                policy,
              ),
              policy,
            ),
            classHours(pace.required, policy),
            classHours(pace.expected, policy),
          )}
        </p>
      )}
    </section>
  )
}
