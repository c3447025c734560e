import { useState } from 'preact/hooks'
import type { PlanAnswer } from '../../../../shared/api/plans'
import { dayOf } from '../../../../shared/calendar/beijing'
import { type Outcome, outcomes } from '../../../../shared/plan/decision'
import { useAct } from '../../client/act'
import { plans } from '../../client/plans'
import { announce } from '../../parts/announce'
import { TextArea } from '../../parts/area'
import { Attachment } from '../../parts/attachment'
import { Button } from '../../parts/button'
import { Choices, TextField } from '../../parts/field'
import { ProblemNote } from '../../parts/note'
import { BureauFile } from './bureau-file'
import { words } from './words'

interface Props {
  plan: PlanAnswer
  onDecided: (plan: PlanAnswer) => void
}

/** Takes the bureau's signed files, 受理回执 and decision, after its key was compared once; or what stands on paper. Of a draft only 同意 on paper. */
export function Decision({ plan, onDecided }: Props) {
  const draft = plan.status === 'draft'
  return (
    <div class="stack narrow no-print">
      {!draft && !plan.receipt && (
        <BureauFile
          title={words.importReceipt}
          level={3}
          send={(file, key) => plans.importReceipt(plan.id, file, key)}
          onTaken={async () => onDecided(await plans.plan(plan.id))}
        />
      )}
      {!draft && (
        <BureauFile
          title={words.importDecision}
          level={3}
          send={(file, key) => plans.importDecision(plan.id, file, key)}
          onTaken={async () => onDecided(await plans.plan(plan.id))}
        />
      )}
      <details>
        <summary>{draft ? words.onPaper : words.enterDecision}</summary>
        <EnterDecision plan={plan} onDecided={onDecided} />
      </details>
    </div>
  )
}

function EnterDecision({ plan, onDecided }: Props) {
  const act = useAct()
  const [outcome, setOutcome] = useState<Outcome>('agreed')
  const [number, setNumber] = useState('')
  const [date, setDate] = useState(dayOf(Date.now()))
  const [remarks, setRemarks] = useState('')
  const [document, setDocument] = useState<string>()
  const draft = plan.status === 'draft'
  const submit = (event: Event) => {
    event.preventDefault()
    if (document === undefined) return
    void act.run(async () => {
      const decided = await plans.enterDecision(plan.id, { outcome, number: number.trim(), date, remarks, document })
      announce(words.recorded)
      onDecided(decided)
    })
  }
  return (
    <form class="form stack" onSubmit={submit}>
      {draft && <p class="quiet">{words.onPaperHelp}</p>}
      {!draft && (
        <Choices
          legend={words.outcome}
          name="outcome"
          value={outcome}
          onChange={(value) => setOutcome(outcomes.find((one) => one === value) ?? 'agreed')}
          options={outcomes.map((value) => ({ value, label: words.outcomes[value] }))}
        />
      )}
      <div class="pair">
        <TextField label={words.number} optional value={number} maxLength={100} onChange={setNumber} />
        <TextField type="date" label={words.date} value={date} onChange={setDate} />
      </div>
      <TextArea label={words.remarks} optional rows={2} value={remarks} maxLength={2000} onChange={setRemarks} />
      <Attachment label={words.document} hash={document} onChange={setDocument} />
      {act.problem && <ProblemNote problem={act.problem} />}
      <div class="row">
        <Button kind="main" submit act={act} disabled={document === undefined || date === ''}>
          {words.record}
        </Button>
      </div>
    </form>
  )
}
