import { useState } from 'preact/hooks'
import type { ClassDetail } from '../../../../shared/api'
import { useAct } from '../../client/act'
import { decisions } from '../../client/decisions'
import { mayWrite } from '../../client/session'
import { announce } from '../../parts/announce'
import { Button } from '../../parts/button'
import { TextField } from '../../parts/field'
import { Note, ProblemNote } from '../../parts/note'
import { words } from './words'

/**
 * The day of the bureau's consent to a class's plan. Where study waits for it, nothing counts until it is entered; elsewhere the papers of a
 * claim ask for it, and it can be entered quietly.
 */
export function Consent({ detail, done }: { detail: ClassDetail; done: () => Promise<void> }) {
  const { policy, consentDate } = detail.plan
  if (consentDate !== undefined)
    return policy.consent ? <p class="quiet small">{words.consented(consentDate)}</p> : null
  if (policy.consent)
    return (
      <Note is="attention">
        <p>{words.notConsented}</p>
        {mayWrite() && <ConsentForm detail={detail} done={done} />}
      </Note>
    )
  if (!mayWrite()) return null
  return (
    <details class="small no-print">
      <summary>{words.consentOf}</summary>
      <ConsentForm detail={detail} done={done} />
    </details>
  )
}

function ConsentForm({ detail: { summary }, done }: { detail: ClassDetail; done: () => Promise<void> }) {
  const [date, setDate] = useState('')
  const act = useAct()
  const submit = (event: Event) => {
    event.preventDefault()
    void act.run(async () => {
      await decisions.consent(summary.id, date)
      announce(words.consentedOn(date))
      await done()
    })
  }
  return (
    <form class="row no-print" onSubmit={submit}>
      <TextField type="date" short label={words.consentDay} value={date} onChange={setDate} />
      <Button submit act={act} disabled={date === ''}>
        {words.recordConsent}
      </Button>
      {act.problem && <ProblemNote problem={act.problem} />}
    </form>
  )
}
