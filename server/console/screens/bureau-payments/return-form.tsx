import { useState } from 'preact/hooks'
import type { PaymentLine } from '../../../../shared/api/bureau-payments'
import { dayOf } from '../../../../shared/calendar/beijing'
import { useAct } from '../../client/act'
import { payments } from '../../client/bureau-money'
import { announce } from '../../parts/announce'
import { Button } from '../../parts/button'
import { TextField } from '../../parts/field'
import { ProblemNote } from '../../parts/note'
import { common } from '../../words/common'
import type { PartProps } from './payment-page'
import { words } from './words'

/** A bank sent back what another noted as paid. */
export function ReturnForm({
  payment,
  line,
  onChange,
  onClose,
}: PartProps & { line: PaymentLine; onClose: () => void }) {
  const act = useAct()
  const [day, setDay] = useState(dayOf(Date.now()))
  const [reason, setReason] = useState('')
  const submit = (event: Event) => {
    event.preventDefault()
    void act.run(async () => {
      onChange(await payments.sendBack(payment.id, { line: line.id, day, reason }))
      announce(words.registered)
      onClose()
    })
  }
  return (
    <form class="card form stack narrow" onSubmit={submit}>
      <h2>{words.sentBackOf(line.code)}</h2>
      <p class="prose">{words.sentBackLead}</p>
      <TextField type="date" short label={words.sentBackDay} value={day} onChange={setDay} />
      <TextField label={words.reason} value={reason} maxLength={200} onChange={setReason} />
      {act.problem && <ProblemNote problem={act.problem} />}
      <div class="row">
        <Button onClick={onClose}>{common.cancel}</Button>
        <Button kind="main" submit act={act} disabled={day === '' || reason.trim() === ''}>
          {words.register}
        </Button>
      </div>
    </form>
  )
}
