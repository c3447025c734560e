import type { Answer, ContentMessages, FrameMessages, PageDescription } from '../messages'
import { MediaFinder } from './find-media'
import { findUnmeasurable } from './find-unmeasurable'
import { FrameReader } from './frame-reader'
import { locate, onScreen } from './locate'
import { PageObserver, readAttributes } from './observe-page'
import { PanelHost } from './panel-host'
import { quietly } from './quietly'
import type { ViewReport } from './view-log'
import { DocumentWatch, Use } from './watch-document'
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
  /** Address of the page that asks 在学确认. */
  panel(): string
}

/** Rounds, for what no event tells: stalls, new addresses, reports that are due. */
const ROUND = 2000
/** A page without any media element after this many rounds is looked through for what else may play in it. */
const PLAYER_COMES_IN = 4

/** Watches one frame for as long as its page lives. Only looks and listens; a failure of ours never reaches the page. */
export class FrameWatch {
  readonly #watches = new Map<HTMLMediaElement, MediaWatch>()
  readonly #finder: MediaFinder
  #observer: PageObserver | undefined
  readonly #reader: FrameReader
  readonly #document: DocumentWatch
  readonly #use: Use
  /** The lesson that the document watch is on; undefined where the page is no document. */
  #read: string | undefined
  readonly #rounds: ReturnType<typeof setInterval>
  #panel: PanelHost | undefined
  #without = 0
  #turn = 0
  #top: Element | null = null
  #stopped = false

  constructor(
    readonly window: Window,
    readonly port: FramePort,
  ) {
    const { document } = window
    this.#reader = new FrameReader(
      window,
      (host) => port.send('rules', { host }),
      () => this.#ruled(),
      () => this.#observer?.stir(),
    )
    this.#finder = new MediaFinder(document, port.openRoot, (element) => this.#found(element))
    this.#document = new DocumentWatch(this.#watchPort)
    const { top } = locate(window)
    this.#use = new Use(window, this.#document.used, () => {
      if (!top) void port.send('active', undefined).catch(() => undefined)
    })
    this.#reader.round()
    this.#rounds = setInterval(() => this.#round(), ROUND)
    this.#listen()
  }

  /** This frame's document through the rule of its site, as it is now: a report that bore the lesson before would put time into the wrong one. */
  describe(): PageDescription {
    return this.#observer?.page ?? this.#reader.describe()
  }

  /** Puts a presence check over this frame's page, or takes it away. */
  ask({ show, anyway }: FrameMessages['presence']['input']): FrameMessages['presence']['output'] {
    if (!show || this.#stopped) {
      this.#panel?.hide()
      return 'none'
    }
    this.#panel ??= new PanelHost(this.window.document, this.port.panel(), '在学确认')
    if (!anyway && this.#panel.elsewhere) return 'elsewhere'
    return this.#panel.show() ? 'stands' : 'none'
  }

  /** Somebody uses a frame of this page. */
  used(): void {
    this.#document.used()
  }

  #ruled(): void {
    if (this.#stopped) return
    this.#observer?.stop()
    this.#observer = new PageObserver(
      this.window.document,
      readAttributes(this.#reader.rules),
      () => this.#reader.describe(),
      locate(this.window).top ? (page) => this.#pageChanged(page) : undefined,
    )
  }

  readonly #watchPort: WatchPort = {
    newId: () =>
      Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join(''),
    mono: () => performance.now(),
    wall: () => Date.now(),
    visible: () => onScreen(this.window.document),
    describe: (begins) => (begins ? this.describe() : (this.#observer?.recent ?? this.describe())),
    report: async (report: ViewReport) =>
      this.#alive() ? (await this.port.send('watch', report))?.acknowledged : undefined,
  }

  #found(element: HTMLMediaElement): void {
    if (this.#stopped || this.#watches.has(element)) return
    this.#watches.set(element, new MediaWatch(element, this.#watchPort))
  }

  #round(): void {
    // Asking costs, and whoever reports asks too.
    if (this.#stopped || (++this.#turn % 5 === 0 && !this.#alive())) return
    // document.open() drops listeners without a word, and every element with them.
    const { documentElement } = this.window.document
    if (documentElement !== this.#top) this.#listen()
    this.#top = documentElement
    quietly(() => this.#reader.round())
    quietly(() => this.#finder.round())
    quietly(() => this.#observer?.watch())
    this.#each((watch, element) => {
      watch.tick()
      if (!watch.gone) return
      watch.stop()
      this.#watches.delete(element)
    })
    quietly(() => this.#document.read(this.#read !== undefined && this.#watches.size === 0))
    if (this.#watches.size === 0 && ++this.#without === PLAYER_COMES_IN) quietly(() => this.#sayUnmeasurable())
  }

  #sayUnmeasurable(): void {
    for (const found of findUnmeasurable(this.window.document, locate(this.window).url.hostname))
      void this.port.send('unmeasurable', { ...found, page: this.describe() }).catch(() => undefined)
  }

  #pageChanged(page: PageDescription): void {
    if (!this.#alive()) return
    void this.port.send('page', page).catch(() => undefined)
    const read = page.document && `${page.course?.key} ${page.lesson?.key}`
    if (read !== this.#read) this.#document.restart()
    this.#read = read
    this.#each((watch) => watch.report())
  }

  /** Adding a listener that is there does nothing. */
  #listen(): void {
    const { window } = this
    for (const name of ['visibilitychange', 'prerenderingchange', 'resume'])
      window.document.addEventListener(name, this.#readAll)
    window.document.addEventListener('freeze', this.#reportAll)
    this.#reader.listen()
    this.#use.listen()
    window.addEventListener('pageshow', this.#readAll)
    window.addEventListener('pagehide', this.#leave)
  }

  readonly #readAll = (): void => {
    quietly(() => this.#document.read())
    this.#each((watch) => watch.read())
  }
  readonly #reportAll = (): void => this.#each((watch) => watch.report())
  /** The page may come back from the back-forward cache: what plays then is a new view. */
  readonly #leave = (): void => {
    quietly(() => this.#document.read())
    quietly(() => this.#document.restart())
    this.#each((watch) => {
      watch.read()
      watch.restart()
    })
  }

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
    quietly(() => this.#panel?.hide())
    const { window } = this
    for (const name of ['visibilitychange', 'prerenderingchange', 'resume'])
      window.document.removeEventListener(name, this.#readAll)
    window.document.removeEventListener('freeze', this.#reportAll)
    this.#reader.stop()
    this.#use.stop()
    window.removeEventListener('pageshow', this.#readAll)
    window.removeEventListener('pagehide', this.#leave)
    quietly(() => this.#finder.stop())
    quietly(() => this.#observer?.stop())
    quietly(() => this.#document.restart())
    this.#each((watch) => watch.stop())
    this.#watches.clear()
  }
}
