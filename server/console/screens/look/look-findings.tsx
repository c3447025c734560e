import type { LookFinding } from '../../../../shared/api/look'
import { showTime } from '../../../../shared/calendar/beijing'
import { Scroll } from '../../parts/scroll'
import { State, type StateName } from '../../parts/state'
import { words as findingWords } from '../class/finding-words'
import { words } from './words'

const shapes: Record<LookFinding['severity'], StateName> = { serious: 'wrong', check: 'attention', note: 'idle' }

/** Open 待核实事项 by kind: how many, of how many people, and whose nobody says here. */
export function LookFindings({ findings }: { findings: readonly LookFinding[] }) {
  return (
    <section class="stack" aria-labelledby="look-findings">
      <h2 id="look-findings">{words.findings}</h2>
      {findings.length === 0 ? (
        <p>
          <State is="counted">{words.findingsNone}</State>
        </p>
      ) : (
        <>
          <p class="prose quiet">{words.findingsLead}</p>
          <div class="table-frame">
            <Scroll label={words.finding}>
              <table>
                <caption class="hidden-visually">{words.finding}</caption>
                <thead>
                  <tr>
                    <th scope="col">{words.finding}</th>
                    <th scope="col">{words.severity}</th>
                    <th scope="col" class="number">
                      {words.count}
                    </th>
                    <th scope="col" class="number">
                      {words.people}
                    </th>
                    <th scope="col">{words.changed}</th>
                  </tr>
                </thead>
                <tbody>
                  {findings.map(({ code, label, severity, count, people, changedAt }) => (
                    <tr key={code}>
                      <th scope="row">{label}</th>
                      <td>
                        <State is={shapes[severity]}>{findingWords.severities[severity]}</State>
                      </td>
                      <td class="number">{count}</td>
                      <td class="number">{people}</td>
                      <td class="nowrap">{showTime(changedAt)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </Scroll>
          </div>
        </>
      )}
    </section>
  )
}
