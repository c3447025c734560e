import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { planTypes } from '../../../../shared/plan/types'
import { useAct } from '../../client/act'
import { plans } from '../../client/plans'
import { session } from '../../client/session'
import { Button } from '../../parts/button'
import { ProblemNote } from '../../parts/note'
import { Heading } from '../../parts/page'
import { State } from '../../parts/state'
import { kindWords } from './kind-words'
import { words } from './words'

/** The one question before a plan begins: what kind of training it is. */
export function NewPlan() {
  const [chosen, setChosen] = useState('')
  const { route } = useLocation()
  const act = useAct()
  const now = session.value
  const kind = now.at === 'signed-in' ? now.me.organisation.kind : 'institution'
  const mine = planTypes.filter(({ kinds }) => kinds.some((one) => one === kind))
  const submit = (event: Event) => {
    event.preventDefault()
    if (chosen !== '') void act.run(async () => route(`/plans/${(await plans.create(chosen)).id}/edit`, true))
  }
  return (
    <form class="narrow stack-wide" onSubmit={submit}>
      <div class="stack-tight">
        <nav class="crumbs" aria-label={kindWords().plan}>
          <a href="/plans">{kindWords().plan}</a>
        </nav>
        <Heading title={kindWords().newOne} />
      </div>
      <fieldset class="card field">
        <legend class="hidden-visually">{words.chooseType}</legend>
        {mine.map((type) => (
          <label class="choice" key={type.key}>
            <input
              type="radio"
              name="type"
              value={type.key}
              checked={type.key === chosen}
              onChange={() => setChosen(type.key)}
            />
            <span>
              <span class="row">
                {type.name}
                {type.unsupported && <State is="attention">{words.unsupported}</State>}
              </span>
              <span class="quiet small">
                {type.unsupported ? `${type.unsupported}。${words.unsupportedHelp}` : `${words.source}：${type.source}`}
              </span>
            </span>
          </label>
        ))}
      </fieldset>
      {act.problem && <ProblemNote problem={act.problem} />}
      <div class="row">
        <Button kind="main" submit act={act} disabled={chosen === ''}>
          {words.begin}
        </Button>
      </div>
    </form>
  )
}
