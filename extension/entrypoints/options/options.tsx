import { useCallback, useEffect, useState } from 'preact/hooks'
import { browser } from 'wxt/browser'
import { words } from '../../locales'
import type { SeatStatus, Status } from '../../messages'
import { save } from '../../pages/ask'
import { exportNow } from '../../pages/journal'
import { originPattern } from '../../pages/origin'
import { OwnSites } from '../../pages/site-access'
import { look as lookNow } from '../../pages/status'
import { hasTap, Troubles } from '../../pages/troubles'
import { Person } from './person'

const text = words.options

export function Options() {
  const [status, setStatus] = useState<Status | { broken: string }>()
  const [failed, setFailed] = useState('')
  const look = useCallback(() => lookNow().then(setStatus), [])
  useEffect(() => void look(), [look])
  if (!status) return <p class="quiet">…</p>
  if ('broken' in status) return <p class="note wrong">{words.attention.storage}</p>
  const exportAll = () =>
    exportNow().then(
      (file) => (file ? save(file) : setFailed(text.exportSignIn)),
      () => setFailed(words.failed),
    )
  return (
    <>
      <h1>{text.title}</h1>
      <section class="card">
        <h2>{text.people}</h2>
        {status.people.length === 0 && <p class="quiet">{text.noPeople}</p>}
        {status.people.map((person) => (
          <Person key={person.id} person={person} done={look} />
        ))}
        <div class="row">
          <button
            type="button"
            id="join"
            onClick={() => void browser.tabs.create({ url: browser.runtime.getURL('/welcome.html') })}
          >
            {words.addPerson}
          </button>
        </div>
      </section>
      <OwnSites />
      <section class="card" id="health">
        <h2>{words.health.title}</h2>
        <Troubles status={status} fine={words.health.fine} />
        {!hasTap() && <p class="note">{words.health.noTap}</p>}
      </section>
      {status.seats.length > 0 && (
        <section class="card">
          <h2>
            {text.seats} · {status.signedIn?.name}
          </h2>
          {status.seats.map((seat) => (
            <Seat key={seat.chain} seat={seat} />
          ))}
        </section>
      )}
      <section class="card">
        <h2>{text.retention}</h2>
        <p>{text.retentionText}</p>
        <p>{text.incognito}</p>
        <div class="row">
          <button type="button" id="export-all" onClick={() => void exportAll()}>
            {text.export}
          </button>
          <span class="quiet">{text.exportHelp}</span>
        </div>
        {failed && (
          <p class="note wrong" role="alert">
            {failed}
          </p>
        )}
      </section>
      <p>
        <a href="/workbench.html" target="_blank" rel="noreferrer" id="workbench-link">
          {text.workbench}
        </a>
      </p>
      <p class="quiet">{text.version(browser.runtime.getManifest().version)}</p>
    </>
  )
}

function Seat({ seat }: { seat: SeatStatus }) {
  return (
    <dl class="facts">
      <dt>{seat.organisation}</dt>
      <dd>{seat.class}</dd>
      <dt>{text.server}</dt>
      <dd>
        {seat.server ?? text.none} {seat.server && <Allow server={seat.server} />}
      </dd>
      <dt>{text.entries}</dt>
      <dd>{words.waiting(seat.waiting)}</dd>
      {seat.credited !== undefined && (
        <>
          <dt>{text.credited}</dt>
          <dd>{words.duration(seat.credited)}</dd>
        </>
      )}
    </dl>
  )
}

/** The permission for the server can be taken back in the browser; here it is given again. */
function Allow({ server }: { server: string }) {
  const [allowed, setAllowed] = useState(true)
  useEffect(() => {
    void browser.permissions.contains({ origins: [originPattern(server)] }).then(setAllowed, () => undefined)
  }, [server])
  if (allowed) return <span class="quiet">{text.allowed}</span>
  return (
    <button
      type="button"
      class="link"
      onClick={() =>
        void browser.permissions.request({ origins: [originPattern(server)] }).then(setAllowed, () => undefined)
      }
    >
      {text.allow}
    </button>
  )
}
