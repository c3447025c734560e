import { PRACTICE } from '../../shared/api/reach'
import type { SiteRule } from '../../shared/site/rule'

/** A content script of an organisation's own sites, as the browser's `scripting` keeps it. */
export interface Registration {
  id: string
  matches: string[]
  js: string[]
  world: 'ISOLATED' | 'MAIN'
  /** Also in frames without an address of their own; left out for kernels that do not know it (before Chromium 119). */
  matchOriginAsFallback?: boolean
}

/** What is needed of the browser; every call may reject. */
export interface Registrar {
  registered(): Promise<{ id: string; matches?: string[] | undefined; js?: string[] | undefined }[]>
  allowed(origins: string[]): Promise<boolean>
  register(one: Registration): Promise<void>
  unregister(id: string): Promise<void>
}

/** Page and frame hosts of these rules that the manifest does not hold already. */
export const ownHosts = (rules: readonly SiteRule[], inManifest: readonly string[]): string[] =>
  [...new Set(rules.flatMap(({ hosts, frames = [] }) => [...hosts, ...frames]))].filter(
    (host) => host !== '*' && !inManifest.includes(matchOf(host)),
  )

/** Match pattern of a host of a rule. Ports are not part of patterns in Firefox, nor of rules. */
export const matchOf = (host: string): string => `*://${host}/*`

/** What the browser is asked for. One pattern for both schemes would be compared with each of the two in the manifest, and fit none. */
export const originsOf = (host: string): string[] => [`https://${host}/*`, `http://${host}/*`]

/** A host that we are to enter. */
export interface SiteHost {
  host: string
  /** Only an organisation's rule names it; else it is one of the manifest's. */
  own: boolean
}

/** Where the browser lets us in, and where not. */
export interface SiteAccess {
  /** Sites of the organisations' own that are allowed. */
  open: string[]
  /** Sites, the manifest's too, that the browser does not let us into. */
  closed: SiteHost[]
  /** Allowed, and still no content script of ours is registered there. */
  unregistered: string[]
}

/**
 * The hosts of the manifest and of own rules that the browser does not let us into. It may keep the manifest's too: Firefox
 * grants no new ones at an update, a person can switch each off, and Chromium offers "on click".
 */
export async function closedHosts(
  allowed: Registrar['allowed'],
  rules: readonly SiteRule[],
  inManifest: readonly string[],
): Promise<SiteHost[]> {
  const built = [...new Set(inManifest)].map((pattern) => ({
    host: pattern.replace(/^\*:\/\/|\/\*$/g, ''),
    own: false,
  }))
  const all = [...built, ...ownHosts(rules, inManifest).map((host) => ({ host, own: true }))]
  const asked = (await allowed(all.flatMap(({ host }) => originsOf(host)))) ? [] : all
  const open = await Promise.all(asked.map(({ host }) => allowed(originsOf(host))))
  return asked.filter((_, n) => !open[n])
}

export interface Scripts {
  watch: string[]
  /** Empty where this kernel has no world of the page's own. */
  tap: string[]
  /** Answers the pages of a server. */
  hello: string[]
}

/**
 * Brings the registered content scripts in line with the rules and what the trainee has allowed. Registering without
 * permission succeeds silently and does nothing, a second registration of one id throws, and an update of the extension
 * forgets them all: so it is done at every start and change, from what is there. `servers`: match patterns of the servers that
 * were joined, whose pages are answered and whose practice lesson is recorded.
 */
export async function reconcile(
  registrar: Registrar,
  rules: readonly SiteRule[],
  inManifest: readonly string[],
  scripts: Scripts,
  servers: readonly string[] = [],
): Promise<{ hosts: string[]; pages: string[] }> {
  const hosts: string[] = []
  const pages: string[] = []
  for (const pattern of servers) if (await registrar.allowed([pattern])) pages.push(pattern)
  for (const host of ownHosts(rules, inManifest)) if (await registrar.allowed(originsOf(host))) hosts.push(host)
  const tapped = rules.filter(({ calls }) => calls !== undefined)
  const there = await registrar.registered()
  const wanted: Registration[] = [
    {
      id: 'own-watch',
      matches: hosts.map(matchOf),
      js: scripts.watch,
      world: 'ISOLATED',
      matchOriginAsFallback: true,
    },
    {
      id: 'own-tap',
      matches: ownHosts(tapped, inManifest)
        .filter((host) => hosts.includes(host))
        .map(matchOf),
      js: scripts.tap,
      world: 'MAIN',
    },
    { id: 'server-hello', matches: pages, js: scripts.hello, world: 'ISOLATED' },
    {
      id: 'server-practice',
      matches: pages.map((pattern) => pattern.replace(/\/\*$/, `${PRACTICE.path}*`)),
      js: scripts.watch,
      world: 'ISOLATED',
    },
  ]
  for (const one of wanted) {
    const old = there.find(({ id }) => id === one.id)
    const needed = one.matches.length > 0 && one.js.length > 0
    if (old && needed && same(old.matches, one.matches) && same(old.js, one.js)) continue
    if (old) await registrar.unregister(one.id)
    if (needed) await register(registrar, one)
  }
  return { hosts, pages }
}

/** Without the tap, and without frames that have no address, everything else still works. */
async function register(registrar: Registrar, one: Registration): Promise<void> {
  const { matchOriginAsFallback, ...older } = one
  try {
    await registrar.register(one)
  } catch (error) {
    if (matchOriginAsFallback) await registrar.register(older)
    else if (one.world !== 'MAIN') throw error
  }
}

const same = (a: readonly string[] = [], b: readonly string[]) => [...a].sort().join() === [...b].sort().join()
