import { useState } from 'preact/hooks'
import { useAct } from '../../client/act'
import { exam } from '../../client/exam'
import { announce } from '../../parts/announce'
import { Confirm } from '../../parts/confirm'
import { TextField } from '../../parts/field'
import { common } from '../../words/common'
import { words } from './result-words'

/** A result or a certificate, and how people call it. */
export interface Withdrawable {
  what: 'results' | 'certificates'
  id: string
  said: string
}

interface Props {
  of: Withdrawable
  close: () => void
  done: () => Promise<void>
}

export function Withdrawal({ of: { what, id, said }, close, done }: Props) {
  const [reason, setReason] = useState('')
  const [missing, setMissing] = useState(false)
  const act = useAct()
  const withdraw = () => {
    setMissing(reason.trim() === '')
    if (reason.trim() === '') return
    void act
      .run(async () => {
        await exam.withdraw(what, id, reason.trim())
        announce(words.withdrawn)
        await done()
      })
      .then((well) => well && close())
  }
  return (
    <Confirm title={words.withdrawTitle} action={words.withdraw} act={act} onConfirm={withdraw} onClose={close}>
      <p>
        <strong>{said}</strong>
      </p>
      <p>{words.withdrawText}</p>
      <TextField
        label={words.reason}
        value={reason}
        maxLength={300}
        error={missing ? common.required : undefined}
        onChange={setReason}
      />
    </Confirm>
  )
}
