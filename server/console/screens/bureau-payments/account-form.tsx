import { useState } from 'preact/hooks'
import type { Payable } from '../../../../shared/api/bureau-payments'
import { useAct } from '../../client/act'
import { payments } from '../../client/bureau-money'
import { announce } from '../../parts/announce'
import { TextArea } from '../../parts/area'
import { Attachment } from '../../parts/attachment'
import { Button } from '../../parts/button'
import { TextField } from '../../parts/field'
import { ProblemNote } from '../../parts/note'
import { common } from '../../words/common'
import { words } from './words'

/** Puts an account right on a paper of its firm. */
export function AccountForm({
  claim: { claim, number, firm },
  onDone,
  onClose,
}: {
  claim: Payable
  onDone: () => void
  onClose: () => void
}) {
  const act = useAct()
  const [name, setName] = useState(firm)
  const [bank, setBank] = useState('')
  const [account, setAccount] = useState('')
  const [reason, setReason] = useState('')
  const [evidence, setEvidence] = useState<string>()
  const whole = [name, bank, reason].every((text) => text.trim() !== '') && /^[\d\s-]{6,40}$/.test(account.trim())
  const submit = (event: Event) => {
    event.preventDefault()
    void act.run(async () => {
      const request = { name, bank, number: account, reason, ...(evidence !== undefined && { evidence }) }
      await payments.correct(claim, request)
      announce(words.corrected)
      onDone()
    })
  }
  return (
    <form class="form stack narrow" onSubmit={submit} aria-label={words.correctTitle(number)}>
      <p>
        <b>{words.correctTitle(number)}</b>
      </p>
      <p class="prose">{words.correctLead}</p>
      <TextField label={words.holder} value={name} maxLength={100} onChange={setName} />
      <TextField label={words.bank} value={bank} maxLength={100} onChange={setBank} />
      <TextField label={words.accountNumber} inputMode="numeric" value={account} maxLength={40} onChange={setAccount} />
      <TextArea label={words.reason} rows={2} value={reason} maxLength={500} onChange={setReason} />
      <Attachment label={words.evidence} optional hash={evidence} onChange={setEvidence} />
      {act.problem && <ProblemNote problem={act.problem} />}
      <div class="row">
        <Button onClick={onClose}>{common.cancel}</Button>
        <Button kind="main" submit act={act} disabled={!whole}>
          {words.correct}
        </Button>
      </div>
    </form>
  )
}
