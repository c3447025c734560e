import { useCallback, useEffect, useState } from 'preact/hooks'
import { browser } from 'wxt/browser'
import { readRules } from '../../shared/site/schema'
import { originsOf, ownHosts } from '../journal/own-sites'
import { words } from '../locales'
import { journal } from './journal'

const text = words.ownSites

export interface OwnSite {
  host: string
  allowed: boolean
}

/** Sites of this person's organisations that only their own rules name, and whether the browser lets us in. */
export async function ownSites(): Promise<OwnSite[]> {
  const { db } = await journal()
  const rules = (await db.getAll('chains')).flatMap((row) => readRules(row.rules?.rules ?? row.class.body.rules))
  const inManifest = (browser.runtime.getManifest().content_scripts ?? []).flatMap(({ matches }) => matches ?? [])
  return Promise.all(
    ownHosts(rules, inManifest).map(async (host) => ({
      host,
      allowed: await browser.permissions.contains({ origins: originsOf(host) }),
    })),
  )
}

/** One click for all of them: the question of the browser has to be asked in the click itself. Nothing where there are none. */
export function OwnSites() {
  const [sites, setSites] = useState<OwnSite[]>([])
  const look = useCallback(() => ownSites().then(setSites, () => undefined), [])
  useEffect(() => {
    void look()
    const again = () => void look()
    browser.permissions.onAdded.addListener(again)
    browser.permissions.onRemoved.addListener(again)
    return () => {
      browser.permissions.onAdded.removeListener(again)
      browser.permissions.onRemoved.removeListener(again)
    }
  }, [look])
  if (sites.length === 0) return null
  const missing = sites.filter(({ allowed }) => !allowed)
  const allow = () =>
    void browser.permissions.request({ origins: missing.flatMap(({ host }) => originsOf(host)) }).then(look, look)
  return (
    <section class="card" id="own-sites">
      <h2>{text.title}</h2>
      <p>{missing.length > 0 ? text.lead : text.all}</p>
      <ul>
        {sites.map(({ host, allowed }) => (
          <li key={host} data-allowed={allowed}>
            <span class="code">{host}</span> <span class="quiet">{allowed ? text.allowed : text.missing}</span>
          </li>
        ))}
      </ul>
      {missing.length > 0 && (
        <button type="button" class="main" id="allow-sites" onClick={allow}>
          {text.allow}
        </button>
      )}
    </section>
  )
}
