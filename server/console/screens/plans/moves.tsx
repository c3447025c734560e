import { useState } from 'preact/hooks'
import type { PlanAnswer, PlanMoves } from '../../../../shared/api/plans'
import { useAct } from '../../client/act'
import { useLoad } from '../../client/load'
import { plans } from '../../client/plans'
import { announce } from '../../parts/announce'
import { Button } from '../../parts/button'
import { Confirm } from '../../parts/confirm'
import { ProblemNote } from '../../parts/note'
import { Checks } from '../../parts/rows'
import { State } from '../../parts/state'
import { words } from './words'

/** Classes that still follow an earlier version: what would change for each, and the act that moves them. */
export function Moves({ plan, onMoved }: { plan: PlanAnswer; onMoved: (plan: PlanAnswer) => void }) {
  const { data, problem, refresh } = useLoad(() => plans.moves(plan.id), `moves ${plan.id} ${plan.status}`)
  if (problem) return <ProblemNote problem={problem} retry={() => void refresh()} />
  if (!data || data.length === 0) return null
  const moved = async (next: PlanAnswer) => {
    await refresh()
    onMoved(next)
  }
  return (
    <section class="stack" aria-labelledby="moves">
      <h2 id="moves">{words.moves}</h2>
      {data.map((move) => (
        <Move key={move.version} plan={plan} move={move} onMoved={moved} />
      ))}
    </section>
  )
}

function Move({
  plan,
  move,
  onMoved,
}: {
  plan: PlanAnswer
  move: PlanMoves[number]
  onMoved: (plan: PlanAnswer) => Promise<void>
}) {
  const [chosen, setChosen] = useState<string[]>(move.classes.map(({ id }) => id))
  const [asking, setAsking] = useState(false)
  const act = useAct()
  const confirm = () =>
    void act.run(async () => {
      const next = await plans.move(plan.id, chosen)
      setAsking(false)
      announce(words.moved)
      await onMoved(next)
    })
  return (
    <div class="card stack">
      <p class="prose">{words.movesLead(move.version)}</p>
      <Differences list={move.differences} />
      <Checks
        legend={words.classes}
        all={move.classes.map(({ id, name }) => ({ value: id, label: name }))}
        chosen={chosen}
        onChange={setChosen}
      />
      <div class="row">
        <Button disabled={chosen.length === 0} onClick={() => setAsking(true)}>
          {words.move}
        </Button>
      </div>
      {asking && (
        <Confirm
          title={words.moveTitle}
          action={words.move}
          act={act}
          onConfirm={confirm}
          onClose={() => setAsking(false)}
        >
          <p>
            {move.classes
              .filter(({ id }) => chosen.includes(id))
              .map(({ name }) => name)
              .join('、')}
          </p>
          <Differences list={move.differences} />
        </Confirm>
      )}
    </div>
  )
}

/** What is different, in words; what touches hours is marked. */
export function Differences({ list }: { list: PlanMoves[number]['differences'] }) {
  if (list.length === 0) return <p class="quiet">{words.same}</p>
  return (
    <ul>
      {list.map(({ touches, text }) => (
        <li key={text}>
          {text} {touches === 'hours' && <State is="attention">{words.touchesHours}</State>}
        </li>
      ))}
    </ul>
  )
}
