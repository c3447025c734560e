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

/** Of a class whose study waits for the bureau's consent: the day of it, or that nothing counts until it is entered. */
export function Consent({ detail: { summary, plan }, done }: { detail: ClassDetail; done: () => Promise<void> }) {
  const [date, setDate] = useState('')
  const act = useAct()
  if (!plan.policy.consent) return null
  if (plan.consentDate !== undefined) return <p class="quiet small">{words.consented(plan.consentDate)}</p>
  const submit = (event: Event) => {
    event.preventDefault()
    void act.run(async () => {
      await decisions.consent(summary.id, date)
      announce(words.consented(date))
      await done()
    })
  }
  return (
    <Note is="attention">
      <p>{words.notConsented}</p>
      {mayWrite() && (
        <form class="row no-print" onSubmit={submit}>
          <TextField type="date" short label={words.consentDay} value={date} onChange={setDate} />
          <Button submit act={act} disabled={date === ''}>
            {words.recordConsent}
          </Button>
        </form>
      )}
      {act.problem && <ProblemNote problem={act.problem} />}
    </Note>
  )
}
