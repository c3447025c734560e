import { useState } from 'preact/hooks'
import { useAct } from '../../client/act'
import { isOneOf } from '../../client/session'
import { witness } from '../../client/witness'
import { Button } from '../../parts/button'
import { CopyText } from '../../parts/copy-text'
import { TextField } from '../../parts/field'
import { ProblemNote } from '../../parts/note'
import { Fingerprint } from '../bureau-register/enrol'
import { LogCard } from './log-card'
import type { PartProps } from './witness'
import { words } from './words'

const manages = () => isOneOf('administrator', 'manager')

/** This bureau as witness: its key, and every log it looks at. */
export function DeskPart({ state, onChange }: PartProps<'desk'>) {
  const { self, logs } = state
  return (
    <>
      <section class="card stack" aria-labelledby="witness-desk">
        <h2 id="witness-desk">{words.desk}</h2>
        {self ? (
          <>
            <p class="label">{self.name}</p>
            <p class="quiet">{words.fingerprint}</p>
            <Fingerprint text={self.fingerprint} />
            <p class="quiet">{words.key}</p>
            <CopyText text={self.key} label={words.key} />
          </>
        ) : (
          <SwitchOn onChange={onChange} />
        )}
      </section>
      {self && (
        <section class="stack" aria-labelledby="witness-logs">
          <h2 id="witness-logs">{words.logs}</h2>
          {logs.length === 0 && <p class="quiet">{words.noLogs}</p>}
          {logs.map((log) => (
            <LogCard key={log.id} log={log} onChange={onChange} />
          ))}
          {manages() && <AddLog onChange={onChange} />}
        </section>
      )}
    </>
  )
}

function SwitchOn({ onChange }: Pick<PartProps<'desk'>, 'onChange'>) {
  const act = useAct()
  const [name, setName] = useState('')
  const submit = (event: Event) => {
    event.preventDefault()
    void act.run(async () => onChange(await witness.on(name.trim())))
  }
  return (
    <form class="form stack" onSubmit={submit}>
      <p class="prose">{words.off}</p>
      {manages() && (
        <>
          <TextField label={words.name} help={words.nameHelp} value={name} maxLength={100} onChange={setName} />
          {act.problem && <ProblemNote problem={act.problem} />}
          <div class="row">
            <Button submit kind="main" act={act} disabled={name.trim() === ''}>
              {words.on}
            </Button>
          </div>
        </>
      )}
    </form>
  )
}

function AddLog({ onChange }: Pick<PartProps<'desk'>, 'onChange'>) {
  const act = useAct()
  const [name, setName] = useState('')
  const [fingerprint, setFingerprint] = useState('')
  const [address, setAddress] = useState('')
  const submit = (event: Event) => {
    event.preventDefault()
    void act.run(async () => {
      const where = address.trim()
      onChange(await witness.addLog({ name: name.trim(), fingerprint, ...(where !== '' && { address: where }) }))
      setName('')
      setAddress('')
      setFingerprint('')
    })
  }
  return (
    <form class="card form stack" aria-labelledby="witness-add" onSubmit={submit}>
      <h3 id="witness-add">{words.addLog}</h3>
      <TextField label={words.logName} value={name} maxLength={100} onChange={setName} />
      <TextField
        label={words.logKey}
        help={words.logKeyHelp}
        value={fingerprint}
        maxLength={100}
        onChange={setFingerprint}
      />
      <TextField
        label={words.address}
        help={words.addressHelp}
        optional
        value={address}
        maxLength={300}
        onChange={setAddress}
      />
      {act.problem && <ProblemNote problem={act.problem} />}
      <div class="row">
        <Button submit act={act} disabled={name.trim() === '' || fingerprint.trim() === ''}>
          {words.addLog}
        </Button>
      </div>
    </form>
  )
}
