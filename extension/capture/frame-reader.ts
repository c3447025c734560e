import { allowedCalls } from '../../shared/site/calls'
import { namesHost } from '../../shared/site/match'
import type { SiteRule } from '../../shared/site/rule'
import type { PageDescription, RuleInUse } from '../messages'
import { locate } from './locate'
import { describePage, ruleName } from './page'
import { PageCalls } from './page-calls'
import { quietly } from './quietly'
import { ALLOW_EVENT, CALL_EVENT } from './tap'

const ANSWER_WITHIN = 10_000
/** More answers than this no page has before the rules are there. */
const EARLY = 20

/** Reads the page of one frame by the rules of its site; until the background has sent them nothing in the page has a name. */
export class FrameReader {
  rules: readonly SiteRule[] = []
  /** What the record calls them. */
  #refs: ReadonlyMap<string, string> = new Map()
  #rulesOf: string | undefined
  /** When the background was asked and has not answered. */
  #askedAt: number | undefined
  #href = ''
  readonly #calls = new PageCalls()
  /** Answers from before the rules were there. */
  readonly #early: { detail: unknown; page: string }[] = []

  constructor(
    readonly window: Window,
    readonly ask: (host: string) => Promise<RuleInUse[] | undefined>,
    /** Other rules than before. */
    readonly ruled: () => void,
    /** A call of the page was answered that a rule names. */
    readonly heard: () => void,
  ) {}

  describe(): PageDescription {
    const { url } = locate(this.window)
    const page = describePage(
      this.window.document,
      url,
      this.rules,
      this.#calls.at(this.window.location.href),
      Date.now(),
    )
    return { ...page, rule: this.#refs.get(page.rule) ?? page.rule }
  }

  /** Every round: asked again where the background did not answer, or where the frame has come to another host. */
  round(): void {
    // A worker that was killed at the wrong moment never answers.
    if (this.#askedAt !== undefined && performance.now() - this.#askedAt > ANSWER_WITHIN) this.#rulesOf = undefined
    const { href } = this.window.location
    this.#calls.seen(href)
    if (href === this.#href && this.#rulesOf !== undefined) return
    this.#href = href
    const { hostname } = locate(this.window).url
    if (this.#rulesOf === hostname) return
    this.#rulesOf = hostname
    this.#askedAt = performance.now()
    this.ask(hostname)
      .then((rules) => {
        if (this.#rulesOf !== hostname) return
        this.#askedAt = undefined
        if (rules) this.#take(hostname, rules)
      })
      .catch(() => {
        this.#rulesOf = undefined
      })
  }

  askAgain(): void {
    this.#rulesOf = undefined
    this.round()
  }

  #take(host: string, rules: readonly RuleInUse[]): void {
    this.rules = rules.map(({ rule }) => rule)
    this.#refs = new Map(rules.map(({ rule, ref }) => [ruleName(rule), ref]))
    this.#allowCalls(host)
    for (const { detail, page } of this.#early.splice(0)) this.#hear(detail, page)
    this.ruled()
  }

  /** Tells the tap of the calls that rules of this very site name: those of an organisation were not known when it was built. */
  #allowCalls(host: string): void {
    const calls = this.rules.filter((rule) => namesHost(rule, host)).flatMap(allowedCalls)
    if (calls.length > 0)
      this.window.document.dispatchEvent(new CustomEvent(ALLOW_EVENT, { detail: JSON.stringify(calls) }))
  }

  #hear(detail: unknown, page: string): void {
    if (this.#calls.take(detail, this.rules.flatMap(allowedCalls), page)) this.heard()
  }

  readonly #called = (event: Event): void =>
    quietly(() => {
      if (!(event instanceof CustomEvent)) return
      const { href } = this.window.location
      if (this.rules.length > 0) this.#hear(event.detail, href)
      else if (this.#early.length < EARLY) this.#early.push({ detail: event.detail, page: href })
    })

  /** document.open() drops listeners without a word; adding one that is there does nothing. */
  listen(): void {
    this.window.document.addEventListener(CALL_EVENT, this.#called)
  }

  stop(): void {
    this.window.document.removeEventListener(CALL_EVENT, this.#called)
  }
}
