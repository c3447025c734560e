import { type Crypto, sha256Hex } from '../crypto'
import { type Canonical, canonical } from '../record/canonical'
import type { SiteRule } from './rule'

/** SHA-256 of the rule's JCS bytes, lower-case hex: the name of its text in a package. */
export const ruleHash = (crypto: Crypto, rule: SiteRule): string => sha256Hex(crypto, ruleText(rule))

/** `id@version#hash`, as the record names a rule. */
export const ruleRef = (crypto: Crypto, rule: SiteRule): string =>
  `${rule.id}@${rule.version}#${ruleHash(crypto, rule)}`

/** The rule's canonical text (RFC 8785). */
export const ruleText = (rule: SiteRule): string => canonical(asCanonical(rule))

/** A rule is JSON without null and without fractions: `canonical` throws where it is not. */
const asCanonical = (rule: object): Canonical => rule as Canonical
