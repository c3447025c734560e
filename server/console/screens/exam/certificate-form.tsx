import { useState } from 'preact/hooks'
import { dayOf } from '../../../../shared/calendar/beijing'
import { useAct } from '../../client/act'
import { exam } from '../../client/exam'
import { announce } from '../../parts/announce'
import { Attachment } from '../../parts/attachment'
import { Button } from '../../parts/button'
import { TextField } from '../../parts/field'
import { ProblemNote } from '../../parts/note'
import { common } from '../../words/common'
import { words } from './result-words'

interface Props {
  classId: string
  seat: string
  who: string
  close: (saved: boolean) => Promise<void>
}

/** A certificate of one person by hand. */
export function CertificateForm({ classId, seat, who, close }: Props) {
  const [number, setNumber] = useState('')
  const [day, setDay] = useState(dayOf(Date.now()))
  const [issuer, setIssuer] = useState('')
  const [evidence, setEvidence] = useState<string>()
  const [tried, setTried] = useState(false)
  const act = useAct()
  const submit = (event: Event) => {
    event.preventDefault()
    setTried(true)
    if (number.trim() === '' || day === '') return
    void act.run(async () => {
      await exam.enterCertificate(classId, {
        ...{ seat, number: number.trim(), day },
        ...(issuer.trim() !== '' && { issuer: issuer.trim() }),
        ...(evidence !== undefined && { evidence }),
      })
      announce(words.saved)
      await close(true)
    })
  }
  return (
    <form class="card stack" aria-label={words.certificateFor(who)} onSubmit={submit} noValidate>
      <h3>{words.certificateFor(who)}</h3>
      <TextField
        label={words.number}
        value={number}
        maxLength={60}
        error={tried && number.trim() === '' ? common.required : undefined}
        onChange={setNumber}
      />
      <TextField label={words.certifiedOn} type="date" value={day} onChange={setDay} />
      <TextField label={words.issuer} value={issuer} maxLength={100} optional onChange={setIssuer} />
      <Attachment label={words.certificateFile} optional hash={evidence} onChange={setEvidence} />
      {act.problem && <ProblemNote problem={act.problem} />}
      <div class="row">
        <Button kind="main" submit act={act}>
          {words.save}
        </Button>
        <Button onClick={() => void close(false)}>{common.cancel}</Button>
      </div>
    </form>
  )
}
