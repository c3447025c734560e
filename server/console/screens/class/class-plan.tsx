import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { dayOf } from '../../../../shared/calendar/beijing'
import { useAct } from '../../client/act'
import { useLoad } from '../../client/load'
import { plans } from '../../client/plans'
import { mayWrite } from '../../client/session'
import { Button } from '../../parts/button'
import { TextField } from '../../parts/field'
import { ProblemNote } from '../../parts/note'
import { dueText } from '../plans/deadline-text'
import { kindWords } from '../plans/kind-words'
import { words } from './words'

/** The plan a class follows with its next deadline, and the same training once more. Nothing of a plan that was not filed here. */
export function ClassPlan({ classId }: { classId: string }) {
  const { data } = useLoad(() => plans.ofClass(classId).catch(() => undefined), `plan of ${classId}`)
  const next = data?.deadlines.find(({ state }) => state === 'open' || state === 'overdue')
  return (
    <div class="row-wide small no-print">
      {data && (
        <span>
          {kindWords().plan} <a href={`/plans/${data.id}`}>{data.details.title}</a>
          {data.version > 1 && ` ${words.planVersion(data.version)}`}
        </span>
      )}
      {next && (
        <span>
          {next.title} <span class="quiet">{dueText(next)}</span>
        </span>
      )}
      {mayWrite() && <NextRun classId={classId} />}
    </div>
  )
}

function NextRun({ classId }: { classId: string }) {
  const [from, setFrom] = useState(dayOf(Date.now()))
  const { route } = useLocation()
  const act = useAct()
  const copy = (event: Event) => {
    event.preventDefault()
    void act.run(async () => route(`/plans/${(await plans.copyClass(classId, from)).id}`))
  }
  return (
    <details>
      <summary>{words.nextRun}</summary>
      <form class="stack-tight" onSubmit={copy}>
        <p class="quiet">{words.nextRunLead}</p>
        <div class="row">
          <TextField type="date" short label={words.nextRunFrom} value={from} onChange={setFrom} />
          <Button submit act={act} disabled={from === ''}>
            {words.nextRun}
          </Button>
        </div>
        {act.problem && <ProblemNote problem={act.problem} />}
      </form>
    </details>
  )
}
