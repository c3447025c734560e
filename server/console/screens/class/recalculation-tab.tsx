import { useState } from 'preact/hooks'
import type { ClassDetail, Recalculation } from '../../../../shared/api'
import { policies, policyKey } from '../../../../shared/study/policies'
import { api } from '../../client/api'
import { useLoad } from '../../client/load'
import { SelectField } from '../../parts/field'
import { Empty, Loading, ProblemNote } from '../../parts/note'
import { Scroll } from '../../parts/scroll'
import { duration } from '../../words/amounts'
import { words } from './recalculation-words'
import { words as classWords } from './words'

/** What the class would have under another policy, line by line. Looking changes nothing. */
export function RecalculationTab({ detail: { summary, plan } }: { detail: ClassDetail }) {
  const others = policies.filter((one) => policyKey(one) !== policyKey(plan.policy))
  const [chosen, choose] = useState('')
  return (
    <div class="stack">
      <p class="prose">{words.lead(plan.policy.title, plan.policy.version)}</p>
      <SelectField
        label={words.policy}
        value={chosen}
        onChange={choose}
        options={[
          { value: '', label: words.choose },
          ...others.map((one) => ({ value: policyKey(one), label: words.named(one.title, one.version) })),
        ]}
      />
      {chosen !== '' && <Result key={chosen} classId={summary.id} policy={chosen} />}
    </div>
  )
}

function Result({ classId, policy }: { classId: string; policy: string }) {
  const load = () => api.recalculation(classId, policy)
  const { data, problem, refresh } = useLoad(load, `recalculation/${classId}/${policy}`)
  if (!data) return problem ? <ProblemNote problem={problem} retry={() => void refresh()} /> : <Loading />
  const changed = data.rows.filter(({ lines }) => lines.length > 0)
  if (changed.length === 0) {
    return (
      <Empty title={words.nothing}>
        <p class="prose">{words.nothingLead}</p>
      </Empty>
    )
  }
  return (
    <div class="stack">
      <p role="status">{words.whole(duration(data.before), duration(data.after), changed.length)}</p>
      <div class="table-frame">
        <Scroll label={classWords.tabs.recalculation}>
          <table>
            <thead>
              <tr>
                <th scope="col">{classWords.name}</th>
                <th scope="col" class="number">
                  {words.before}
                </th>
                <th scope="col" class="number">
                  {words.after}
                </th>
                <th scope="col">{words.lines}</th>
              </tr>
            </thead>
            <tbody>
              {changed.map((row) => (
                <Row key={row.seat} row={row} classId={classId} />
              ))}
            </tbody>
          </table>
        </Scroll>
      </div>
    </div>
  )
}

function Row({ row, classId }: { row: Recalculation['rows'][number]; classId: string }) {
  return (
    <tr>
      <th scope="row" class="nowrap">
        <a href={`/seats/${row.seat}?class=${classId}`}>
          {row.name} {row.number}
        </a>
      </th>
      <td class="number">{duration(row.before)}</td>
      <td class="number">{duration(row.after)}</td>
      <td>
        <details>
          <summary>{words.lineCount(row.lines.length)}</summary>
          <ul>
            {row.lines.map((line) => (
              <li key={line} class="small">
                {line}
              </li>
            ))}
          </ul>
        </details>
      </td>
    </tr>
  )
}
