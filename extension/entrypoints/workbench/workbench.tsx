import { useEffect, useState } from 'preact/hooks'
import { browser } from 'wxt/browser'
import { rulesFor } from '../../../shared/site/match'
import type { Reading, SiteRule } from '../../../shared/site/rule'
import { workbench as text } from '../../locales/workbench'
import { parseUrl } from '../../parse-url'
import { adopted, type Draft, type PageDraft, type Pointable, pathPattern, ruleOf } from '../../workbench/draft'
import { framesOf, type Snapshot, snapshotOf } from '../../workbench/snapshot'
import { Fields } from './fields'
import { Preview } from './preview'
import { findAndRead, mayRead, type ReadTab, read } from './read-tab'
import { Save } from './save'
import { Shown } from './shown'

const LIVE = 2000

/** Point at what a page of an own site shows; get a rule, see what it would record, publish it. */
export function Workbench() {
  const [address, setAddress] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState('')
  const [snapshot, setSnapshot] = useState<Snapshot>()
  const [tab, setTab] = useState<number>()
  const [live, setLive] = useState<{ html: string; url: string }>()
  const [draft, setDraft] = useState<Draft>()
  const [kind, setKind] = useState<PageDraft['name']>('lesson')
  const [pointing, setPointing] = useState<Pointable>()
  const [whole, setWhole] = useState<SiteRule>()
  const known = useKnown(snapshot)

  useEffect(() => {
    if (tab === undefined) return
    const timer = setInterval(() => void read(tab).then(setLive, () => undefined), LIVE)
    return () => clearInterval(timer)
  }, [tab])

  const show = (one: ReadTab) => {
    const taken = snapshotOf(one.html, one.url)
    setSnapshot(taken)
    setTab(one.tab)
    setLive(one)
    const { hostname } = taken.url
    if (draft?.host !== hostname) setWhole(undefined)
    setDraft((old) => {
      const same = old?.host === hostname ? old : { host: hostname, frames: [], pages: [] }
      const pages = same.pages.filter(({ name }) => name !== kind)
      const page = same.pages.find(({ name }) => name === kind) ?? { name: kind, path: '', fields: {} }
      return { ...same, pages: [...pages, { ...page, path: pathPattern(taken.url) }] }
    })
  }
  const submit = async (event: Event) => {
    event.preventDefault()
    const url = parseUrl(address)
    if (!url || !/^https?:/.test(address)) return setError(text.badAddress)
    const asked = mayRead(url.hostname)
    setBusy(true)
    setError('')
    if (!(await asked)) setError(text.notAllowed)
    else await findAndRead(address).then(show, () => setError(text.unread))
    setBusy(false)
  }
  const change = (field: Pointable, reading: Reading | undefined) => {
    setPointing(undefined)
    setDraft((old) => {
      if (!old) return old
      const pages = old.pages.map((page) => {
        if (page.name !== kind) return page
        const { [field]: _, ...rest } = page.fields
        return { ...page, fields: reading ? { ...rest, [field]: [reading] } : rest }
      })
      return { ...old, pages }
    })
  }
  const used = draft?.pages.filter(({ fields }) => Object.keys(fields).length > 0) ?? []
  const rule = whole ?? (draft && used.length > 0 ? ruleOf({ ...draft, pages: used }) : undefined)
  return (
    <>
      <div>
        <h1>{text.title}</h1>
        <p class="quiet">{text.lead}</p>
      </div>
      <form id="read-form" onSubmit={(event) => void submit(event)}>
        <label for="address">{text.address}</label>
        <span />
        <input id="address" value={address} onInput={(event) => setAddress(event.currentTarget.value)} />
        <button type="submit" class="main" id="read" disabled={busy}>
          {busy ? text.reading : snapshot ? text.again : text.read}
        </button>
        <p class="quiet help">{text.addressHelp}</p>
      </form>
      {error && (
        <p class="note wrong" role="alert" id="read-error">
          {error}
        </p>
      )}
      {snapshot && draft && (
        <div class="bench">
          <div class="side">
            <Shown snapshot={snapshot} pointing={pointing} pointed={(field, reading) => change(field, reading)} />
            <Preview rule={rule} html={live?.html ?? ''} url={live?.url ?? snapshot.url.href} />
            <Save rule={rule} draft={whole ? undefined : { ...draft, pages: used }} />
          </div>
          <div class="side">
            {known && !whole && (
              <div class="note" id="software">
                <p>{text.software(known.id)}</p>
                <button type="button" id="adopt" onClick={() => setWhole(adopted(known, draft.host))}>
                  {text.adopt}
                </button>
              </div>
            )}
            {whole && known ? (
              <p class="note counted">
                {text.adopted(known.id)}{' '}
                <button type="button" class="link" onClick={() => setWhole(undefined)}>
                  {text.anew}
                </button>
              </p>
            ) : (
              <Fields
                snapshot={snapshot}
                kind={kind}
                setKind={setKind}
                page={draft.pages.find(({ name }) => name === kind)}
                pointing={pointing}
                point={setPointing}
                change={change}
              />
            )}
            {!whole && (
              <Frames
                hosts={framesOf(snapshot)}
                chosen={draft.frames}
                choose={(frames) => setDraft({ ...draft, frames })}
              />
            )}
          </div>
        </div>
      )}
    </>
  )
}

/** Which built-in rule knows the software behind this page, if one does. */
function useKnown(snapshot: Snapshot | undefined): SiteRule | undefined {
  const [rules, setRules] = useState<SiteRule[]>([])
  useEffect(() => {
    void fetch(browser.runtime.getURL('/rules.json'))
      .then((answer) => answer.json())
      .then(setRules, () => undefined)
  }, [])
  return snapshot && [...rulesFor(rules, snapshot.source, snapshot.url)].find(({ software }) => software !== undefined)
}

function Frames({ hosts, chosen, choose }: { hosts: string[]; chosen: string[]; choose(hosts: string[]): void }) {
  if (hosts.length === 0) return null
  return (
    <fieldset class="field">
      <legend>{text.frames}</legend>
      {hosts.map((host) => (
        <label key={host} class="row">
          <input
            type="checkbox"
            class="plain"
            checked={chosen.includes(host)}
            onChange={({ currentTarget }) =>
              choose(currentTarget.checked ? [...chosen, host] : chosen.filter((one) => one !== host))
            }
          />
          {host}
        </label>
      ))}
    </fieldset>
  )
}
