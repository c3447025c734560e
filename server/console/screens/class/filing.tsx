import { useState } from 'preact/hooks'
import type { ClassDetail } from '../../../../shared/api'
import { useAct } from '../../client/act'
import { decisions } from '../../client/decisions'
import { mayWrite } from '../../client/session'
import { announce } from '../../parts/announce'
import { Attachment } from '../../parts/attachment'
import { Button } from '../../parts/button'
import { TextField } from '../../parts/field'
import { ProblemNote } from '../../parts/note'
import { words } from './filing-words'

interface Props {
  detail: ClassDetail
  done: () => Promise<void>
}

/**
 * 备案号 of a class whose plan was filed elsewhere, or the number that a decision here did not have: shown, and entered with its paper. Where the
 * check of a claim leads here, it is open.
 */
export function Filing({ detail, done }: Props) {
  const { elsewhere, agreement } = detail.plan
  const [open, setOpen] = useState(location.hash === '#filing')
  const known = agreement !== undefined && agreement.number !== ''
  const may = mayWrite() && (elsewhere || (agreement !== undefined && !known))
  if (!known && !may) return null
  return (
    <div id="filing" class="row-wide small no-print">
      {known && <span>{words.said(agreement.number, agreement.date)}</span>}
      {may && (
        <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
          <summary>{known ? words.mend() : words.enter()}</summary>
          {open && (
            <FilingForm
              detail={detail}
              done={async () => {
                setOpen(false)
                await done()
              }}
            />
          )}
        </details>
      )}
    </div>
  )
}

function FilingForm({ detail: { summary, plan }, done }: Props) {
  const { agreement, consentDate } = plan
  const [number, setNumber] = useState(agreement?.number ?? '')
  const [date, setDate] = useState(agreement?.date ?? consentDate ?? '')
  const [document, setDocument] = useState(agreement?.document)
  const act = useAct()
  const submit = (event: Event) => {
    event.preventDefault()
    if (document === undefined) return
    void act.run(async () => {
      await decisions.filing(summary.id, { number: number.trim(), date, document })
      announce(words.recorded(number.trim()))
      await done()
    })
  }
  return (
    <form class="form stack" onSubmit={submit}>
      <p class="quiet">{plan.elsewhere ? words.lead() : words.ofDecision}</p>
      <div class="pair">
        <TextField label={words.number()} help={words.numberHelp} maxLength={100} value={number} onChange={setNumber} />
        <TextField type="date" label={words.date} value={date} onChange={setDate} />
      </div>
      <Attachment label={words.document} hash={document} onChange={setDocument} />
      {act.problem && <ProblemNote problem={act.problem} />}
      <div class="row">
        <Button kind="main" submit act={act} disabled={number.trim() === '' || date === '' || document === undefined}>
          {words.record}
        </Button>
      </div>
    </form>
  )
}
