import { useState } from 'preact/hooks'
import type { PlanAnswer } from '../../../../shared/api/plans'
import { planType } from '../../../../shared/plan/types'
import { useAct } from '../../client/act'
import { plans } from '../../client/plans'
import { mayWrite } from '../../client/session'
import { announce } from '../../parts/announce'
import { Button } from '../../parts/button'
import { Confirm } from '../../parts/confirm'
import { Note } from '../../parts/note'
import { State } from '../../parts/state'
import { words as formWords } from './form-words'
import { kindWords } from './kind-words'
import { words } from './words'

/** What is missing before a draft can be filed, each with the way to where it is filled in. */
export function Checklist({ plan, onFiled }: { plan: PlanAnswer; onFiled: (plan: PlanAnswer) => void }) {
  const [asking, setAsking] = useState(false)
  const act = useAct()
  const type = planType(plan.type)
  const missing = plan.missing.filter(({ warning }) => !warning)
  const warnings = plan.missing.filter(({ warning }) => warning)
  const file = () =>
    void act.run(async () => {
      const filed = await plans.file(plan.id)
      setAsking(false)
      announce(words.statuses.filed)
      onFiled(filed)
    })
  return (
    <section class="card stack" aria-labelledby="checklist">
      <h2 id="checklist">
        {missing.length === 0 ? words.checklistDone : `${words.checklist}（${words.missing(missing.length)}）`}
      </h2>
      {type?.unsupported && (
        <Note is="attention">
          <p>
            {words.unsupported}：{type.unsupported}。{words.unsupportedHelp}
          </p>
        </Note>
      )}
      <List plan={plan} items={missing} />
      {warnings.length > 0 && (
        <>
          <h3>{words.warnings}</h3>
          <List plan={plan} items={warnings} />
        </>
      )}
      {mayWrite() && (
        <div class="row no-print">
          <a class={missing.length > 0 ? 'button button-main' : 'button'} href={`/plans/${plan.id}/edit`}>
            {words.edit}
          </a>
          {type?.sheet && (
            <Button
              {...(missing.length === 0 && { kind: 'main' as const })}
              disabled={missing.length > 0}
              onClick={() => setAsking(true)}
            >
              {kindWords().file}
            </Button>
          )}
        </div>
      )}
      {asking && (
        <Confirm
          title={words.fileTitle}
          action={kindWords().file}
          act={act}
          onConfirm={file}
          onClose={() => setAsking(false)}
        >
          <p>{words.fileText}</p>
        </Confirm>
      )}
    </section>
  )
}

function List({ plan, items }: { plan: PlanAnswer; items: PlanAnswer['missing'] }) {
  if (items.length === 0) return null
  return (
    <ul class="plain-list">
      {items.map(({ section, field, message }) => (
        <li key={`${section} ${field} ${message}`} class="row">
          <State is="attention">{message}</State>
          {mayWrite() && (
            <a
              class="small"
              href={section === 'organisation' ? '/settings/organisation' : `/plans/${plan.id}/edit#${section}`}
            >
              {words.fix}：{formWords.sections[section]}
            </a>
          )}
        </li>
      ))}
    </ul>
  )
}
