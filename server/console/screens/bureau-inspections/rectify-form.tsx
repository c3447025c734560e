import { useState } from 'preact/hooks'
import type { InspectionRow } from '../../../../shared/api/bureau-inspections'
import { dayOf } from '../../../../shared/calendar/beijing'
import { useAct } from '../../client/act'
import { inspections } from '../../client/bureau-keeping'
import { announce } from '../../parts/announce'
import { TextArea } from '../../parts/area'
import { Attachment } from '../../parts/attachment'
import { Button } from '../../parts/button'
import { TextField } from '../../parts/field'
import { ProblemNote } from '../../parts/note'
import { common } from '../../words/common'
import { words } from './words'

interface Props {
  inspection: InspectionRow
  /** Whether something was noted. */
  onClose: (saved: boolean) => void
}

/** 登记整改: what was found is put right. */
export function RectifyForm({ inspection: { id, number, className }, onClose }: Props) {
  const act = useAct()
  const [day, setDay] = useState(dayOf(Date.now()))
  const [how, setHow] = useState('')
  const [evidence, setEvidence] = useState<string>()
  const submit = (event: Event) => {
    event.preventDefault()
    void act.run(async () => {
      await inspections.rectified(id, { day, how: how.trim(), ...(evidence !== undefined && { evidence }) })
      announce(words.saved)
      onClose(true)
    })
  }
  return (
    <form class="card form stack narrow" onSubmit={submit}>
      <h2>{words.rectify}</h2>
      <p class="prose">{words.rectifyLead(number, className)}</p>
      <TextField type="date" short label={words.rectifiedDay} value={day} onChange={setDay} />
      <TextArea label={words.rectifiedHow} value={how} maxLength={2000} onChange={setHow} />
      <Attachment label={words.evidence} optional hash={evidence} onChange={setEvidence} />
      {act.problem && <ProblemNote problem={act.problem} />}
      <div class="row">
        <Button onClick={() => onClose(false)}>{common.cancel}</Button>
        <Button kind="main" submit act={act} disabled={how.trim() === '' || day === ''}>
          {words.rectify}
        </Button>
      </div>
    </form>
  )
}
