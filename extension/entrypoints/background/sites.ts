import { browser } from 'wxt/browser'
import type { ScriptPublicPath } from 'wxt/utils/inject-script'
import type { SiteRule } from '../../../shared/site/rule'
import { closedHosts, matchOf, type Registrar, reconcile, type SiteHost } from '../../journal/own-sites'
import { originPattern } from '../../pages/origin'

/** Of the manifest; the types of before Chromium 111 know no world. */
interface ContentScript {
  matches?: string[] | undefined
  js?: string[] | undefined
  world?: 'ISOLATED' | 'MAIN'
}

const inManifest = (): ContentScript[] =>
  (browser.runtime.getManifest().content_scripts ?? []).map((one) => ({ ...one, js: one.js?.map(relative) }))
/** Firefox names the files of its manifest by their whole address, and takes them by a relative one only. */
const relative = (file: string): string => new URL(file, browser.runtime.getURL('/')).pathname.slice(1)
const scriptOf = (world: 'ISOLATED' | 'MAIN'): string[] =>
  inManifest().find((one) => (one.world ?? 'ISOLATED') === world)?.js ?? []

const registrar: Registrar = {
  registered: () => browser.scripting.getRegisteredContentScripts(),
  allowed: (origins) => browser.permissions.contains({ origins }),
  unregister: (id) => browser.scripting.unregisterContentScripts({ ids: [id] }),
  register: (one) =>
    browser.scripting.registerContentScripts([
      {
        ...one,
        allFrames: true,
        runAt: 'document_start',
        persistAcrossSessions: true,
      },
    ]),
}

let turn: Promise<void> = Promise.resolve()
let entered = ''
/** Hosts that the browser does not let us into, as of the last look. */
let closed: readonly SiteHost[] = []
export const closedNow = (): readonly SiteHost[] => closed

/** The content scripts of the organisations' own sites, one change at a time; tabs that are open there get theirs at once. */
export function reconcileSites(rules: readonly SiteRule[], servers: readonly string[]): Promise<void> {
  turn = turn
    .then(async () => {
      const matches = inManifest().flatMap((one) => one.matches ?? [])
      closed = await closedHosts(registrar.allowed, rules, matches)
      const scripts = { watch: scriptOf('ISOLATED'), tap: scriptOf('MAIN'), hello: ['content-scripts/hello.js'] }
      const { hosts, pages } = await reconcile(registrar, rules, matches, scripts, servers.map(originPattern))
      const before = entered
      entered = [...hosts, ...pages].join()
      if (before === entered) return
      if (hosts.length > 0) await enter(scripts.watch, hosts.map(matchOf))
      if (pages.length > 0) await enter(scripts.hello, pages)
    })
    // The pages look for themselves whether all that is allowed is registered, and say so where it is not.
    .catch(() => undefined)
  return turn
}

/** Tabs that show a site which we may look at: the addresses of others are hidden from us. */
export async function ourTabs(which: { audible?: boolean } = {}): Promise<number[]> {
  const tabs = await browser.tabs.query({ ...which, url: ['https://*/*', 'http://*/*'] })
  return tabs.flatMap(({ id }) => id ?? [])
}

/** Tabs that were open before the installation or update get the content scripts too. */
export async function enterOpenTabs(): Promise<void> {
  for (const { js = [], matches = [], world } of inManifest()) await enter(js, matches, world)
}

/** Every frame of ours asks for its rules again. */
export async function tellFrames(): Promise<void> {
  for (const { id } of await browser.tabs.query({}))
    if (id !== undefined) void browser.tabs.sendMessage(id, { type: 'rules' }).catch(() => undefined)
}

/** A second copy finds the first and stops. */
async function enter(js: string[], url: string[], world?: 'ISOLATED' | 'MAIN'): Promise<void> {
  // Typed by WXT as the paths of a build; the manifest says which they are.
  const files = js as ScriptPublicPath[]
  for (const { id } of await browser.tabs.query({ url })) {
    if (id === undefined) continue
    const target = { tabId: id, allFrames: true }
    await browser.scripting.executeScript({ target, files, ...(world && { world }) }).catch(() => undefined)
  }
}
