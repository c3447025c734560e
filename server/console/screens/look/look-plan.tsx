import type { Look } from '../../../../shared/api/look'
import { Figure } from '../../parts/page'
import { Scroll } from '../../parts/scroll'
import { State } from '../../parts/state'
import { PolicyStatus } from '../classes/policy-choice'
import { words } from './words'

/** What the class is: who trains, what was filed, on which platforms and when. */
export function LookPlan({ look: { organisation, status, plan } }: { look: Look }) {
  const { agreement, consentDate, policy, period, courses, platforms } = plan
  const agreedOn = agreement?.date ?? consentDate
  return (
    <section class="card stack" aria-labelledby="look-plan">
      <h2 id="look-plan">{words.plan}</h2>
      <dl class="figures">
        <Figure name={words.organisation}>{organisation}</Figure>
        <Figure name={words.plan}>{plan.title}</Figure>
        <Figure name={words.occupation}>
          {plan.occupation} {plan.level}
        </Figure>
        <Figure name={words.period}>
          {period.from} – {period.to}{' '}
          <State is={status === 'open' ? 'counted' : 'idle'}>{status === 'open' ? words.running : words.closed}</State>
        </Figure>
        <Figure name={words.agreement}>
          {agreement?.number ?? <span class="quiet">{words.agreementNone}</span>}
          {agreedOn !== undefined && <span class="small quiet"> {words.consent(agreedOn)}</span>}
        </Figure>
        <Figure name={words.platforms}>{platforms.join('、')}</Figure>
        <Figure name={words.policy}>
          {policy.title} <PolicyStatus policy={policy} />
        </Figure>
      </dl>
      <Scroll label={words.courses}>
        <table>
          <caption class="hidden-visually">{words.courses}</caption>
          <thead>
            <tr>
              <th scope="col">{words.course}</th>
              <th scope="col">{words.site}</th>
              <th scope="col" class="number">
                {words.hours}
              </th>
            </tr>
          </thead>
          <tbody>
            {courses.map(({ title, site, hours }) => (
              <tr key={`${site} ${title}`}>
                <th scope="row">{title}</th>
                <td>{site}</td>
                <td class="number">{hours ?? '—'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </section>
  )
}
