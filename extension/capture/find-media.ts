/** Events a player cannot play without: they announce an element nobody has seen. */
const TELLING = ['loadstart', 'loadedmetadata', 'play', 'playing', 'timeupdate'] as const
/** The whole frame is looked through this often, or rarer where that takes long. */
const SCAN_EVERY = 2000
/** At most this part of the time is spent looking. */
const SHARE = 200

/**
 * Finds every <video> and <audio> of a frame and keeps finding: late, replaced, in open and closed shadow roots, after
 * document.open(). Media events do not cross shadow roots, so each root gets an observer and listeners of its own.
 */
export class MediaFinder {
  readonly #roots = new Set<Document | ShadowRoot>()
  readonly #observer: MutationObserver
  #scannedAt = Number.NEGATIVE_INFINITY
  #cost = 0

  constructor(
    readonly document: Document,
    /** The shadow root of an element, closed ones too where the browser lets an extension see them. */
    readonly openRoot: (element: Element) => ShadowRoot | null,
    /** Called for every media element, any number of times. */
    readonly found: (element: HTMLMediaElement) => void,
  ) {
    this.#observer = new MutationObserver((records) => {
      for (const { addedNodes } of records) for (const node of addedNodes) if (isElement(node)) this.#scan(node)
    })
    this.round()
  }

  /** About every second. Listeners and observers that document.open() dropped are set again; setting them twice does nothing. */
  round(): void {
    this.#listen(this.document)
    const now = performance.now()
    if (now - this.#scannedAt < Math.max(SCAN_EVERY, this.#cost * SHARE)) return
    this.#scannedAt = now
    this.#enter(this.document)
    this.#forgetGone()
    this.#cost = performance.now() - now
  }

  readonly #onEvent = (event: Event): void => {
    const element = event.composedPath()[0] ?? event.target
    if (isMedia(element)) this.found(element)
  }

  #listen(root: Document | ShadowRoot): void {
    for (const name of TELLING) root.addEventListener(name, this.#onEvent, { capture: true, passive: true })
    this.#observer.observe(root, { childList: true, subtree: true })
  }

  #enter(root: Document | ShadowRoot): void {
    if (!this.#roots.has(root)) this.#listen(root)
    this.#roots.add(root)
    this.#scan(root)
  }

  /** An element with everything below it; only elements that can hold a shadow root are asked for one. */
  #scan(top: Document | ShadowRoot | Element): void {
    if (isElement(top)) this.#look(top)
    for (const element of top.querySelectorAll('*')) this.#look(element)
  }

  #look(element: Element): void {
    if (isMedia(element)) this.found(element)
    if (!mayHost(element)) return
    const root = this.openRoot(element)
    if (root) this.#enter(root)
  }

  #forgetGone(): void {
    for (const root of this.#roots) if (root !== this.document && !root.isConnected) this.#leave(root)
  }

  #leave(root: Document | ShadowRoot): void {
    for (const name of TELLING) root.removeEventListener(name, this.#onEvent, { capture: true })
    this.#roots.delete(root)
  }

  stop(): void {
    this.#observer.disconnect()
    for (const root of this.#roots) this.#leave(root)
  }
}

const isElement = (node: Node): node is Element => node.nodeType === 1

const isMedia = (element: unknown): element is HTMLMediaElement =>
  typeof element === 'object' &&
  element !== null &&
  'currentTime' in element &&
  'localName' in element &&
  (element.localName === 'video' || element.localName === 'audio')

/** HTML's list of elements that attachShadow accepts, and every custom element. */
const HOSTS = new Set(
  'article aside blockquote body div footer h1 h2 h3 h4 h5 h6 header main nav p section span'.split(' '),
)
const mayHost = (element: Element) => HOSTS.has(element.localName) || element.localName.includes('-')
