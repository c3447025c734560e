import { useEffect, useState } from 'preact/hooks'
import { browser } from 'wxt/browser'
import { PRACTICE } from '../../../shared/api/reach'
import type { JoinOutcome } from '../../joining'
import { words } from '../../locales'
import { watchManaged } from '../../managed'
import type { Status } from '../../messages'
import { ask } from '../../pages/ask'
import { OwnSites } from '../../pages/site-access'
import { look } from '../../pages/status'
import { serverOrigin } from '../../parse-url'
import { Consent } from './consent'
import { Details } from './details'
import { type JoinDraft, joinInput } from './draft'
import { fromHash, fromManaged } from './given'
import { takeFocus } from './take-focus'

type Joined = Exclude<JoinOutcome, { state: 'refused' | 'unreachable' }>
type Step = 'details' | 'consent' | 'disagreed' | { joined: Joined; server: string | undefined }

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
const OWN_PRACTICE = '/practice.html'

/** Code, consent, done: one question a screen. Nothing is kept before 同意. */
export function Welcome() {
  const [step, setStep] = useState<Step>('details')
  const [draft, setDraft] = useState<JoinDraft>({ ...empty, ...fromHash(location.hash) })
  const [people, setPeople] = useState<Status['people']>()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState('')
  const [wrong, setWrong] = useState<string[]>([])
  useEffect(() => {
    void look().then((status) => setPeople('people' in status ? status.people : []))
    return watchManaged(browser.storage, (given) => {
      setWrong(given.wrong)
      // A link is meant for this trainee, a policy for everybody here; what somebody has begun to type stays.
      setDraft((old) => (old.known || old.server !== '' ? old : { ...old, ...fromManaged(given) }))
    })
  }, [])
  const change = (part: Partial<JoinDraft>) => setDraft((old) => ({ ...old, ...part }))
  const join = async () => {
    setBusy(true)
    const outcome = await ask('join', joinInput(draft)).catch((): JoinOutcome => ({ state: 'unreachable' }))
    setBusy(false)
    if ('chain' in outcome) {
      const server = draft.by === 'file' ? undefined : serverOrigin(draft.server)
      setDraft(empty)
      setStep({ joined: outcome, server })
      return
    }
    setError(failure(outcome, draft.by === 'file'))
    setStep('details')
  }
  // A form that grows while it is filled in would move the button away from under the click.
  if (!people) return null
  if (typeof step === 'object') return <Done outcome={step.joined} server={step.server} />
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
      {wrong.length > 0 && (
        <p class="note attention" id="managed-wrong">
          {text.managedWrong(wrong.join('、'))}
        </p>
      )}
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

/** What comes next is one minute of practice: on the server's own page, where there is one, which shows that it has arrived. */
function Done({ outcome, server }: { outcome: Joined; server: string | undefined }) {
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
        <div class="row">
          <a class="button main" id="practice" href={server === undefined ? OWN_PRACTICE : server + PRACTICE.path}>
            {text.practice}
          </a>
          {server !== undefined && (
            <a class="quiet" href={OWN_PRACTICE}>
              {text.practiceHere}
            </a>
          )}
        </div>
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
