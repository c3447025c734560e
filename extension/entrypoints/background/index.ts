import { browser } from 'wxt/browser'
import { defineBackground } from 'wxt/utils/define-background'
import type { SiteRule } from '../../../shared/site/rule'
import { badgeNow } from '../../journal/badge'
import { buildName, tooOld } from '../../journal/build'
import { type Desk, openDesk } from '../../journal/desk'
import { answerFrame, answerPage, isContent, isMessage } from '../../journal/dispatch'
import { readyToReload, startSession, sweep } from '../../journal/lifecycle'
import { SILENT } from '../../journal/live'
import { serversOf } from '../../journal/own-server'
import { originsOf } from '../../journal/own-sites'
import { answered, type Reply } from '../../messaging'
import { originPattern } from '../../pages/origin'
import { show } from './badge'
import { ANSWER, askPort, tokenOf } from './presence'
import { closedNow, enterOpenTabs, ourTabs, reconcileSites, tellFrames } from './sites'
import { tabs, tell, topPage } from './tabs'

type Sender = Parameters<Parameters<typeof browser.runtime.onMessage.addListener>[0]>[1]

const ALARM = 'sweep'
const RUN = 'run'
const UPDATE = 'update-waits'
/** A player that stopped reporting does not play any more: the badge says so at once. */
const LOOK_AGAIN = SILENT + 500

export default defineBackground({
  main() {
    // Every listener stands before anything is awaited: an event that woke this worker waits for nobody.
    const { runtime, alarms } = browser
    runtime.onMessage.addListener((message: unknown, sender, reply: (answer: Reply) => void) => {
      if (sender.id !== runtime.id || !isMessage(message)) return false
      void answered(withDesk((desk) => answer(desk, message, sender)))
        .then(reply)
        .then(showBadge)
      return true
    })
    alarms.onAlarm.addListener(({ name }) => {
      if (name === ALARM) void everyMinute()
    })
    // The browser's own surfaces: no page can press either.
    browser.commands.onCommand.addListener((command) => {
      if (command === ANSWER) void withDesk(({ presence }) => presence.answerNow()).then(showBadge)
    })
    browser.notifications.onClicked.addListener((id) => {
      const token = tokenOf(id)
      if (token) void withDesk(({ presence }) => presence.answer(token)).then(showBadge)
    })
    runtime.onStartup.addListener(() => void desk())
    runtime.onInstalled.addListener(({ reason }) => {
      void enterOpenTabs()
      if (reason === 'install') void browser.tabs.create({ url: runtime.getURL('/welcome.html') })
    })
    browser.permissions.onAdded.addListener(() => void sites())
    browser.permissions.onRemoved.addListener(() => void sites())
    runtime.onUpdateAvailable.addListener(() => void browser.storage.session.set({ [UPDATE]: true }).then(reloadIfIdle))
    self.addEventListener('online', () => void handIn())
    void desk()
    void ensureAlarm()
  },
})

let opening: Promise<Desk> | undefined

/** One desk for the worker's life; opened anew when the browser dropped its database. The first of a browser session clears up. */
function desk(): Promise<Desk> {
  opening ??= open().catch((error) => {
    opening = undefined
    void show({ state: 'attention', why: tooOld(navigator.userAgent) ? 'old-kernel' : 'storage' })
    throw error
  })
  return opening
}

async function open(): Promise<Desk> {
  if (tooOld(navigator.userAgent)) throw new Error('this kernel is too old')
  const opened = await openDesk({
    build: buildName(browser.runtime.getManifest().version, navigator.userAgent),
    rules: await builtInRules(),
    topPage,
    passOn: (tab) => tell(tab, 'active'),
    askPages: async () => {
      await Promise.all((await ourTabs()).map((tab) => tell(tab, 'tell')))
    },
    ask: askPort,
    audible: () => ourTabs({ audible: true }),
    tabs,
    sealed: handInSoon,
    lost: () => {
      opening = undefined
    },
    async rulesChanged(rules, reading, servers) {
      if (reading) void tellFrames()
      await reconcileSites(rules.own, servers)
    },
    mayEnter: (host) => browser.permissions.contains({ origins: originsOf(host) }),
    allowed: (origin) => browser.permissions.contains({ origins: [originPattern(origin)] }),
  })
  const { [RUN]: running } = await browser.storage.session.get(RUN)
  if (running === undefined) {
    await startSession(opened)
    await browser.storage.session.set({ [RUN]: crypto.randomUUID() })
  }
  void showBadgeOf(opened)
  return opened
}

/** What the trainee allows and takes back decides where the own sites of their organisations are entered. */
const sites = (): Promise<void> =>
  withDesk(async ({ rules, recorder }) =>
    reconcileSites(rules.own, serversOf(await recorder.db.getAll('chains'))),
  ).then(showBadge, () => undefined)

/** Packed by the build, as what lies in extension/sites. */
async function builtInRules(): Promise<SiteRule[]> {
  return (await fetch(browser.runtime.getURL('/rules.json'))).json()
}

function answer(desk: Desk, message: { type: string; input?: unknown }, sender: Sender): Promise<unknown> {
  const { url = '', tab, frameId = 0 } = sender
  // The practice page of our own records as a frame of any site does.
  const practises = url.startsWith(browser.runtime.getURL('/practice.html')) && isContent(message)
  if (url.startsWith(browser.runtime.getURL('/')) && !practises) return answerPage(desk, message, tab?.id)
  return tab?.id === undefined ? Promise.resolve() : answerFrame(desk, message, tab.id, frameId, url)
}

const withDesk = async <T>(work: (desk: Desk) => Promise<T>): Promise<T> => work(await desk())

let waiting: ReturnType<typeof setTimeout> | undefined

/** A few seconds together, and not the whole class in the same second. If the worker ends first, the alarm does it. */
function handInSoon(): void {
  if (waiting !== undefined) return
  waiting = setTimeout(
    () => {
      waiting = undefined
      void handIn()
    },
    500 + Math.random() * 2500,
  )
}

const handIn = (): Promise<void> =>
  withDesk(async ({ sync, appeals }) => {
    await sync.all()
    await appeals.send()
  }).catch(() => undefined)

async function everyMinute(): Promise<void> {
  await withDesk(sweep).catch(() => undefined)
  await showBadge()
  await handIn()
  await reloadIfIdle()
}

/** An update waits until nothing plays: a reload would cut the lesson off. */
async function reloadIfIdle(): Promise<void> {
  const { [UPDATE]: waits } = await browser.storage.session.get(UPDATE)
  if (waits === true && (await withDesk(readyToReload).catch(() => false))) browser.runtime.reload()
}

async function ensureAlarm(): Promise<void> {
  if (!(await browser.alarms.get(ALARM))) browser.alarms.create(ALARM, { periodInMinutes: 1 })
}

let looking: ReturnType<typeof setTimeout> | undefined

const showBadge = (): Promise<void> => withDesk(showBadgeOf).catch(() => undefined)

async function showBadgeOf({ recorder }: Desk): Promise<void> {
  const badge = await badgeNow(recorder, closedNow())
  await show(badge)
  clearTimeout(looking)
  if (badge.state === 'recording' || badge.state === 'not-counting')
    looking = setTimeout(() => void showBadge(), LOOK_AGAIN)
}
