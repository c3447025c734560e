import { useEffect, useState } from 'preact/hooks'
import { browser } from 'wxt/browser'
import type { SiteRule } from '../../shared/site/rule'
import { readRules } from '../../shared/site/schema'
import { closedHosts, matchOf, originsOf, ownHosts, type SiteAccess } from '../journal/own-sites'
import { words } from '../locales'
import { journal } from './journal'

const text = words.ownSites

const inManifest = (): string[] =>
  (browser.runtime.getManifest().content_scripts ?? []).flatMap(({ matches }) => matches ?? [])

async function ownRules(): Promise<SiteRule[]> {
  const { db } = await journal()
  return (await db.getAll('chains')).flatMap((row) => readRules(row.rules?.rules ?? row.class.body.rules))
}

/** As of now. */
export async function siteAccess(): Promise<SiteAccess> {
  const rules = await ownRules()
  const closed = await closedHosts((origins) => browser.permissions.contains({ origins }), rules, inManifest())
  const open = ownHosts(rules, inManifest()).filter((host) => !closed.some((one) => one.host === host))
  const scripts = await browser.scripting.getRegisteredContentScripts()
  const registered = scripts.flatMap(({ matches }) => matches ?? [])
  return { open, closed, unregistered: open.filter((host) => !registered.includes(matchOf(host))) }
}

/** The worker registers a moment after the permission was given. */
const REGISTERED_BY = 3000

const unknown: SiteAccess = { open: [], closed: [], unregistered: [] }

/**
 * `siteAccess`, looked at anew when permissions change. What is not registered is said only when it still is not a moment later.
 * `known`: as of now, so that nothing moves under the pointer when the first look is done.
 */
export function useSiteAccess(known: SiteAccess = unknown): SiteAccess {
  const [access, setAccess] = useState<SiteAccess>({ ...known, unregistered: [] })
  useEffect(() => {
    let later: ReturnType<typeof setTimeout> | undefined
    const look = (first: boolean) =>
      void siteAccess().then(
        (now) => {
          setAccess(first ? { ...now, unregistered: [] } : now)
          if (first && now.unregistered.length > 0) later = setTimeout(() => look(false), REGISTERED_BY)
        },
        () => undefined,
      )
    const again = () => {
      clearTimeout(later)
      look(true)
    }
    again()
    browser.permissions.onAdded.addListener(again)
    browser.permissions.onRemoved.addListener(again)
    return () => {
      clearTimeout(later)
      browser.permissions.onAdded.removeListener(again)
      browser.permissions.onRemoved.removeListener(again)
    }
  }, [])
  return access
}

/** One click for all of them: the question of the browser has to be asked in the click itself. Nothing where there are none. */
export function OwnSites() {
  const { open, closed } = useSiteAccess()
  if (open.length + closed.length === 0) return null
  const allow = () =>
    void browser.permissions.request({ origins: closed.flatMap(({ host }) => originsOf(host)) }).catch(() => undefined)
  return (
    <section class="card" id="own-sites">
      <h2>{text.title}</h2>
      <p>{closed.length > 0 ? text.lead : text.all}</p>
      <ul>
        {closed.map(({ host }) => (
          <Site key={host} host={host} allowed={false} />
        ))}
        {open.map((host) => (
          <Site key={host} host={host} allowed />
        ))}
      </ul>
      {closed.length > 0 && (
        <button type="button" class="main" id="allow-sites" onClick={allow}>
          {text.allow}
        </button>
      )}
    </section>
  )
}

const Site = ({ host, allowed }: { host: string; allowed: boolean }) => (
  <li data-allowed={allowed}>
    <span class="code">{host}</span> <span class="quiet">{allowed ? text.allowed : text.missing}</span>
  </li>
)
