import { useState } from 'preact/hooks'
import type { ClassVideos, SettleRequest } from '../../../../shared/api/media'
import { dayOf } from '../../../../shared/calendar/beijing'
import { useAct } from '../../client/act'
import { media } from '../../client/media'
import { isOneOf } from '../../client/session'
import { Button } from '../../parts/button'
import { TextField } from '../../parts/field'
import { ProblemNote } from '../../parts/note'
import { State } from '../../parts/state'
import { common } from '../../words/common'
import { words } from './words'

/** How long the class's videos are kept, and the day from which the years are counted. */
export function KeptUntil({
  classId,
  retention: { state, last, rule, settled, claimed },
  onChanged,
}: {
  classId: string
  retention: ClassVideos['retention']
  onChanged: () => Promise<void>
}) {
  return (
    <section class="card stack" aria-labelledby="kept-until">
      <h2 id="kept-until">{words.retention}</h2>
      <p>
        <State is={state === 'over' ? 'attention' : 'counted'}>{words.state[state]}</State>
      </p>
      {last !== undefined && <p>{words.until(last, rule ?? '')}</p>}
      {settled && <p class="quiet">{words.settled(settled.day, settled.note)}</p>}
      {claimed && <p class="quiet">{words.claimed(claimed)}</p>}
      {isOneOf('administrator', 'manager') && (
        <Settle classId={classId} isSettled={settled !== undefined || last !== undefined} onChanged={onChanged} />
      )}
    </section>
  )
}

function Settle({
  classId,
  isSettled,
  onChanged,
}: {
  classId: string
  isSettled: boolean
  onChanged: () => Promise<void>
}) {
  const [day, setDay] = useState(dayOf(Date.now()))
  const [note, setNote] = useState('')
  const [missing, setMissing] = useState(false)
  const act = useAct()
  const say = (request: SettleRequest) => {
    setMissing(request.note === '')
    if (request.note === '') return
    void act.run(async () => {
      await media.settle(classId, request)
      setNote('')
      await onChanged()
    })
  }
  return (
    <details>
      <summary>{words.settle}</summary>
      <div class="stack form">
        <p class="prose">{words.settleLead}</p>
        <TextField type="date" short label={words.settleDay} value={day} onChange={setDay} />
        <TextField
          label={words.settleNote}
          value={note}
          maxLength={500}
          error={missing ? common.required : undefined}
          onChange={setNote}
        />
        {act.problem && <ProblemNote problem={act.problem} />}
        <div class="row">
          <Button kind="main" act={act} onClick={() => say({ how: 'settled', day, note: note.trim() })}>
            {words.settle}
          </Button>
          {isSettled && (
            <Button act={act} onClick={() => say({ how: 'open', note: note.trim() })}>
              {words.reopen}
            </Button>
          )}
        </div>
      </div>
    </details>
  )
}
