import type { Home } from '../../../../shared/api/home'
import { mayWrite } from '../../client/session'
import { State } from '../../parts/state'
import { words } from './words'

type Step = keyof Home['steps']
const order: readonly Step[] = ['profile', 'plan', 'class', 'roster', 'told']

/** The way in: each step with whether it is done, and the button of the next. */
export function Steps({ steps, newest }: { steps: Home['steps']; newest: string | undefined }) {
  const next = order.find((step) => !steps[step])
  const addresses: Record<Step, string> = {
    profile: '/settings/organisation',
    plan: '/plans/new',
    class: '/classes/new',
    roster: newest === undefined ? '/classes' : `/classes/${newest}/import`,
    told: newest === undefined ? '/classes' : `/classes/${newest}/reach`,
  }
  return (
    <section class="card stack" aria-labelledby="home-steps">
      <h2 id="home-steps">{words.stepsTitle}</h2>
      <p class="prose">{words.stepsLead}</p>
      <ol class="way-in">
        {order.map((step) => (
          <li key={step} aria-current={step === next ? 'step' : undefined}>
            <div class="grow">
              <span class="label">{words.steps[step]()}</span>
              <p class="small quiet">{words.helps[step]()}</p>
            </div>
            {steps[step] ? (
              <State is="counted">{words.done}</State>
            ) : (
              mayWrite() && (
                <a
                  class={`button${step === next ? ' button-main' : ''}`}
                  href={addresses[step]}
                  aria-label={`${words.next}：${words.steps[step]()}`}
                >
                  {words.next}
                </a>
              )
            )}
          </li>
        ))}
      </ol>
    </section>
  )
}
