import { useState } from 'preact/hooks'
import * as v from 'valibot'
import { bureauAddress, type LookedAtBureau, type SendingState } from '../../../../shared/api/sending'
import { showTime } from '../../../../shared/calendar/beijing'
import { useAct } from '../../client/act'
import { sending } from '../../client/sending'
import { isOneOf } from '../../client/session'
import { announce } from '../../parts/announce'
import { TextArea } from '../../parts/area'
import { Button } from '../../parts/button'
import { Confirm } from '../../parts/confirm'
import { TextField } from '../../parts/field'
import { Note, ProblemNote } from '../../parts/note'
import { Figure } from '../../parts/page'
import { Fingerprint } from '../bureau-register/enrol'
import { words } from './words'

interface Props {
  state: SendingState
  onChange: (state: SendingState) => void
}

/** Which bureau is exchanged with, and how it was made sure that it is it. */
export function BureauPart({ state, onChange }: Props) {
  const { bureau } = state
  const [changing, setChanging] = useState(false)
  const manages = isOneOf('administrator', 'manager')
  return (
    <section class="card stack" aria-labelledby="sending-bureau">
      <h2 id="sending-bureau">{words.bureau}</h2>
      {bureau ? (
        <Kept bureau={bureau} />
      ) : (
        <p class="prose quiet">
          {words.none} {!manages && words.managerOnly}
        </p>
      )}
      {manages && bureau && !changing && <Acts onChange={onChange} change={() => setChanging(true)} />}
      {manages && (changing || !bureau) && (
        <KeepForm
          onKept={(next) => {
            setChanging(false)
            onChange(next)
            announce(words.kept)
          }}
        />
      )}
    </section>
  )
}

function Kept({ bureau }: { bureau: NonNullable<SendingState['bureau']> }) {
  return (
    <>
      <dl class="figures">
        <Figure name={words.bureau}>{bureau.name}</Figure>
        <Figure name={words.address}>{bureau.address}</Figure>
        <Figure name={words.compared}>{bureau.compared}</Figure>
        <Figure name={words.by}>
          {bureau.by} {showTime(bureau.at)}
        </Figure>
      </dl>
      <div class="stack-tight">
        <p class="small quiet">{words.fingerprint}</p>
        <Fingerprint text={bureau.key} />
      </div>
    </>
  )
}

function Acts({ onChange, change }: { onChange: Props['onChange']; change: () => void }) {
  const [asked, setAsked] = useState(false)
  const act = useAct()
  return (
    <div class="row">
      <Button onClick={change}>{words.change}</Button>
      <Button onClick={() => setAsked(true)}>{words.end}</Button>
      {asked && (
        <Confirm
          title={words.endTitle}
          action={words.end}
          act={act}
          onClose={() => setAsked(false)}
          onConfirm={() =>
            void act.run(async () => {
              onChange(await sending.end())
              setAsked(false)
            })
          }
        >
          <p>{words.endText}</p>
        </Confirm>
      )}
    </div>
  )
}

/** The address is asked whose it is; it is kept once somebody compared its fingerprint. */
function KeepForm({ onKept }: { onKept: (state: SendingState) => void }) {
  const [address, setAddress] = useState('')
  const [found, setFound] = useState<LookedAtBureau>()
  const act = useAct()
  const read = v.safeParse(bureauAddress, address)
  const submit = (event: Event) => {
    event.preventDefault()
    setFound(undefined)
    void act.run(async () => setFound(await sending.look(address)))
  }
  return (
    <>
      <form class="stack" onSubmit={submit} noValidate>
        <TextField
          label={words.address}
          help={words.addressHelp}
          value={address}
          maxLength={300}
          error={address !== '' && !read.success ? read.issues[0].message : undefined}
          onChange={(value) => {
            setAddress(value)
            setFound(undefined)
          }}
        />
        {act.problem && <ProblemNote problem={act.problem} />}
        <div class="row">
          <Button submit act={act} disabled={!read.success}>
            {words.look}
          </Button>
        </div>
      </form>
      {found && <Compare found={found} onKept={onKept} />}
    </>
  )
}

function Compare({ found, onKept }: { found: LookedAtBureau; onKept: (state: SendingState) => void }) {
  const { address, name, key, known } = found
  const [compared, setCompared] = useState('')
  const act = useAct()
  const submit = (event: Event) => {
    event.preventDefault()
    void act.run(async () => onKept(await sending.keep({ address, key, compared: compared.trim() })))
  }
  return (
    <form class="stack" onSubmit={submit}>
      <Note is="attention" alert>
        <p class="label">{words.found(name)}</p>
        <p>{words.compare}</p>
        <Fingerprint text={key} />
        {known && <p>{words.known}</p>}
      </Note>
      <TextArea
        label={words.compared}
        help={words.comparedHelp}
        value={compared}
        maxLength={200}
        onChange={setCompared}
      />
      {act.problem && <ProblemNote problem={act.problem} />}
      <div class="row">
        <Button kind="main" submit act={act} disabled={compared.trim() === ''}>
          {words.keep}
        </Button>
      </div>
    </form>
  )
}
