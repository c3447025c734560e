import { useEffect, useState } from 'preact/hooks'
import type { JoinOutcome } from '../../joining'
import { words } from '../../locales'
import type { Status } from '../../messages'
import { ask } from '../../pages/ask'
import { OwnSites } from '../../pages/site-access'
import { look } from '../../pages/status'
import { Consent } from './consent'
import { Details } from './details'
import { fromHash, type JoinDraft, joinInput } from './draft'
import { takeFocus } from './take-focus'

type Step = 'details' | 'consent' | 'disagreed' | { joined: Exclude<JoinOutcome, { state: 'refused' | 'unreachable' }> }

const empty: JoinDraft = {
  by: 'code',
  server: '',
  code: '',
  classCode: '',
  name: '',
  lastSix: '',
  file: '',
  fileName: '',
  person: '',
  pin: '',
}
const text = words.welcome

/** Code, consent, done: one question a screen. Nothing is kept before 同意. */
export function Welcome() {
  const [step, setStep] = useState<Step>('details')
  const [draft, setDraft] = useState<JoinDraft>({ ...empty, ...fromHash(location.hash) })
  const [people, setPeople] = useState<Status['people']>()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState('')
  useEffect(() => {
    void look().then((status) => setPeople('people' in status ? status.people : []))
  }, [])
  const change = (part: Partial<JoinDraft>) => setDraft((old) => ({ ...old, ...part }))
  const join = async () => {
    setBusy(true)
    const outcome = await ask('join', joinInput(draft)).catch((): JoinOutcome => ({ state: 'unreachable' }))
    setBusy(false)
    if ('chain' in outcome) {
      setDraft(empty)
      setStep({ joined: outcome })
      return
    }
    setError(failure(outcome, draft.by === 'file'))
    setStep('details')
  }
  // A form that grows while it is filled in would move the button away from under the click.
  if (!people) return null
  if (typeof step === 'object') return <Joined outcome={step.joined} />
  if (step === 'disagreed') {
    return (
      <div class="card">
        <h1 tabIndex={-1} ref={takeFocus}>
          {text.notJoinedTitle}
        </h1>
        <p id="disagreed">{text.disagreed}</p>
        <button
          type="button"
          onClick={() => {
            setDraft(empty)
            setStep('details')
          }}
        >
          {text.again}
        </button>
      </div>
    )
  }
  return (
    <>
      <div>
        <h1>{text.title}</h1>
        <p class="quiet">{text.lead}</p>
      </div>
      {step === 'details' ? (
        <Details
          draft={draft}
          change={change}
          people={people}
          error={error}
          next={() => {
            setError('')
            setStep('consent')
          }}
        />
      ) : (
        <Consent
          busy={busy}
          agree={() => void join()}
          disagree={() => {
            setDraft(empty)
            setStep('disagreed')
          }}
          back={() => setStep('details')}
        />
      )}
    </>
  )
}

function failure(outcome: JoinOutcome & { state: 'refused' | 'unreachable' }, file: boolean): string {
  if (outcome.state === 'unreachable') return text.unreachable
  if (outcome.code === 'insecure-transport') return text.insecure
  if (outcome.code === 'too-many-requests') return text.tooMany
  return file || outcome.code === 'file-refused' ? text.badFile : text.refused
}

function Joined({ outcome }: { outcome: Exclude<JoinOutcome, { state: 'refused' | 'unreachable' }> }) {
  const said = { joined: text.joined, pending: text.pendingJoined, file: text.fileJoined }[outcome.state]
  return (
    <>
      <div class="card">
        <h1 tabIndex={-1} ref={takeFocus}>
          {outcome.class}
        </h1>
        <p class="note counted" id="joined" data-state={outcome.state} role="status">
          {said(outcome.name, outcome.class)}
        </p>
        <p class="quiet">{outcome.organisation}</p>
        <ul>
          {text.nextSteps.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </div>
      <OwnSites />
    </>
  )
}
