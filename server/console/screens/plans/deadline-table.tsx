import type { PlanAnswer } from '../../../../shared/api/plans'
import { dayOf } from '../../../../shared/calendar/beijing'
import { useAct } from '../../client/act'
import { plans } from '../../client/plans'
import { mayWrite } from '../../client/session'
import { Button } from '../../parts/button'
import { ProblemNote } from '../../parts/note'
import { Scroll } from '../../parts/scroll'
import { State } from '../../parts/state'
import { leftText, lookOf } from './deadline-text'
import { words } from './words'

type Row = PlanAnswer['deadlines'][number]
/** What is done outside this program, so somebody has to say so. */
const byHand = ['import', 'claim']

/** Every term of a plan with where it comes from; 待人社局确认 where the bureau's own is not known. */
export function DeadlineTable({ plan, onDone }: { plan: PlanAnswer; onDone: (plan: PlanAnswer) => void }) {
  const act = useAct()
  if (plan.deadlines.length === 0) return null
  const mark = (row: Row) => void act.run(async () => onDone(await plans.done(plan.id, row.id, dayOf(Date.now()))))
  return (
    <div class="stack">
      <h2>{words.deadlines}</h2>
      {act.problem && <ProblemNote problem={act.problem} />}
      <div class="table-frame">
        <Scroll label={words.deadlines}>
          <table>
            <thead>
              <tr>
                <th scope="col">{words.deadline}</th>
                <th scope="col">{words.due}</th>
                <th scope="col">{words.left}</th>
                <th scope="col">{words.source}</th>
              </tr>
            </thead>
            <tbody>
              {plan.deadlines.map((row) => (
                <tr key={row.id}>
                  <th scope="row">
                    {row.title} <span class="quiet small">{words.whose[row.whose]}</span>
                  </th>
                  <td class="nowrap numbers">{row.due}</td>
                  <td>
                    <span class="row">
                      <State is={lookOf(row)}>{leftText(row)}</State>
                      {mayWrite() && byHand.includes(row.id) && row.left !== undefined && (
                        <Button kind="small" act={act} onClick={() => mark(row)}>
                          {words.markDone}
                        </Button>
                      )}
                    </span>
                  </td>
                  <td class="small">
                    {!row.confirmed && <State is="attention">{words.toBeConfirmed}</State>}{' '}
                    <span class="quiet">{row.source}</span>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      </div>
    </div>
  )
}
