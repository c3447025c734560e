import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { useAct } from '../../client/act'
import { useLoad } from '../../client/load'
import { plans } from '../../client/plans'
import { Problem } from '../../client/problem'
import { Button } from '../../parts/button'
import { TextField } from '../../parts/field'
import { Empty, Loading, ProblemNote } from '../../parts/note'
import { Heading } from '../../parts/page'
import { common } from '../../words/common'
import { kindWords } from '../plans/kind-words'
import { OpenDirectly } from './open-class'
import { words } from './words'

/** Opens a class: of a plan that the bureau agreed to, or directly where its plan is filed elsewhere. */
export function OpenClass() {
  const { query } = useLocation()
  return query.direct === undefined ? <OpenOfPlan asked={query.plan} /> : <OpenDirectly />
}

function OpenOfPlan({ asked }: { asked: string | undefined }) {
  const { data, problem, refresh } = useLoad(plans.agreed, 'agreed-plans')
  const [picked, setPicked] = useState(asked)
  const [name, setName] = useState('')
  const { route } = useLocation()
  const act = useAct()
  const choices = data?.plans ?? []
  const chosen = choices.find(({ id }) => id === picked) ?? (choices.length === 1 ? choices[0] : undefined)
  const submit = (event: Event) => {
    event.preventDefault()
    if (!chosen) return
    void act.run(async () => {
      const { id } = await plans.openClass(chosen.id, name.trim() || undefined)
      route(`/classes/${id}${(await broughtRoster(id)) ? '' : '/import'}`, true)
    })
  }
  return (
    <form class="narrow stack-wide" onSubmit={submit}>
      <div class="stack-tight">
        <nav class="crumbs" aria-label={common.classes}>
          <a href="/classes">{words.title}</a>
        </nav>
        <Heading title={words.open} />
        <p class="quiet">{words.ofPlanLead(kindWords().plan)}</p>
      </div>
      {problem && <ProblemNote problem={problem} retry={() => void refresh()} />}
      {!data && !problem && <Loading />}
      {data && choices.length === 0 && (
        <Empty title={words.noAgreed(kindWords().plan)}>
          <p class="prose">{words.noAgreedLead}</p>
          <a class="button button-main" href={data.any ? '/plans' : '/plans/new'}>
            {data.any ? kindWords().plan : kindWords().newOne}
          </a>
        </Empty>
      )}
      {choices.length > 0 && (
        <>
          <fieldset class="card field">
            <legend class="hidden-visually">{kindWords().plan}</legend>
            {choices.map(({ id, title, occupation, level, period }) => (
              <label class="choice" key={id}>
                <input type="radio" name="plan" value={id} checked={chosen?.id === id} onChange={() => setPicked(id)} />
                <span>
                  {title}{' '}
                  <span class="quiet small">
                    {occupation} {level} · {period.from} {words.to} {period.to}
                  </span>
                </span>
              </label>
            ))}
          </fieldset>
          <div class="card">
            <TextField
              label={words.name}
              optional
              help={words.nameOfPlanHelp}
              value={name}
              maxLength={100}
              onChange={setName}
            />
          </div>
          {act.problem && <ProblemNote problem={act.problem} />}
          <div class="row">
            <Button kind="main" submit act={act} disabled={!chosen}>
              {words.open}
            </Button>
          </div>
        </>
      )}
      <p class="quiet small">
        {words.directLead()} <a href="/classes/new?direct=1">{words.direct}</a>
      </p>
    </form>
  )
}

/** Puts in the people who were filed with the plan. Answers whether there were any that could be taken; what was wrong shows at the import. */
async function broughtRoster(classId: string): Promise<boolean> {
  try {
    await plans.bringRoster(classId)
    return true
  } catch (error) {
    if (error instanceof Problem) return false
    throw error
  }
}
