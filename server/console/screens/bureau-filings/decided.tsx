import type { FilingAnswer } from '../../../../shared/api/bureau-register'
import { showTime } from '../../../../shared/calendar/beijing'
import { Figure } from '../../parts/page'
import { words } from './words'

/** What was decided, by whom, and everything that was told. */
export function Decided({
  filing: { kind },
  decision: { outcome, number, date, remarks, missing, by, at },
}: {
  filing: FilingAnswer
  decision: NonNullable<FilingAnswer['decision']>
}) {
  return (
    <section class="card stack" aria-labelledby="filing-decided">
      <h2 id="filing-decided">{words.decided}</h2>
      <dl class="figures">
        <Figure name={words.outcome}>{words.outcomes[outcome]}</Figure>
        {number !== '' && <Figure name={words.agreedNumber[kind]}>{number}</Figure>}
        <Figure name={words.date}>{date}</Figure>
        <Figure name={words.decidedBy}>
          {by} {showTime(at)}
        </Figure>
      </dl>
      {missing.length > 0 && (
        <>
          <h3>{words.missing}</h3>
          <ol>
            {missing.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ol>
        </>
      )}
      {remarks !== '' && <p class="prose">{remarks}</p>}
    </section>
  )
}
