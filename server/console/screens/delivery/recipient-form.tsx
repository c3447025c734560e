import { useState } from 'preact/hooks'
import * as v from 'valibot'
import { ageRecipient, type Delivery } from '../../../../shared/api/packages'
import { useAct } from '../../client/act'
import { packages } from '../../client/packages'
import { announce } from '../../parts/announce'
import { TextArea } from '../../parts/area'
import { Button } from '../../parts/button'
import { TextField } from '../../parts/field'
import { ProblemNote } from '../../parts/note'
import { common } from '../../words/common'
import { words } from './words'

/** The bureau's age recipient, and how somebody made sure that it is the bureau's. */
export function RecipientForm({ onSaved }: { onSaved: (answer: Delivery) => void }) {
  const [recipient, setRecipient] = useState('')
  const [bureau, setBureau] = useState('')
  const [compared, setCompared] = useState('')
  const act = useAct()
  const good = v.is(ageRecipient, recipient)
  const ready = good && bureau.trim() !== '' && compared.trim() !== ''
  const submit = (event: Event) => {
    event.preventDefault()
    void act.run(async () => {
      onSaved(await packages.setRecipient({ recipient, bureau: bureau.trim(), compared: compared.trim() }))
      announce(common.saved)
    })
  }
  return (
    <form class="stack" onSubmit={submit} noValidate>
      <TextField
        label={words.key}
        help={words.keyHelp}
        value={recipient}
        maxLength={80}
        error={recipient !== '' && !good ? words.badKey : undefined}
        onChange={setRecipient}
      />
      <TextField label={words.bureau} value={bureau} maxLength={100} onChange={setBureau} />
      <TextArea
        label={words.compared}
        help={words.comparedHelp}
        value={compared}
        maxLength={200}
        onChange={setCompared}
      />
      {act.problem && <ProblemNote problem={act.problem} />}
      <div class="row">
        <Button submit act={act} disabled={!ready}>
          {words.save}
        </Button>
      </div>
    </form>
  )
}
