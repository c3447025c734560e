import { useState } from 'preact/hooks'
import type { WitnessedLog } from '../../../../shared/api/witness'
import { showTime } from '../../../../shared/calendar/beijing'
import { useAct } from '../../client/act'
import { saveFile } from '../../client/http'
import { isOneOf, mayWrite } from '../../client/session'
import { witness } from '../../client/witness'
import { announce } from '../../parts/announce'
import { Button } from '../../parts/button'
import { Drop } from '../../parts/drop'
import { TextField } from '../../parts/field'
import { Note, ProblemNote } from '../../parts/note'
import { State } from '../../parts/state'
import type { PartProps } from './witness'
import { words } from './words'

interface Props {
  log: WitnessedLog
  onChange: PartProps<'desk'>['onChange']
}

const statementFile = (text: string) => ({ name: '见证.txt', blob: new Blob([text], { type: 'text/plain' }) })

/** One log: what was cosigned last, what was refused, and the next file it brings. */
export function LogCard({ log, onChange }: Props) {
  const { id, name, fingerprint, last, findings, refusals, address, broken } = log
  const act = useAct()
  const [statement, setStatement] = useState('')
  const take = (files: File[]) =>
    void act.run(async () => {
      const answer = await witness.cosign(id, (await files[0]?.text()) ?? '')
      setStatement(answer.statement ?? '')
      onChange(answer.state)
      if (answer.statement === undefined) return announce(answer.refused ?? words.refused)
      saveFile(statementFile(answer.statement))
      announce(words.statement)
    })
  return (
    <article class="card stack" aria-label={name}>
      <h3>{name}</h3>
      <p class="row">
        <State is={last ? 'counted' : 'idle'}>{last ? words.last(showTime(last.at), last.size) : words.never}</State>
        <span class="small mono">{fingerprint.slice(0, 16)}…</span>
      </p>
      {broken !== undefined && <Note is="wrong">{words.broken(broken)}</Note>}
      {address !== '' && <OverNetwork log={log} onChange={onChange} />}
      {findings.map((text) => (
        <p key={text} class="row">
          <State is="attention">{words.finding}</State>
          <span>{text}</span>
        </p>
      ))}
      {refusals.map((refusal) => (
        <Refusal key={refusal.at} log={id} refusal={refusal} onChange={onChange} />
      ))}
      {mayWrite() && <Drop hint={words.file} accept=".json,application/json" onFiles={take} />}
      {act.problem && <ProblemNote problem={act.problem} />}
      {statement !== '' && (
        <Note is="counted">
          <p>{words.statement}</p>
          <Button kind="small" onClick={() => saveFile(statementFile(statement))}>
            {words.again}
          </Button>
        </Note>
      )}
      {isOneOf('administrator', 'manager') && <End log={log} onChange={onChange} />}
    </article>
  )
}

/** A log with an address: where it is, how the last look went, and a look now. */
function OverNetwork({ log: { id, name, address, look }, onChange }: Props) {
  const act = useAct()
  return (
    <>
      <p class="row">
        <span class="small mono">{address}</span>
        {mayWrite() && (
          <Button kind="small" act={act} onClick={() => void act.run(async () => onChange(await witness.look(id)))}>
            {words.look}
            <span class="hidden-visually">：{name}</span>
          </Button>
        )}
      </p>
      {act.problem && <ProblemNote problem={act.problem} />}
      {look && (
        <p role="status" class="row">
          <State is={look.problem === '' ? 'counted' : 'attention'}>
            {look.problem === '' ? words.lookDone(showTime(look.at)) : words.lookFailed(showTime(look.at))}
          </State>
          {look.problem !== '' && <span class="small">{look.problem}</span>}
        </p>
      )}
    </>
  )
}

function Refusal({
  log,
  refusal: { at, sentence, answered },
  onChange,
}: {
  log: string
  refusal: WitnessedLog['refusals'][number]
  onChange: Props['onChange']
}) {
  const act = useAct()
  const [what, setWhat] = useState('')
  const submit = (event: Event) => {
    event.preventDefault()
    void act.run(async () => onChange(await witness.answer(log, { refusedAt: at, what: what.trim() })))
  }
  return (
    <Note is={answered ? 'attention' : 'wrong'}>
      <p>
        <strong>{words.refused}</strong> {showTime(at)} {sentence}
      </p>
      {answered ? (
        <p class="small quiet">{words.answered(answered.what, answered.by, showTime(answered.at))}</p>
      ) : (
        <>
          <p class="small">{words.refusedLead}</p>
          {mayWrite() && (
            <form class="form stack" onSubmit={submit}>
              <TextField label={words.what} value={what} maxLength={500} onChange={setWhat} />
              {act.problem && <ProblemNote problem={act.problem} />}
              <div class="row">
                <Button submit act={act} disabled={what.trim() === ''}>
                  {words.answer}
                </Button>
              </div>
            </form>
          )}
        </>
      )}
    </Note>
  )
}

function End({ log: { id, name }, onChange }: Props) {
  const act = useAct()
  const [asking, setAsking] = useState(false)
  const [reason, setReason] = useState('')
  const submit = (event: Event) => {
    event.preventDefault()
    void act.run(async () => onChange(await witness.endLog(id, reason.trim())))
  }
  if (!asking)
    return (
      <div class="row">
        <Button kind="small" onClick={() => setAsking(true)}>
          {words.end}
          <span class="hidden-visually">：{name}</span>
        </Button>
      </div>
    )
  return (
    <form class="form stack" onSubmit={submit}>
      <TextField label={words.endReason} value={reason} maxLength={500} onChange={setReason} />
      {act.problem && <ProblemNote problem={act.problem} />}
      <div class="row">
        <Button submit act={act} disabled={reason.trim() === ''}>
          {words.end}
        </Button>
      </div>
    </form>
  )
}
