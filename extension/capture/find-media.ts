/** Events a player cannot begin without: they announce an element nobody has seen. */
const TELLING = ['loadstart', 'loadedmetadata', 'play', 'playing'] as const
/** More changes than this between two rounds, or more batches of them once the page is there, are left to the next round. */
const FEW = 30
const BATCHES = 2
/** Where a page goes on like that, for so many rounds at most. */
const DEAF = 5
/** Elements are looked through, for roots that hide some, for at most this long a round, ms: longer while the page is young. */
const BUDGET = 1
const YOUNG_BUDGET = 4
const YOUNG = 10_000
/** All that may hold a root is asked again this often, since attachShadow tells nobody; or rarer: one part in so many of the time is spent on walks. */
const AGAIN = 10_000
const AGAIN_YOUNG = 2000
const SHARE = 10_000

type Scope = Document | ShadowRoot | Element

/**
 * Finds every <video> and <audio> of a frame and keeps finding: late, replaced, in open and closed shadow roots, after
 * document.open(). Media events do not cross shadow roots, so each root gets an observer and listeners of its own. Elements in
 * known roots are found at once, roots not known yet piece by piece: no page is so large that it would notice. A page that
 * changes all the time is not followed but looked at once a round.
 */
export class MediaFinder {
  readonly #roots = new Set<Document | ShadowRoot>()
  readonly #observer: MutationObserver
  readonly #bornAt = performance.now()
  /** Changes and batches of them since the last round; past the limit nobody listens until the next. */
  #changes = 0
  #batches = 0
  #floods = 0
  /** Rounds for which nobody listens, and all known roots are looked at instead. */
  #deaf = 0
  /** Something may have come that is not listed. */
  #unlisted = false
  #listedAt = Number.NEGATIVE_INFINITY
  #askedAt = performance.now()
  /** What walks have cost since then, ms. */
  #cost = 0
  /** Boxes and roots still to be looked through; what is found on the way comes to them. */
  readonly #scopes = new Set<Scope>()
  #walk: Iterator<Element> | undefined
  /** Hosts that are dear to find. */
  readonly #remembered = new Set<Element>()
  #top: Element | null = null

  constructor(
    readonly document: Document,
    /** The shadow root of an element, closed ones too where the browser lets an extension see them. */
    readonly openRoot: (element: Element) => ShadowRoot | null,
    /** Called for every media element, any number of times. */
    readonly found: (element: HTMLMediaElement) => void,
  ) {
    this.#observer = new MutationObserver((records) => this.#follow(records))
    this.round()
  }

  get #young(): boolean {
    return performance.now() - this.#bornAt < YOUNG
  }

  /** Every round. */
  round(): void {
    const { documentElement } = this.document
    // document.open() drops listeners and observers without a word, and every element with them.
    if (!this.#roots.has(this.document) || documentElement !== this.#top) this.#enter(this.document)
    this.#top = documentElement
    if (this.#deaf > 0) this.#lookAtAll(--this.#deaf === 0)
    else this.#floods = 0
    this.#changes = this.#batches = 0
    const now = performance.now()
    const again = this.#young ? AGAIN_YOUNG : Math.max(AGAIN, this.#cost * SHARE)
    if (this.#unlisted && now - this.#listedAt >= again) this.#list(now)
    else if (!this.#walk && now - this.#askedAt >= again) {
      this.#askedAt = now
      this.#cost = 0
      this.#walk = this.#again()
    }
    this.#continue()
  }

  #lookAtAll(listen: boolean): void {
    for (const root of this.#roots) {
      if (listen) this.#observe(root)
      this.#media(root)
    }
  }

  /** Too much to follow, or just told: everything is looked through from the start. */
  #list(now: number): void {
    this.#unlisted = false
    this.#listedAt = this.#askedAt = now
    this.#cost = 0
    for (const root of this.#roots) this.#scopes.add(root)
  }

  #follow(records: readonly MutationRecord[]): void {
    this.#changes += records.length
    if (this.#changes > FEW || (++this.#batches > BATCHES && !this.#young)) {
      this.#observer.disconnect()
      this.#unlisted = true
      this.#deaf = this.#young ? 1 : Math.min(++this.#floods, DEAF)
    } else for (const { addedNodes } of records) for (const node of addedNodes) if (isElement(node)) this.#added(node)
  }

  /** A player that comes alone is found at once, a root deep in what was added by the next round. */
  #added(element: Element): void {
    if (isMedia(element)) this.found(element)
    if (element.firstElementChild) {
      this.#scopes.add(element)
      this.#media(element)
    }
    const { localName } = element
    if (localName.includes('-') || localName === SPAN) this.#remembered.add(element)
    else if (!BOXES.includes(localName)) return
    this.#ask(element)
  }

  #ask(element: Element): void {
    const root = this.openRoot(element)
    if (root && !this.#roots.has(root)) this.#enter(root)
  }

  /** Goes on with the walk under way for as long as this round may take. */
  #continue(): void {
    if (this.#scopes.size > 0) this.#walk ??= this.#hosts()
    const started = performance.now()
    const budget = this.#young ? YOUNG_BUDGET : BUDGET
    let spent = 0
    while (this.#walk && spent <= budget) {
      for (let i = 0; i < 50; i++) {
        const { value, done } = this.#walk.next()
        if (done) {
          this.#walk = this.#scopes.size > 0 ? this.#hosts() : undefined
          break
        }
        this.#ask(value)
      }
      spent = performance.now() - started
    }
    this.#cost += spent
  }

  /** Elements that may hold a shadow root, in all that is not looked through yet. */
  *#hosts(): Generator<Element> {
    for (const scope of this.#scopes) {
      this.#scopes.delete(scope)
      const dear = [...customElements(scope), ...scope.querySelectorAll(`${SPAN}:empty`)]
      for (const element of dear) this.#remembered.add(element)
      yield* dear
      yield* boxes(scope)
    }
  }

  /** The same elements again, long after. */
  *#again(): Generator<Element> {
    for (const element of this.#remembered) if (!element.isConnected) this.#remembered.delete(element)
    for (const root of this.#roots) {
      if (root !== this.document && !root.isConnected) this.#leave(root)
      else yield* boxes(root)
    }
    yield* this.#remembered
  }

  readonly #onEvent = (event: Event): void => {
    const element = event.composedPath()[0] ?? event.target
    if (isMedia(element)) this.found(element)
  }

  #enter(root: Document | ShadowRoot): void {
    this.#roots.add(root)
    this.#scopes.add(root)
    for (const name of TELLING) root.addEventListener(name, this.#onEvent, { capture: true, passive: true })
    this.#observe(root)
    this.#media(root)
  }

  #observe(root: Document | ShadowRoot): void {
    this.#observer.observe(root, { childList: true, subtree: true })
  }

  #media(scope: Scope): void {
    for (const element of scope.querySelectorAll('video, audio')) if (isMedia(element)) this.found(element)
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

/** HTML's list of elements that attachShadow accepts, besides custom elements and spans; a span with something in it is a word. */
const BOXES = [
  ...['article', 'aside', 'blockquote', 'body', 'div', 'footer', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6'],
  ...['header', 'main', 'nav', 'p', 'section'],
]
const SPAN = 'span'

/** One search for each name: together they cost a browser ten times as much, and all at once. */
function* boxes(scope: Scope): Generator<Element> {
  for (const name of BOXES) yield* scope.querySelectorAll(name)
}

/** No selector knows them by the dash in their name; the browser's own search is far quicker than ours over all elements. */
function customElements(scope: Scope): Element[] {
  try {
    const page = 'evaluate' in scope ? scope : scope.ownerDocument
    if (scope.nodeType !== FRAGMENT)
      return snapshot(page.evaluate(".//*[contains(local-name(), '-')]", scope, null, SNAPSHOT))
  } catch {
    // A page may have replaced it by something that throws.
  }
  return [...scope.querySelectorAll('*')].filter(({ localName }) => localName.includes('-'))
}

/** A shadow root: XPath knows none. `Node.DOCUMENT_FRAGMENT_NODE` */
const FRAGMENT = 11
/** In document order; the page may change meanwhile. `XPathResult.ORDERED_NODE_SNAPSHOT_TYPE` */
const SNAPSHOT = 7
const snapshot = (found: XPathResult): Element[] =>
  Array.from({ length: found.snapshotLength }, (_, i) => found.snapshotItem(i)).filter(
    (node) => node !== null && isElement(node),
  )

const isElement = (node: Node): node is Element => node.nodeType === 1
