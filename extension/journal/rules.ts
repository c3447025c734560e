import * as v from 'valibot'
import { ruleRef as ruleName } from '../../shared/record/fields'
import { ruleRef } from '../../shared/site/hash'
import { candidatesFor, isGeneric } from '../../shared/site/match'
import type { SiteRule } from '../../shared/site/rule'
import { readRules } from '../../shared/site/schema'
import type { RuleInUse } from '../messages'
import { webCrypto } from './crypto'
import type { ChainRow } from './rows'

/**
 * The site rules of this device: the built-in ones, and those that the organisations of the signed-in person's classes sent:
 * no organisation's rule reads another one's trainees. A rule that came
 * from a server takes the place of the built-in one of its id only with a higher version: what is built in is the floor.
 */
export class Rules {
  #all: readonly RuleInUse[] = []
  readonly #builtIn: readonly RuleInUse[]
  /** Those of all organisations here: the browser has to be asked for their hosts. */
  own: readonly SiteRule[] = []

  constructor(builtIn: readonly SiteRule[]) {
    this.#builtIn = builtIn.map(inUse)
    this.#all = this.#builtIn
  }

  /** Takes the rules of these classes, in place of those it had before. Returns whether pages are read by others now. */
  take(chains: readonly Pick<ChainRow, 'rules' | 'class' | 'person'>[], person: string | undefined): boolean {
    const refs = this.#all.map(({ ref }) => ref).join()
    const rulesOf = (row: (typeof chains)[number]) => readRules(row.rules?.rules ?? row.class.body.rules)
    const mine = this.#newest(chains.filter((row) => row.person === person).flatMap(rulesOf))
    const builtIn = this.#builtIn.filter(({ rule }) => !mine.some(({ id }) => id === rule.id))
    this.#all = [...builtIn, ...mine.map(inUse)]
    this.own = this.#newest(chains.flatMap(rulesOf))
    return refs !== this.#all.map(({ ref }) => ref).join()
  }

  /** Of each id the highest version, where it is above what is built in. */
  #newest(rules: readonly SiteRule[]): SiteRule[] {
    const best = new Map<string, SiteRule>()
    for (const rule of rules) {
      const floor = this.#builtIn.find((one) => one.rule.id === rule.id)?.rule.version ?? 0
      if (rule.version > (best.get(rule.id)?.version ?? floor)) best.set(rule.id, rule)
    }
    return [...best.values()]
  }

  /** Those that could read a page of this host. */
  for(host: string): RuleInUse[] {
    const fitting = new Set(
      candidatesFor(
        this.#all.map(({ rule }) => rule),
        host,
      ),
    )
    return this.#all.filter(({ rule }) => fitting.has(rule))
  }

  /** What a content script names as the rule it used, `id@version#hash`; the generic rule where it names none. */
  ref(rule: string): string {
    return v.is(ruleName, rule) ? rule : (this.#all.find((one) => isGeneric(one.rule))?.ref ?? '')
  }
}

const inUse = (rule: SiteRule): RuleInUse => ({ rule, ref: ruleRef(webCrypto, rule) })
