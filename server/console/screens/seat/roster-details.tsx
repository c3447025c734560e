import { useState } from 'preact/hooks'
import type { SeatDetails } from '../../../../shared/api/roster'
import { rosterColumns } from '../../../../shared/people/roster-columns'
import { useAct } from '../../client/act'
import { useLoad } from '../../client/load'
import { roster } from '../../client/roster'
import { isOneOf, mayWrite } from '../../client/session'
import { Button } from '../../parts/button'
import { Figure } from '../../parts/page'
import { words } from '../class/roster-words'

/** What the roster says of a person; what could be used against them is masked until somebody asks, which is recorded. */
export function RosterDetails({ seat }: { seat: string }) {
  if (!mayWrite() && !isOneOf('auditor')) return null
  return <Details seat={seat} />
}

function Details({ seat }: { seat: string }) {
  const { data } = useLoad(() => roster.details(seat, false), `details/${seat}`)
  const [clear, setClear] = useState<SeatDetails>()
  const act = useAct()
  const shown = clear ?? data
  if (!shown) return null
  const rows = rosterColumns.flatMap(({ field, title }) => {
    const value = shown.details[field]
    return value === undefined ? [] : [{ title, value }]
  })
  return (
    <section class="card stack-tight" aria-labelledby="seat-details">
      <h2 id="seat-details">{words.details}</h2>
      {rows.length === 0 ? (
        <p class="quiet">{words.detailsNone}</p>
      ) : (
        <dl class="figures">
          {rows.map(({ title, value }) => (
            <Figure key={title} name={title}>
              {value}
            </Figure>
          ))}
        </dl>
      )}
      {shown.masked.length > 0 && mayWrite() && (
        <p class="row no-print">
          <Button
            kind="small"
            act={act}
            onClick={() => void act.run(async () => setClear(await roster.details(seat, true)))}
          >
            {words.showClear}
          </Button>
          <span class="small quiet">{words.showClearHelp}</span>
        </p>
      )}
    </section>
  )
}
