import type { BureauReport } from '../../../../shared/api/bureau-intake'
import { type Severity, severityWords } from '../../../../shared/study/finding'
import { State, type StateName } from '../../parts/state'
import { words } from './words'

const icons: Record<Severity, StateName> = { note: 'idle', check: 'attention', serious: 'wrong' }
const SHOWN = 8

/** 疑点 of a package's own records, the gravest first, each with the entries that show it. */
export function ReportFindings({ findings }: Pick<BureauReport, 'findings'>) {
  return (
    <section class="stack-tight" aria-labelledby="report-findings">
      <h2 id="report-findings">{words.findings}</h2>
      {findings.length === 0 ? (
        <p>{words.noFindings}</p>
      ) : (
        <>
          <p class="quiet">{words.findingsLead}</p>
          <table>
            <thead>
              <tr>
                <th scope="col">{words.severity}</th>
                <th scope="col">{words.what}</th>
                <th scope="col">{words.who}</th>
                <th scope="col">{words.records}</th>
              </tr>
            </thead>
            <tbody>
              {findings.map((one, i) => (
                <tr key={i}>
                  <td class="nowrap">
                    <State is={icons[one.severity]}>{severityWords[one.severity]}</State>
                  </td>
                  <td>
                    <strong>{one.label}</strong>：{one.detail}
                    <div class="small quiet">
                      {words.cause}：{one.cause}
                    </div>
                  </td>
                  <td>
                    {one.class !== undefined && <div class="small quiet">{one.class}</div>}
                    {one.numbers.join('、')}
                  </td>
                  <td class="small mono">
                    {one.entries.slice(0, SHOWN).map(({ chain, seq }) => (
                      <div key={`${chain} ${seq}`}>{words.record(chain.slice(0, 12), seq)}</div>
                    ))}
                    {one.entries.length > SHOWN && words.more(one.entries.length - SHOWN)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </section>
  )
}
