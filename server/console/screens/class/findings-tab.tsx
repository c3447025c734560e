import type { ClassDetail, FindingRow } from '../../../../shared/api'
import { showTime } from '../../../../shared/calendar/beijing'
import { api } from '../../client/api'
import { useLoad } from '../../client/load'
import { Empty, Loading, ProblemNote } from '../../parts/note'
import { Scroll } from '../../parts/scroll'
import { State } from '../../parts/state'
import { words } from './words'

/** What checks found, each with the entries that show it. */
export function FindingsTab({ detail: { summary } }: { detail: ClassDetail }) {
  const { data, problem, refresh } = useLoad(() => api.findings(summary.id), `findings/${summary.id}`, 10_000)
  if (!data) return problem ? <ProblemNote problem={problem} retry={() => void refresh()} /> : <Loading />
  if (data.length === 0) {
    return (
      <Empty title={words.findingsEmpty}>
        <p class="prose">{words.findingsEmptyLead}</p>
      </Empty>
    )
  }
  return (
    <div class="stack">
      <p class="prose">{words.findingsLead}</p>
      <div class="table-frame">
        <Scroll label={words.tabs.findings}>
          <table>
            <thead>
              <tr>
                <th scope="col">{words.finding}</th>
                <th scope="col">{words.name}</th>
                <th scope="col">{words.detail}</th>
                <th scope="col">{words.records}</th>
                <th scope="col">{words.found}</th>
              </tr>
            </thead>
            <tbody>
              {data.map((finding) => (
                <Finding key={finding.id} finding={finding} classId={summary.id} />
              ))}
            </tbody>
          </table>
        </Scroll>
      </div>
    </div>
  )
}

function Finding({ finding, classId }: { finding: FindingRow; classId: string }) {
  return (
    <tr>
      <th scope="row">
        <State is="attention">{finding.label}</State>
      </th>
      <td class="nowrap">
        {finding.seat === undefined ? (
          <span class="quiet">{words.noPerson}</span>
        ) : (
          <a href={`/seats/${finding.seat}?class=${classId}`}>
            {finding.name} {finding.number}
          </a>
        )}
      </td>
      <td>{finding.detail}</td>
      <td>
        {finding.entries.length === 0 ? (
          <span class="quiet">{words.noPerson}</span>
        ) : (
          <details>
            <summary>{words.recordCount(finding.entries.length)}</summary>
            <ul>
              {finding.entries.map(({ chain, seq, hash }) => (
                <li key={hash} class="small" title={`${words.hash} ${hash}`}>
                  {words.chain} <span class="mono">{chain.slice(0, 8)}</span>，{words.seq} {seq}，{words.hash}{' '}
                  <span class="mono">{hash.slice(0, 12)}</span>
                </li>
              ))}
            </ul>
          </details>
        )}
      </td>
      <td class="nowrap">{showTime(finding.at)}</td>
    </tr>
  )
}
