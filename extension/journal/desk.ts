import type { SiteRule } from '../../shared/site/rule'
import type { PageDescription } from '../messages'
import { httpServer, type Server } from '../outbox/server'
import { Sync } from '../outbox/sync'
import { Drafts } from './drafts'
import { Joining } from './joining'
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
  /** Something new is there to be handed in. */
  sealed(): void
  /** The browser dropped the database. */
  lost(): void
  allowed(origin: string): Promise<boolean>
  /** Whether the browser lets us into frames of this host. */
  mayEnter?(host: string): Promise<boolean>
  /** Rules of an organisation came or went: its sites may have to be entered. */
  rulesChanged?(rules: Rules): Promise<void>
  /** Brings presence checks before the trainee. */
  ask?: AskPort
  server?: Server
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
  mayEnter = () => Promise.resolve(false),
  rulesChanged = () => Promise.resolve(),
  ask = unheard,
  server = httpServer(),
  name,
  now,
}: DeskOptions) {
  const recorder = new Recorder(await openJournal(name, lost), now)
  const rules = new Rules(siteRules)
  const takeRules = async () => {
    rules.take(await recorder.db.getAll('chains'))
    await rulesChanged(rules)
  }
  await takeRules()
  const drafts = new Drafts(recorder, sealed)
  const presence = new Presence(recorder, drafts, ask)
  const people = new People(recorder, drafts, presence)
  return {
    recorder,
    drafts,
    people,
    presence,
    rules,
    mayEnter,
    passOn,
    watching: new Watching(recorder, drafts, rules, topPage),
    joining: new Joining(recorder, people, server, build, takeRules),
    sync: new Sync(recorder, server, build, allowed, takeRules),
  }
}

/** Where nobody can be asked. */
const unheard: AskPort = {
  show: () => Promise.resolve(false),
  notify: () => Promise.resolve(false),
  withdraw: () => Promise.resolve(),
}
