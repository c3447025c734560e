import type { PlanAnswer } from '../../../../shared/api/plans'
import { showTime } from '../../../../shared/calendar/beijing'
import { decisions } from '../../client/decisions'
import { DownloadButton } from '../../parts/button'
import { Scroll } from '../../parts/scroll'
import { State, type StateName } from '../../parts/state'
import { common } from '../../words/common'
import { Differences } from './moves'
import { PlanState } from './plan-state'
import { words } from './words'

const looks: Record<PlanAnswer['decisions'][number]['outcome'], StateName> = {
  agreed: 'counted',
  returned: 'attention',
  refused: 'wrong',
}

/** What the bureau decided on this version. */
export function Decisions({ plan }: { plan: PlanAnswer }) {
  if (plan.decisions.length === 0) return <p class="quiet">{words.decisionNone}</p>
  return (
    <div class="table-frame">
      <Scroll label={words.decision}>
        <table>
          <thead>
            <tr>
              <th scope="col">{words.outcome}</th>
              <th scope="col">{words.number}</th>
              <th scope="col">{words.date}</th>
              <th scope="col">{words.remarks}</th>
              <th scope="col">{words.by}</th>
              <th scope="col">{words.document}</th>
            </tr>
          </thead>
          <tbody>
            {plan.decisions.map(({ outcome, number, date, remarks, by, at, how, document }) => (
              <tr key={at}>
                <td>
                  <State is={looks[outcome]}>{words.outcomes[outcome]}</State>
                </td>
                <td>{number}</td>
                <td class="nowrap numbers">{date}</td>
                <td>{remarks}</td>
                <td>
                  {by} <span class="quiet small nowrap">{showTime(at)}</span>
                </td>
                <td>
                  {words.how[how]}{' '}
                  {document !== undefined && (
                    <DownloadButton kind="small" fetch={() => decisions.evidenceFile(document)}>
                      {common.download}
                    </DownloadButton>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </div>
  )
}

/** Classes that follow this version. */
export function Classes({ plan }: { plan: PlanAnswer }) {
  if (plan.status === 'draft' || plan.status === 'filed') return null
  return (
    <section class="stack-tight" aria-labelledby="classes">
      <h2 id="classes">{words.classes}</h2>
      {plan.classes.length === 0 && <p class="quiet">{words.noClasses}</p>}
      <ul>
        {plan.classes.map(({ id, name, status }) => (
          <li key={id}>
            <a href={`/classes/${id}`}>{name}</a>{' '}
            <span class="quiet small">{status === 'open' ? words.running : words.closed}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** The other versions. */
export function VersionList({ plan }: { plan: PlanAnswer }) {
  if (plan.versions.length < 2) return null
  return (
    <section class="stack-tight" aria-labelledby="versions">
      <h2 id="versions">{words.versions}</h2>
      <ul class="plain-list">
        {plan.versions.map(({ id, version, status }) => (
          <li key={id} class="row">
            {id === plan.id ? words.version(version) : <a href={`/plans/${id}`}>{words.version(version)}</a>}
            <PlanState status={status} />
          </li>
        ))}
      </ul>
    </section>
  )
}

/** How this version differs from the one before. */
export function FromBefore({ plan }: { plan: PlanAnswer }) {
  const before = plan.versions.filter(({ version }) => version < plan.version).at(-1)
  if (!before || !plan.differences) return null
  return (
    <section class="stack-tight" aria-labelledby="differences">
      <h2 id="differences">{words.differences(before.version)}</h2>
      <Differences list={plan.differences} />
    </section>
  )
}
