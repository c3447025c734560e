import type { SiteRule } from '../../shared/site/rule'
import type { PageDescription } from '../messages'
import { Appeals } from '../outbox/appeals'
import { httpServer, type Server } from '../outbox/server'
import { SignedRequest } from '../outbox/signed-request'
import { Sync } from '../outbox/sync'
import { Drafts } from './drafts'
import { Joining } from './joining'
import { noTabs, Openers, type Tabs } from './openers'
import { serversOf } from './own-server'
import { People } from './people'
import { type AskPort, Presence } from './presence'
import { Recorder } from './recorder'
import { Rules } from './rules'
import { openJournal } from './store'
import { Watching } from './watching'

/** What the background needs of its surroundings. */
export interface DeskOptions {
  /** `0.1.0 chrome/156` */
  build: string
  rules: readonly SiteRule[]
  topPage(tab: number): Promise<PageDescription | undefined>
  /** Tells the tab's top frame that somebody uses a frame of it. */
  passOn?(tab: number): Promise<void>
  /** Asks every open page what it shows: somebody is there now whose it may be. */
  askPages?(): Promise<void>
  /** Something new is there to be handed in. */
  sealed(): void
  /** The browser dropped the database. */
  lost(): void
  allowed(origin: string): Promise<boolean>
  /** Tabs that can be heard. */
  audible?(): Promise<number[]>
  /** Whether the browser lets us into frames of this host. */
  mayEnter?(host: string): Promise<boolean>
  /** Rules of an organisation came or went, or a class of another server: their sites and pages may have to be entered. `reading`: pages are read by others than before. */
  rulesChanged?(rules: Rules, reading: boolean, servers: readonly string[]): Promise<void>
  /** Brings presence checks before the trainee. */
  ask?: AskPort
  /** Which tab opened which. */
  tabs?: Tabs
  server?: Server
  /** How requests besides joining and handing in are sent. */
  send?: typeof fetch
  name?: string
  now?: () => number
}

export type Desk = Awaited<ReturnType<typeof openDesk>>

/** Everything that writes or reads the journal, on one open database. */
export async function openDesk({
  build,
  rules: siteRules,
  topPage,
  sealed,
  lost,
  allowed,
  passOn = () => Promise.resolve(),
  askPages = () => Promise.resolve(),
  audible = () => Promise.resolve([]),
  mayEnter = () => Promise.resolve(false),
  rulesChanged = () => Promise.resolve(),
  ask = unheard,
  tabs = noTabs,
  server = httpServer(),
  send,
  name,
  now,
}: DeskOptions) {
  const recorder = new Recorder(await openJournal(name, lost), now)
  const rules = new Rules(siteRules)
  const takeRules = async () => {
    const { signedIn } = await recorder.state()
    const chains = await recorder.db.getAll('chains')
    const reading = rules.take(chains, signedIn?.person)
    await rulesChanged(rules, reading, serversOf(chains))
  }
  await takeRules()
  const drafts = new Drafts(recorder, sealed)
  const openers = new Openers(recorder, tabs)
  const presence = new Presence(recorder, drafts, ask)
  const requests = new SignedRequest(recorder, allowed, send)
  const people = new People(recorder, drafts, presence, takeRules)
  return {
    build,
    recorder,
    drafts,
    people,
    presence,
    rules,
    mayEnter,
    passOn,
    askPages,
    audible,
    topPage,
    openers,
    watching: new Watching(recorder, drafts, rules, topPage, openers),
    joining: new Joining(recorder, people, server, build, takeRules),
    requests,
    appeals: new Appeals(recorder, requests),
    sync: new Sync(recorder, server, build, allowed, takeRules),
  }
}

/** Where nobody can be asked. */
const unheard: AskPort = {
  show: () => Promise.resolve(false),
  notify: () => Promise.resolve(false),
  withdraw: () => Promise.resolve(),
}
