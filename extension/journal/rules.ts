import { ruleRef } from '../../shared/site/hash'
import { candidatesFor } from '../../shared/site/match'
import type { SiteRule } from '../../shared/site/rule'
import { webCrypto } from './crypto'

/** The site rules of this device: content scripts ask for those of their host, entries name the one that was used. */
export class Rules {
  /** By `id@version`. */
  readonly #refs: ReadonlyMap<string, string>
  readonly #generic: string

  constructor(readonly all: readonly SiteRule[]) {
    const refs = all.map((rule) => [`${rule.id}@${rule.version}`, ruleRef(webCrypto, rule)] as const)
    this.#refs = new Map(refs)
    this.#generic = refs.find(([name]) => name.startsWith('generic@'))?.[1] ?? ''
  }

  /** Those that could read a page of this host. */
  for(host: string): SiteRule[] {
    return candidatesFor(this.all, host)
  }

  /** `id@version#hash` of the rule that a content script used; the generic rule's for one that is not known here. */
  ref(rule: string): string {
    return this.#refs.get(rule) ?? this.#generic
  }
}
