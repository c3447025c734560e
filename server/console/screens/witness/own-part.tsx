import { useState } from 'preact/hooks'
import { showTime } from '../../../../shared/calendar/beijing'
import { useAct } from '../../client/act'
import { isOneOf, mayWrite } from '../../client/session'
import { witness } from '../../client/witness'
import { announce } from '../../parts/announce'
import { Button, DownloadButton } from '../../parts/button'
import { CopyText } from '../../parts/copy-text'
import { Drop } from '../../parts/drop'
import { TextField } from '../../parts/field'
import { ProblemNote } from '../../parts/note'
import type { PartProps } from './witness'
import { words } from './words'

/** The log of this server: its key, whom it believes as witness, and the way by file. */
export function OwnPart({ state, onChange }: PartProps<'own'>) {
  return (
    <section class="card stack" aria-labelledby="witness-own">
      <h2 id="witness-own">{words.own}</h2>
      <p class="prose">{words.ownLead}</p>
      <p class="label">{words.ownKey}</p>
      <CopyText text={state.fingerprint} label={words.ownKey} />
      <Witnesses state={state} onChange={onChange} />
      {mayWrite() && <Carry state={state} onChange={onChange} />}
      <p class="small quiet">{words.network}</p>
    </section>
  )
}

function Witnesses({ state: { witnesses }, onChange }: PartProps<'own'>) {
  const act = useAct()
  const [key, setKey] = useState('')
  const may = isOneOf('administrator')
  const submit = (event: Event) => {
    event.preventDefault()
    void act.run(async () => {
      onChange(await witness.name(key.trim()))
      setKey('')
    })
  }
  return (
    <>
      {witnesses.length === 0 && <p class="quiet">{words.noWitness}</p>}
      {witnesses.map(({ id, name, last }) => (
        <p key={name} class="row">
          <strong>{name}</strong>
          <span class="small quiet">{last ? words.last(showTime(last.at), last.size) : words.never}</span>
          {id === undefined ? (
            <span class="small quiet">{words.started}</span>
          ) : (
            may && (
              <Button
                kind="small"
                act={act}
                onClick={() => void act.run(async () => onChange(await witness.endNamed(id)))}
              >
                {words.stop}
                <span class="hidden-visually">：{name}</span>
              </Button>
            )
          )}
        </p>
      ))}
      {act.problem && <ProblemNote problem={act.problem} />}
      {may && (
        <form class="form stack" onSubmit={submit}>
          <TextField label={words.add} help={words.addHelp} value={key} maxLength={300} onChange={setKey} />
          <div class="row">
            <Button submit act={act} disabled={key.trim() === ''}>
              {words.addAct}
            </Button>
          </div>
        </form>
      )}
    </>
  )
}

function Carry({ state: { sealed }, onChange }: PartProps<'own'>) {
  const act = useAct()
  const take = (files: File[]) =>
    void act.run(async () => {
      onChange(await witness.statement((await files[0]?.text()) ?? ''))
      announce(words.imported)
    })
  return (
    <>
      <h3>{words.carry}</h3>
      <p class="prose">{words.carryLead}</p>
      <div class="row">
        {sealed ? (
          <DownloadButton fetch={witness.logFile}>{words.export}</DownloadButton>
        ) : (
          <p class="quiet">{words.notSealed}</p>
        )}
      </div>
      <Drop hint={words.import} accept=".txt,text/plain" onFiles={take} />
      {act.problem && <ProblemNote problem={act.problem} />}
    </>
  )
}
