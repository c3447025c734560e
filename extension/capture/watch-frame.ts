import { allowedCalls } from '../../shared/site/calls'
import { namesHost } from '../../shared/site/match'
import type { SiteRule } from '../../shared/site/rule'
import type { Answer, ContentMessages, PageDescription } from '../messages'
import { MediaFinder } from './find-media'
import { findUnmeasurable } from './find-unmeasurable'
import { locate } from './locate'
import { PageObserver, readAttributes } from './observe-page'
import { describePage, ruleName } from './page'
import { PageCalls } from './page-calls'
import { ALLOW_EVENT, CALL_EVENT } from './tap'
import type { ViewReport } from './view-log'
import { MediaWatch, type WatchPort } from './watch-media'

/** What a frame needs from the extension around it. */
export interface FramePort {
  send<K extends keyof ContentMessages>(
    type: K,
    input: ContentMessages[K]['input'],
  ): Promise<Answer<ContentMessages, K> | undefined>
  /** False once the extension that made this copy was updated or removed. */
  alive(): boolean
  openRoot(element: Element): ShadowRoot | null
}

/** Rounds: listeners, sizes, rates set without an event, stalls, reports that are due. */
const ROUND = 1000
/** While something plays its position is read this often, so that a seek loses no more. */
const OFTEN = 100
/** A page without any media element after this many rounds is looked through for what else may play in it. */
const PLAYER_COMES_IN = 8
/** More answers than this no page has before the rules are there. */
const EARLY = 20

/** Watches one frame for as long as its page lives. Only looks and listens; a failure of ours never reaches the page. */
export class FrameWatch {
  readonly #watches = new Map<HTMLMediaElement, MediaWatch>()
  readonly #finder: MediaFinder
  #observer: PageObserver | undefined
  /** Asked of the background for this frame's host; until they are there nothing in the page has a name. */
  #rules: readonly SiteRule[] = []
  /** What the record calls them. */
  #refs: ReadonlyMap<string, string> = new Map()
  #rulesOf: string | undefined
  readonly #calls = new PageCalls()
  /** Answers from before the rules were there. */
  readonly #early: unknown[] = []
  readonly #rounds: ReturnType<typeof setInterval>
  #often: ReturnType<typeof setInterval> | undefined
  #without = 0
  #stopped = false

  constructor(
    readonly window: Window,
    readonly port: FramePort,
  ) {
    const { document } = window
    this.#finder = new MediaFinder(document, port.openRoot, (element) => this.#found(element))
    this.#askRules()
    this.#rounds = setInterval(() => this.#round(), ROUND)
    this.#listen()
  }

  /** This frame's document through the rule of its site. */
  describe(): PageDescription {
    const { url } = locate(this.window)
    const page = describePage(this.window.document, url, this.#rules, this.#calls.at(url.href))
    return { ...page, rule: this.#refs.get(page.rule) ?? page.rule }
  }

  /** Asked again in the next round where the background did not answer, or where the frame has come to another host. */
  #askRules(): void {
    const { top, url } = locate(this.window)
    if (this.#rulesOf === url.hostname) return
    this.#rulesOf = url.hostname
    this.port
      .send('rules', { host: url.hostname })
      .then((rules) => {
        if (this.#stopped || !rules) return
        this.#rules = rules.map(({ rule }) => rule)
        this.#refs = new Map(rules.map(({ rule, ref }) => [ruleName(rule), ref]))
        this.#allowCalls(url.hostname)
        for (const detail of this.#early.splice(0)) this.#take(detail)
        if (!top) return
        this.#observer?.stop()
        this.#observer = new PageObserver(
          this.window.document,
          readAttributes(this.#rules),
          () => this.describe(),
          (page) => this.#pageChanged(page),
        )
      })
      .catch(() => {
        this.#rulesOf = undefined
      })
  }

  /** Tells the tap of the calls that rules of this very site name: those of an organisation were not known when it was built. */
  #allowCalls(host: string): void {
    const calls = this.#rules.filter((rule) => namesHost(rule, host)).flatMap(allowedCalls)
    if (calls.length === 0) return
    this.window.document.dispatchEvent(new CustomEvent(ALLOW_EVENT, { detail: JSON.stringify(calls) }))
  }

  readonly #watchPort: WatchPort = {
    newId: () =>
      Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join(''),
    mono: () => performance.now(),
    wall: () => Date.now(),
    visible: () => this.window.document.visibilityState === 'visible' && !isPrerendering(this.window.document),
    describe: () => this.describe(),
    report: async (report: ViewReport) =>
      this.#alive() ? (await this.port.send('watch', report))?.acknowledged : undefined,
    plays: () => {
      this.#often ??= setInterval(() => this.#readPlaying(), OFTEN)
    },
  }

  #take(detail: unknown): void {
    if (this.#calls.take(detail, this.#rules.flatMap(allowedCalls))) this.#observer?.soon()
  }

  #found(element: HTMLMediaElement): void {
    if (this.#stopped || this.#watches.has(element)) return
    this.#watches.set(element, new MediaWatch(element, this.#watchPort))
  }

  #readPlaying(): void {
    let playing = false
    this.#each((watch) => {
      if (!watch.playing) return
      playing = true
      watch.read()
    })
    if (playing && this.#alive()) return
    clearInterval(this.#often)
    this.#often = undefined
  }

  #round(): void {
    if (!this.#alive()) return
    this.#listen()
    quietly(() => this.#askRules())
    quietly(() => this.#finder.round())
    quietly(() => this.#observer?.watch())
    this.#each((watch, element) => {
      watch.tick()
      if (!watch.gone) return
      watch.stop()
      this.#watches.delete(element)
    })
    if (this.#watches.size === 0 && ++this.#without === PLAYER_COMES_IN) quietly(() => this.#sayUnmeasurable())
  }

  #sayUnmeasurable(): void {
    for (const found of findUnmeasurable(this.window.document, locate(this.window).url.hostname))
      void this.port.send('unmeasurable', { ...found, page: this.describe() }).catch(() => undefined)
  }

  #pageChanged(page: PageDescription): void {
    if (!this.#alive()) return
    void this.port.send('page', page).catch(() => undefined)
    this.#each((watch) => watch.report())
  }

  /** document.open() drops listeners without a word; adding one that is there does nothing. */
  #listen(): void {
    const { window } = this
    for (const name of ['visibilitychange', 'prerenderingchange', 'resume'])
      window.document.addEventListener(name, this.#readAll)
    window.document.addEventListener('freeze', this.#reportAll)
    window.document.addEventListener(CALL_EVENT, this.#called)
    window.addEventListener('pageshow', this.#readAll)
    window.addEventListener('pagehide', this.#leave)
  }

  readonly #called = (event: Event): void =>
    quietly(() => {
      if (!(event instanceof CustomEvent)) return
      if (this.#rules.length > 0) this.#take(event.detail)
      else if (this.#early.length < EARLY) this.#early.push(event.detail)
    })
  readonly #readAll = (): void => this.#each((watch) => watch.read())
  readonly #reportAll = (): void => this.#each((watch) => watch.report())
  /** The page may come back from the back-forward cache: what plays then is a new view. */
  readonly #leave = (): void =>
    this.#each((watch) => {
      watch.read()
      watch.restart()
    })

  #each(visit: (watch: MediaWatch, element: HTMLMediaElement) => void): void {
    for (const [element, watch] of this.#watches) quietly(() => visit(watch, element))
  }

  /** Leaves the page, without a trace, once the extension of this copy is gone. */
  #alive(): boolean {
    if (!this.#stopped && !this.port.alive()) this.stop()
    return !this.#stopped
  }

  stop(): void {
    if (this.#stopped) return
    this.#stopped = true
    clearInterval(this.#rounds)
    clearInterval(this.#often)
    const { window } = this
    for (const name of ['visibilitychange', 'prerenderingchange', 'resume'])
      window.document.removeEventListener(name, this.#readAll)
    window.document.removeEventListener('freeze', this.#reportAll)
    window.document.removeEventListener(CALL_EVENT, this.#called)
    window.removeEventListener('pageshow', this.#readAll)
    window.removeEventListener('pagehide', this.#leave)
    quietly(() => this.#finder.stop())
    quietly(() => this.#observer?.stop())
    this.#each((watch) => watch.stop())
    this.#watches.clear()
  }
}

/** One player that misbehaves must not stop the watch of the others. */
function quietly(work: () => void): void {
  try {
    work()
  } catch {
    // Nothing of ours may reach the page, and there is nobody here to tell.
  }
}

const isPrerendering = (page: Document & { prerendering?: boolean }): boolean => page.prerendering === true
