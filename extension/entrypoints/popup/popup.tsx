import { useCallback, useEffect, useState } from 'preact/hooks'
import { browser } from 'wxt/browser'
import { tooOld } from '../../journal/build'
import { words } from '../../locales'
import type { Status } from '../../messages'
import { ask } from '../../pages/ask'
import { look as lookNow } from '../../pages/status'
import { Troubles } from '../../pages/troubles'
import { Checks } from './checks'
import { HandIn } from './hand-in'
import { Attendance, Present } from './presence'
import { SignIn } from './sign-in'
import { Figures, Now, Reasons } from './study'

const EVERY = 1500

/** Answers in this order: am I being recorded, what counts today, what does not and why, has my teacher received it. */
export function Popup() {
  const [status, setStatus] = useState<Status | { broken: string }>()
  const look = useCallback(() => lookNow().then(setStatus), [])
  useEffect(() => {
    void look()
    const timer = setInterval(() => void look(), EVERY)
    return () => clearInterval(timer)
  }, [look])
  if (!status) return <p class="quiet">…</p>
  if ('broken' in status) {
    return (
      <p class="note wrong" role="alert" id="broken">
        {words.attention[tooOld(navigator.userAgent) ? 'old-kernel' : 'storage']}{' '}
        <span class="code">{status.broken}</span>
      </p>
    )
  }
  return <Known status={status} look={look} />
}

export function Known({ status, look }: { status: Status; look(): Promise<void> }) {
  const [switching, setSwitching] = useState(false)
  const { signedIn, people, badge } = status
  if (people.length === 0) return <NotJoined />
  const choosing = !signedIn || switching
  return (
    <>
      <header>
        <h1 class="title" id="who">
          {signedIn ? signedIn.name : words.product}
        </h1>
        {signedIn && (
          <span class="actions">
            {people.length > 1 && (
              <button type="button" class="link" id="switch" onClick={() => setSwitching(!switching)}>
                {words.switchPerson}
              </button>
            )}
            <button type="button" class="link" id="sign-out" onClick={() => void ask('signOut').then(look)}>
              {words.signOut}
            </button>
          </span>
        )}
      </header>
      {choosing && (
        <SignIn
          people={people.filter(({ id }) => id !== signedIn?.id)}
          done={() => {
            setSwitching(false)
            void look()
          }}
        />
      )}
      {badge.state === 'attention' && badge.why !== 'choose-class' && badge.why !== 'presence' && (
        <p class="note attention">{words.attention[badge.why]}</p>
      )}
      {signedIn && <Present presence={status.presence} done={look} />}
      {status.asking && <Choose asking={status.asking} done={look} />}
      <Now status={status} />
      {signedIn && <Checks status={status} done={look} />}
      {signedIn && <Figures status={status} />}
      {signedIn && <Reasons status={status} />}
      {signedIn && <Attendance times={status.attendance} />}
      <Troubles status={status} />
      <HandIn status={status} look={look} />
    </>
  )
}

const openPage = (path: '/welcome.html' | '/options.html') =>
  void browser.tabs.create({ url: browser.runtime.getURL(path) })

function NotJoined() {
  return (
    <>
      <h1>{words.product}</h1>
      <p class="note attention" id="state" data-state="attention">
        {words.attention['not-joined']}
      </p>
      <button type="button" class="main" id="join" onClick={() => openPage('/welcome.html')}>
        {words.addPerson}
      </button>
    </>
  )
}

function Choose({ asking, done }: { asking: NonNullable<Status['asking']>; done(): Promise<void> }) {
  return (
    <div class="note attention" role="alert" id="choose">
      <p>{words.chooseClass(asking.title)}</p>
      {asking.classes.map(({ chain, name }) => (
        <button key={chain} type="button" data-chain={chain} onClick={() => void ask('choose', { chain }).then(done)}>
          {name}
        </button>
      ))}
    </div>
  )
}
