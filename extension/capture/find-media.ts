/** Events a player cannot play without: they announce an element nobody has seen. */
const TELLING = ['loadstart', 'loadedmetadata', 'play', 'playing', 'timeupdate'] as const
/** More changes than this at once are left to the next round. */
const FEW = 30
/** Elements are looked through, for roots that hide some, for at most this long a round, ms: longer while the page is young. */
const BUDGET = 1
const YOUNG_BUDGET = 4
const YOUNG = 10_000
/** It is looked through again this often while boxes come that may hold anything, and this often anyhow: attachShadow tells nobody. */
const AFTER_CHANGE = 2000
const AGAIN = 10_000

/**
 * Finds every <video> and <audio> of a frame and keeps finding: late, replaced, in open and closed shadow roots, after
 * document.open(). Media events do not cross shadow roots, so each root gets an observer and listeners of its own. Elements in
 * known roots are found at once, roots not known yet piece by piece: no page is so large that it would notice.
 */
export class MediaFinder {
  readonly #roots = new Set<Document | ShadowRoot>()
  readonly #observer: MutationObserver
  readonly #bornAt = performance.now()
  /** A flood of changes since media were last looked for; a box or a flood since the last walk began. */
  #changed = true
  #unwalked = true
  #walk: Iterator<Element> | undefined
  #walkedAt = Number.NEGATIVE_INFINITY
  #top: Element | null = null

  constructor(
    readonly document: Document,
    /** The shadow root of an element, closed ones too where the browser lets an extension see them. */
    readonly openRoot: (element: Element) => ShadowRoot | null,
    /** Called for every media element, any number of times. */
    readonly found: (element: HTMLMediaElement) => void,
  ) {
    this.#observer = new MutationObserver((records) => {
      if (records.length > FEW) this.#changed = this.#unwalked = true
      else for (const { addedNodes } of records) for (const node of addedNodes) this.#added(node)
    })
    this.round()
  }

  /** About every second. */
  round(): void {
    const { documentElement } = this.document
    // document.open() drops listeners and observers without a word, and every element with them.
    if (!this.#roots.has(this.document) || documentElement !== this.#top) this.#enter(this.document)
    this.#top = documentElement
    this.#continue()
    if (this.#changed) for (const root of this.#roots) if (root.isConnected) this.#media(root)
    this.#changed = false
    const now = performance.now()
    const again = this.#unwalked ? AFTER_CHANGE : AGAIN
    if (this.#walk || now - this.#walkedAt < again) return
    this.#walkedAt = now
    this.#unwalked = false
    this.#forgetGone()
    this.#walk = this.#hosts()
    this.#continue()
  }

  /** A player that comes alone is found at once; one in a flood of changes, or deep in what was added, by the next round. */
  #added(node: Node): void {
    if (!isElement(node)) return
    if (isMedia(node)) this.found(node)
    if (node.firstElementChild) {
      this.#unwalked = true
      for (const element of node.querySelectorAll('video, audio')) if (isMedia(element)) this.found(element)
    }
    const { localName } = node
    if (!localName.includes('-') && !NAMES.has(localName)) return
    const root = this.openRoot(node)
    if (root && !this.#roots.has(root)) this.#enter(root)
  }

  /** Goes on with the walk under way for as long as this round may take. */
  #continue(): void {
    const started = performance.now()
    const budget = started - this.#bornAt < YOUNG ? YOUNG_BUDGET : BUDGET
    while (this.#walk) {
      for (let i = 0; i < 50; i++) {
        const { value, done } = this.#walk.next()
        if (done) {
          this.#walk = undefined
          return
        }
        const root = this.openRoot(value)
        if (root && !this.#roots.has(root)) this.#enter(root)
      }
      if (performance.now() - started > budget) return
    }
  }

  /** Elements that may hold a shadow root, in every known root; roots found on the way are walked too. */
  *#hosts(): Generator<Element> {
    for (const root of this.#roots) {
      yield* root.querySelectorAll(HOSTS)
      yield* customElements(root)
    }
  }

  readonly #onEvent = (event: Event): void => {
    const element = event.composedPath()[0] ?? event.target
    if (isMedia(element)) this.found(element)
  }

  #enter(root: Document | ShadowRoot): void {
    this.#roots.add(root)
    this.#unwalked = true
    for (const name of TELLING) root.addEventListener(name, this.#onEvent, { capture: true, passive: true })
    this.#observer.observe(root, { childList: true, subtree: true })
    this.#media(root)
  }

  #media(root: Document | ShadowRoot): void {
    for (const element of root.querySelectorAll('video, audio')) if (isMedia(element)) this.found(element)
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

const isMedia = (element: unknown): element is HTMLMediaElement =>
  typeof element === 'object' &&
  element !== null &&
  'currentTime' in element &&
  'localName' in element &&
  (element.localName === 'video' || element.localName === 'audio')

/** HTML's list of elements that attachShadow accepts, besides custom elements. A span with something in it is a word. */
const HOSTS = 'article,aside,blockquote,body,div,footer,h1,h2,h3,h4,h5,h6,header,main,nav,p,section,span:empty'

const NAMES = new Set(HOSTS.replace(':empty', '').split(','))

/** No selector knows them by the dash in their name; the browser's own search is far quicker than ours over all elements. */
function customElements(root: Document | ShadowRoot): Element[] {
  try {
    if ('evaluate' in root) return snapshot(root.evaluate("//*[contains(local-name(), '-')]", root, null, SNAPSHOT))
  } catch {
    // A page may have replaced it by something that throws.
  }
  return [...root.querySelectorAll('*')].filter(({ localName }) => localName.includes('-'))
}

/** In document order; the page may change meanwhile. `XPathResult.ORDERED_NODE_SNAPSHOT_TYPE` */
const SNAPSHOT = 7
const snapshot = (found: XPathResult): Element[] =>
  Array.from({ length: found.snapshotLength }, (_, i) => found.snapshotItem(i)).filter(
    (node) => node !== null && isElement(node),
  )

const isElement = (node: Node): node is Element => node.nodeType === 1
