import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import type { PlanAnswer } from '../../../../shared/api/plans'
import { useAct } from '../../client/act'
import { plans } from '../../client/plans'
import { Button } from '../../parts/button'
import { Confirm } from '../../parts/confirm'
import { ProblemNote } from '../../parts/note'
import { words } from './words'

/** Begins the next version, unless there is one. */
export function ChangePlan({ plan }: { plan: PlanAnswer }) {
  const { route } = useLocation()
  const act = useAct()
  if (plan.versions.some(({ version }) => version > plan.version)) return null
  return (
    <div class="stack-tight no-print">
      <div class="row">
        <Button act={act} onClick={() => void act.run(async () => route(`/plans/${(await plans.change(plan.id)).id}`))}>
          {words.change}
        </Button>
      </div>
      <p class="quiet small">{words.changeHelp}</p>
      {act.problem && <ProblemNote problem={act.problem} />}
    </div>
  )
}

export function DiscardPlan({ plan }: { plan: PlanAnswer }) {
  const { route } = useLocation()
  const [asking, setAsking] = useState(false)
  const act = useAct()
  const discard = () =>
    void act.run(async () => {
      await plans.discard(plan.id)
      route('/plans', true)
    })
  return (
    <div class="row no-print">
      <Button kind="danger" onClick={() => setAsking(true)}>
        {words.discard}
      </Button>
      {asking && (
        <Confirm
          title={words.discardTitle}
          action={words.discard}
          act={act}
          onConfirm={discard}
          onClose={() => setAsking(false)}
        >
          <p>{words.discardText}</p>
        </Confirm>
      )}
    </div>
  )
}
