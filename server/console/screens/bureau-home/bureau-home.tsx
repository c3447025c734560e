import type { DeskStep } from '../../../../shared/api/bureau-desk'
import { readDesk } from '../../client/bureau-desk'
import { useLoad } from '../../client/load'
import { mayWrite } from '../../client/session'
import { Empty, Loading, ProblemNote } from '../../parts/note'
import { Heading } from '../../parts/page'
import { words } from './words'

/** Where each step is worked on. */
const addresses: Readonly<Record<DeskStep, string>> = {
  damaged: '/settings/keeping',
  'refused-logs': '/settings/witness',
  'not-taken': '/intake',
  'key-ended': '/reviews',
  filings: '/filings',
  rectify: '/inspections',
  'late-stages': '/intake/stages',
  stuck: '/reviews',
  review: '/reviews',
  decide: '/reviews',
  reopen: '/reviews',
  returned: '/reviews',
  publish: '/publicity',
  objections: '/publicity',
  published: '/publicity',
  pay: '/payments',
  finance: '/payments',
  results: '/payments',
}

/** What waits at the bureau, step by step; for a new one the way in. */
export function BureauHome() {
  const { data, problem, refresh } = useLoad(readDesk, 'bureau-desk', 30_000)
  if (!data) return problem ? <ProblemNote problem={problem} retry={() => void refresh()} /> : <Loading />
  const { firms, steps } = data
  return (
    <div class="stack-wide">
      <Heading title={words.title} />
      {problem && <ProblemNote problem={problem} retry={() => void refresh()} />}
      {firms === 0 && <WayIn />}
      {firms > 0 && steps.length === 0 && (
        <Empty title={words.nothing}>
          <p class="prose">{words.nothingLead}</p>
          <a class="button" href="/intake">
            {words.toIntake}
          </a>
        </Empty>
      )}
      {steps.length > 0 && (
        <section class="card stack" aria-labelledby="bureau-waiting">
          <h2 id="bureau-waiting">{words.waiting}</h2>
          <ul class="missing">
            {steps.map(({ step, count, due }) => (
              <li key={step}>
                <a href={addresses[step]}>{words.steps[step](count)}</a>
                {due !== undefined && <span class="small quiet"> {words.due(due)}</span>}
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}

function WayIn() {
  return (
    <section class="card stack" aria-labelledby="bureau-begin">
      <h2 id="bureau-begin">{words.begin}</h2>
      <p class="prose">{words.beginLead}</p>
      <ol class="way-in">
        {words.wayIn.map(({ title, help, href, button }) => (
          <li key={href}>
            <div class="grow">
              <span class="label">{title}</span>
              <p class="small quiet">{help}</p>
            </div>
            {mayWrite() && (
              <a class="button" href={href}>
                {button}
              </a>
            )}
          </li>
        ))}
      </ol>
    </section>
  )
}
