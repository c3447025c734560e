import { useState } from 'preact/hooks'
import { dayOf } from '../../../../shared/calendar/beijing'
import { useAct } from '../../client/act'
import { decisions } from '../../client/decisions'
import { announce } from '../../parts/announce'
import { Button } from '../../parts/button'
import { Confirm } from '../../parts/confirm'
import { TextField } from '../../parts/field'
import { common } from '../../words/common'
import { TimeField } from '../appeal/decide-form'
import { words } from '../appeal/words'

/** HR takes time back that was counted: says what will happen before it does. */
export function Withdraw({ seat, name, done }: { seat: string; name: string; done: () => Promise<void> }) {
  const [when, setWhen] = useState({ day: dayOf(Date.now()), from: '', to: '' })
  const [reason, setReason] = useState('')
  const [trouble, setTrouble] = useState<'times' | 'reason'>()
  const [asking, setAsking] = useState(false)
  const act = useAct()
  const at = (clock: string) => Date.parse(`${when.day}T${clock.length === 5 ? `${clock}:00` : clock}+08:00`)
  const submit = (event: Event) => {
    event.preventDefault()
    const wrong = !(at(when.to) > at(when.from)) ? 'times' : reason.trim() === '' ? 'reason' : undefined
    setTrouble(wrong)
    if (!wrong) setAsking(true)
  }
  const confirmed = () =>
    void act.run(async () => {
      await decisions.withdraw(seat, { from: at(when.from), to: at(when.to), reason: reason.trim() })
      setAsking(false)
      setReason('')
      announce(words.withdrawn)
      await done()
    })
  return (
    <details class="card no-print">
      <summary>{words.withdraw}</summary>
      <form class="stack" onSubmit={submit}>
        <p class="prose">{words.withdrawLead}</p>
        <TextField
          type="date"
          short
          label={words.withdrawDay}
          value={when.day}
          onChange={(day) => setWhen({ ...when, day })}
        />
        <TimeField label={words.from} value={when.from} onChange={(from) => setWhen({ ...when, from })} />
        <TimeField
          label={words.to}
          value={when.to}
          error={trouble === 'times' ? words.badInterval : undefined}
          onChange={(to) => setWhen({ ...when, to })}
        />
        <TextField
          label={words.reason}
          help={words.reasonHelp}
          maxLength={300}
          value={reason}
          error={trouble === 'reason' ? common.required : undefined}
          onChange={setReason}
        />
        <div class="row">
          <Button submit>{words.withdraw}</Button>
        </div>
      </form>
      {asking && (
        <Confirm
          title={words.withdrawTitle}
          action={words.withdraw}
          act={act}
          onConfirm={confirmed}
          onClose={() => setAsking(false)}
        >
          <p>{words.withdrawConfirm(name, when.day, when.from, when.to)}</p>
        </Confirm>
      )}
    </details>
  )
}
