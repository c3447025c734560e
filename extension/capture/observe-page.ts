import { readingsOf, type SiteRule } from '../../shared/site/rule'
import type { PageDescription } from '../messages'

/** A page is read again this long after something in it changed, or later where reading it takes long. */
const SETTLE = 500
/** One part in so many of the time is spent reading, as long as a change is not overlooked for longer than `LATEST`. */
const SHARE = 16_000
const LATEST = 10_000
/** So old may be what a frame within the page says of itself while a view goes on. A new source is a new view, and a new address is read at once. */
const RECENT = 30_000

/**
 * Keeps the description of a page up to date, and calls back when it has changed and once at the start. What the platform
 * counts while a lesson plays is no change; that it says "finished" is. The address is read when the page has settled, never
 * taken from an event: at the time of the event the old one may still stand there.
 */
export class PageObserver {
  readonly #observer: MutationObserver
  #timer: ReturnType<typeof setTimeout> | undefined
  #page: PageDescription | undefined
  /** Something in the page has changed since it was last read. Until then nobody listens for more. */
  #stale = true
  #top: Element | null = null
  #address = ''
  #readAt = ''
  #told = ''
  #cost = 0
  #lookedAt = 0

  constructor(
    readonly document: Document,
    readonly attributes: readonly string[],
    readonly read: () => PageDescription,
    /** Undefined where nobody has to be told: then the page is read only for whoever asks. */
    readonly changed?: (page: PageDescription) => void,
  ) {
    this.#observer = new MutationObserver(() => this.stir())
    this.stir()
  }

  /** The page as it is now. */
  get page(): PageDescription {
    const { href } = this.document.location
    // What changed in this very task is not reported yet.
    if (this.#observer.takeRecords().length > 0) this.#stale = true
    if (this.#page && !this.#stale && href === this.#readAt) return this.#page
    this.#readAt = href
    this.#stale = false
    this.#observe()
    const before = performance.now()
    this.#page = this.read()
    this.#lookedAt = performance.now()
    this.#cost = this.#lookedAt - before
    if (essence(this.#page) === this.#told) this.#at(undefined)
    return this.#page
  }

  /** The page as it is, or in a frame within it was a moment ago: what its own top frame says comes first, and a player's frame changes all the time. */
  get recent(): PageDescription {
    const fresh = this.document.location.href === this.#readAt && performance.now() - this.#lookedAt < RECENT
    return this.#page && !this.changed && fresh ? this.#page : this.page
  }

  /** Every round, and harmless at any time: document.open() may have dropped what was set, and pushState tells nobody. */
  watch(): void {
    const { documentElement, location } = this.document
    if (documentElement !== this.#top) this.stir()
    this.#top = documentElement
    if (location.href !== this.#address) this.#at(SETTLE)
    this.#address = location.href
  }

  /** Something has changed. */
  stir(): void {
    this.#stale = true
    this.#observer.disconnect()
    if (this.#timer === undefined) this.#at(Math.min(LATEST, Math.max(SETTLE, this.#cost * SHARE)))
  }

  #observe(): void {
    this.#observer.observe(this.document, {
      childList: true,
      subtree: true,
      characterData: true,
      attributes: true,
      attributeFilter: [...this.attributes],
    })
  }

  #at(ms: number | undefined): void {
    clearTimeout(this.#timer)
    this.#timer = ms === undefined || !this.changed ? undefined : setTimeout(() => this.#look(), ms)
  }

  #look(): void {
    this.#timer = undefined
    const { page } = this
    const now = essence(page)
    if (now === this.#told) return
    this.#told = now
    this.changed?.(page)
  }

  stop(): void {
    this.#observer.disconnect()
    clearTimeout(this.#timer)
  }
}

const essence = ({ platform, ...rest }: PageDescription): string =>
  JSON.stringify({ ...rest, finished: platform?.finished })

/** The attributes whose change may change what these rules read. */
export function readAttributes(rules: readonly SiteRule[]): string[] {
  const readings = rules.flatMap(readingsOf)
  return [...new Set(['class', 'value', ...readings.flatMap(({ attribute }) => attribute ?? [])])]
}
