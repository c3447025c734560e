import { readingsOf, type SiteRule } from '../../shared/site/rule'
import type { PageDescription } from '../messages'

/** A page is read again this long after something in it changed, or rarer where reading it takes long. */
const SETTLE = 500
/** At most this part of the time is spent reading, as long as a change is not overlooked for longer than `LATEST`. */
const SHARE = 4000
const LATEST = 10_000

/**
 * Calls back when the description of a page has changed, and once at the start. What the platform counts while a lesson
 * plays is no change; that it says "finished" is. The address is read when the page has settled, never taken from an
 * event: at the time of the event the old one may still stand there.
 */
export class PageObserver {
  readonly #observer: MutationObserver
  #timer: ReturnType<typeof setTimeout> | undefined
  #last = ''
  #top: Element | null = null
  #address = ''
  #cost = 0

  constructor(
    readonly document: Document,
    readonly attributes: readonly string[],
    readonly read: () => PageDescription,
    readonly changed: (page: PageDescription) => void,
  ) {
    this.#observer = new MutationObserver(() => this.soon())
    this.watch()
    this.soon()
  }

  /** About every second, and harmless at any time: document.open() may have dropped what was set, and pushState tells nobody. */
  watch(): void {
    const { documentElement } = this.document
    if (documentElement !== this.#top) this.#observe()
    this.#top = documentElement
    const { href } = this.document.location
    if (href !== this.#address) this.#at(SETTLE)
    this.#address = href
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

  /** Something in the page has changed since it was last read. */
  get stale(): boolean {
    return this.#timer !== undefined
  }

  soon(): void {
    if (this.#timer === undefined) this.#at(Math.min(LATEST, Math.max(SETTLE, this.#cost * SHARE)))
  }

  #at(ms: number): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#look(), ms)
  }

  #look(): void {
    this.#timer = undefined
    const before = performance.now()
    const page = this.read()
    this.#cost = performance.now() - before
    const { platform, ...rest } = page
    const now = JSON.stringify({ ...rest, finished: platform?.finished })
    if (now === this.#last) return
    this.#last = now
    this.changed(page)
  }

  stop(): void {
    this.#observer.disconnect()
    clearTimeout(this.#timer)
  }
}

/** The attributes whose change may change what these rules read. */
export function readAttributes(rules: readonly SiteRule[]): string[] {
  const readings = rules.flatMap(({ pages }) => pages.flatMap(readingsOf))
  return [...new Set(['class', 'value', ...readings.flatMap(({ attribute }) => attribute ?? [])])]
}
