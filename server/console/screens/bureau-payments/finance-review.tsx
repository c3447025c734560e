import { useState } from 'preact/hooks'
import { showYuan } from '../../../../shared/claim/money'
import { useAct } from '../../client/act'
import { payments } from '../../client/bureau-money'
import { isOneOf } from '../../client/session'
import { announce } from '../../parts/announce'
import { TextArea } from '../../parts/area'
import { Button } from '../../parts/button'
import { Confirm } from '../../parts/confirm'
import { Note, ProblemNote } from '../../parts/note'
import type { PartProps } from './payment-page'
import { words } from './words'

/** 财政复核: of members who are 财政 themselves; everybody else reads that it waits. */
export function FinanceReview({ payment, onChange }: PartProps) {
  const act = useAct()
  const [note, setNote] = useState('')
  const [asked, setAsked] = useState(false)
  if (!isOneOf('finance'))
    return (
      <Note is="attention">
        <p>{words.financeWait}</p>
      </Note>
    )
  if (payment.mine)
    return (
      <Note is="attention">
        <p>{words.mine}</p>
      </Note>
    )
  const review = (outcome: 'confirmed' | 'returned') =>
    void act.run(async () => {
      onChange(await payments.review(payment.id, { outcome, note }))
      announce(words.reviewed)
    })
  return (
    <section class="card form stack narrow" aria-labelledby="finance-review">
      <h2 id="finance-review">{words.finance}</h2>
      <p class="prose">{words.financeLead}</p>
      <TextArea label={words.backReason} optional rows={2} value={note} maxLength={500} onChange={setNote} />
      {act.problem && !asked && <ProblemNote problem={act.problem} />}
      <div class="row">
        <Button act={act} disabled={note.trim() === ''} onClick={() => review('returned')}>
          {words.back}
        </Button>
        <Button kind="main" onClick={() => setAsked(true)}>
          {words.confirm}
        </Button>
      </div>
      {asked && (
        <Confirm
          title={words.confirmTitle}
          action={words.confirm}
          act={act}
          onConfirm={() => review('confirmed')}
          onClose={() => setAsked(false)}
        >
          <p>{words.confirmText(payment.lines, showYuan(payment.amount))}</p>
        </Confirm>
      )}
    </section>
  )
}
