import * as v from 'valibot'
import { ruleRef as ruleName } from '../../shared/record/fields'
import { ruleRef } from '../../shared/site/hash'
import { candidatesFor, isGeneric } from '../../shared/site/match'
import type { SiteRule } from '../../shared/site/rule'
import { readRules } from '../../shared/site/schema'
import type { RuleInUse } from '../messages'
import { webCrypto } from './crypto'
import type { ChainRow } from './store'

/**
 * The site rules of this device: the built-in ones, and those that the organisations of its classes sent. A rule that came
 * from a server takes the place of the built-in one of its id only with a higher version: what is built in is the floor.
 */
export class Rules {
  #all: readonly RuleInUse[] = []
  readonly #builtIn: readonly RuleInUse[]
  /** Those of organisations: the browser has to be asked for their hosts. */
  own: readonly SiteRule[] = []

  constructor(builtIn: readonly SiteRule[]) {
    this.#builtIn = builtIn.map(inUse)
    this.#all = this.#builtIn
  }

  /** Takes the rules of these classes, in place of those it had before. */
  take(chains: readonly Pick<ChainRow, 'rules' | 'class'>[]): void {
    const best = new Map(this.#builtIn.map((one) => [one.rule.id, one]))
    const own = new Map<string, SiteRule>()
    for (const rule of chains.flatMap((row) => readRules(row.rules?.rules ?? row.class.body.rules))) {
      if ((best.get(rule.id)?.rule.version ?? 0) >= rule.version) continue
      best.set(rule.id, inUse(rule))
      own.set(rule.id, rule)
    }
    this.#all = [...best.values()]
    this.own = [...own.values()]
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
