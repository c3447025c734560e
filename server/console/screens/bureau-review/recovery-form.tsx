import { useState } from 'preact/hooks'
import { dayOf } from '../../../../shared/calendar/beijing'
import { readYuan } from '../../../../shared/claim/money'
import { useAct } from '../../client/act'
import { reviews } from '../../client/bureau-review'
import { announce } from '../../parts/announce'
import { TextArea } from '../../parts/area'
import { Attachment } from '../../parts/attachment'
import { Button } from '../../parts/button'
import { SelectField, TextField } from '../../parts/field'
import { ProblemNote } from '../../parts/note'
import { common } from '../../words/common'
import { historyWords as words } from './history-words'
import { PersonChoice } from './person-choice'
import type { PartProps } from './review-page'

const kinds = ['demanded', 'received'] as const

/** 追回: what was demanded back or came back, of somebody or of the claim. */
export function RecoveryForm({ claim, onChange, onClose }: PartProps & { onClose: () => void }) {
  const act = useAct()
  const [person, setPerson] = useState('')
  const [kind, setKind] = useState<(typeof kinds)[number]>('demanded')
  const [money, setMoney] = useState('')
  const [day, setDay] = useState(dayOf(Date.now()))
  const [number, setNumber] = useState('')
  const [reason, setReason] = useState('')
  const [document, setDocument] = useState<string>()
  const amount = readYuan(money)
  const bad = amount === undefined || amount === 0 || reason.trim() === '' || day === ''
  const submit = (event: Event) => {
    event.preventDefault()
    if (bad) return
    void act.run(async () => {
      const about = { person, kind, amount, day, number: number.trim(), reason: reason.trim() }
      onChange(await reviews.recover(claim.id, { ...about, ...(document !== undefined && { document }) }))
      announce(words.recorded)
      onClose()
    })
  }
  return (
    <form class="card form stack narrow" onSubmit={submit}>
      <h3>{words.add}</h3>
      <SelectField
        label={words.kind}
        value={kind}
        onChange={(value) => setKind(kinds.find((one) => one === value) ?? 'demanded')}
        options={kinds.map((value) => ({ value, label: words.kinds[value] }))}
      />
      <PersonChoice claim={claim.id} onChange={setPerson} />
      <div class="pair">
        <TextField
          inputMode="decimal"
          label={words.amount}
          value={money}
          error={money !== '' && amount === undefined ? words.bad : undefined}
          onChange={setMoney}
        />
        <TextField type="date" label={words.day} value={day} onChange={setDay} />
      </div>
      <TextField label={words.number} optional value={number} maxLength={60} onChange={setNumber} />
      <TextArea label={words.reason} rows={2} value={reason} maxLength={500} onChange={setReason} />
      <Attachment label={words.document} optional hash={document} onChange={setDocument} />
      {act.problem && <ProblemNote problem={act.problem} />}
      <div class="row">
        <Button onClick={onClose}>{common.cancel}</Button>
        <Button kind="main" submit act={act} disabled={bad}>
          {words.add}
        </Button>
      </div>
    </form>
  )
}
