import { useState } from 'preact/hooks'
import { type PaymentLine, paymentOutcomes } from '../../../../shared/api/bureau-payments'
import { dayOf } from '../../../../shared/calendar/beijing'
import { useAct } from '../../client/act'
import { payments } from '../../client/bureau-money'
import { announce } from '../../parts/announce'
import { Button } from '../../parts/button'
import { Choices, TextField } from '../../parts/field'
import { ProblemNote } from '../../parts/note'
import { common } from '../../words/common'
import type { PartProps } from './payment-page'
import { words } from './words'

/** What became of one line, typed by hand. */
export function ResultForm({
  payment,
  line,
  onChange,
  onClose,
}: PartProps & { line: PaymentLine; onClose: () => void }) {
  const act = useAct()
  const [outcome, setOutcome] = useState<(typeof paymentOutcomes)[number]>('paid')
  const [day, setDay] = useState(dayOf(Date.now()))
  const [voucher, setVoucher] = useState('')
  const [reason, setReason] = useState('')
  const submit = (event: Event) => {
    event.preventDefault()
    void act.run(async () => {
      const said = outcome === 'paid' ? { voucher, reason: '' } : { voucher: '', reason }
      onChange(await payments.note(payment.id, { line: line.id, outcome, day, ...said }))
      announce(words.registered)
      onClose()
    })
  }
  return (
    <form class="card form stack narrow" onSubmit={submit}>
      <h2>{words.registerOf(line.code)}</h2>
      <Choices
        legend={words.result}
        name="outcome"
        value={outcome}
        onChange={(value) => setOutcome(paymentOutcomes.find((one) => one === value) ?? 'paid')}
        options={paymentOutcomes.map((value) => ({ value, label: words.outcomes[value] }))}
      />
      <TextField type="date" short label={words.day} value={day} onChange={setDay} />
      {outcome === 'paid' ? (
        <TextField label={words.voucher} value={voucher} maxLength={60} onChange={setVoucher} />
      ) : (
        <TextField label={words.failure} value={reason} maxLength={200} onChange={setReason} />
      )}
      {act.problem && <ProblemNote problem={act.problem} />}
      <div class="row">
        <Button onClick={onClose}>{common.cancel}</Button>
        <Button
          kind="main"
          submit
          act={act}
          disabled={day === '' || (outcome === 'paid' ? voucher : reason).trim() === ''}
        >
          {words.register}
        </Button>
      </div>
    </form>
  )
}
