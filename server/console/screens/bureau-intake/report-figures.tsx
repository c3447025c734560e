import { useState } from 'preact/hooks'
import type { BureauReport } from '../../../../shared/api/bureau-intake'
import { Button } from '../../parts/button'
import { duration, reasonOf } from '../../words/amounts'
import { words } from './words'

/** A claim may ask for a thousand people. */
const SHOWN = 50

/** Who is asked for with every figure reckoned again; of a class, everybody's credited time. */
export function ReportFigures({ report: { claim, seats } }: { report: BureauReport }) {
  const [all, setAll] = useState(false)
  const count = claim ? claim.asked.length : seats.length
  if (count === 0) return null
  const cut = <T,>(rows: readonly T[]) => (all ? rows : rows.slice(0, SHOWN))
  return (
    <section class="stack-tight" aria-labelledby="report-figures">
      <h2 id="report-figures">{claim ? words.asked : words.seats}</h2>
      {claim && <p>{words.askedTotal(claim.people, claim.total, claim.capitals)}</p>}
      {claim ? <Asked rows={cut(claim.asked)} /> : <Seats rows={cut(seats)} />}
      {!all && count > SHOWN && (
        <div class="row no-print">
          <Button onClick={() => setAll(true)}>{words.more(count - SHOWN)}</Button>
        </div>
      )}
    </section>
  )
}

function Asked({ rows }: { rows: readonly NonNullable<BureauReport['claim']>['asked'][number][] }) {
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{words.class}</th>
          <th scope="col">{words.seat}</th>
          <th scope="col" class="number">
            {words.hours}
          </th>
          <th scope="col" class="number">
            {words.amount}
          </th>
          <th scope="col">{words.remark}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((one) => (
          <tr key={`${one.class} ${one.number}`}>
            <td>{one.class}</td>
            <th scope="row">{one.number}</th>
            <td class="number">{one.hours}</td>
            <td class="number nowrap">{one.amount}</td>
            <td>{one.refused ?? ''}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Seats({ rows }: { rows: BureauReport['seats'] | readonly BureauReport['seats'][number][] }) {
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{words.seat}</th>
          <th scope="col" class="number">
            {words.credited}
          </th>
          <th scope="col" class="number">
            {words.hours}
          </th>
          <th scope="col">{words.deductions}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((one) => (
          <tr key={`${one.class} ${one.number}`}>
            <th scope="row">{one.number}</th>
            <td class="number nowrap">{duration(one.credited)}</td>
            <td class="number">{one.hours}</td>
            <td>
              {Object.entries(one.deductions)
                .map(([reason, ms]) => `${reasonOf(reason).label} ${duration(ms)}`)
                .join('；')}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
