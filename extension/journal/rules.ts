import { sha256Hex } from '../../shared/crypto'
import { type Canonical, canonical } from '../../shared/record/canonical'
import { builtIn } from '../sites'
import { webCrypto } from './crypto'

/** SHA-256 of a rule's JCS bytes. */
export const ruleHash = (rule: object): string => sha256Hex(webCrypto, canonical(asCanonical(rule)))

const refs = new Map(builtIn.map((rule) => [`${rule.id}@${rule.version}`, `${rule.id}@${rule.version}#${ruleHash(rule)}`]))

/** `id@version#hash` of the rule that a content script used; the generic rule for one this build does not know. */
export const ruleRef = (rule: string): string => refs.get(rule) ?? refs.get('generic@1') ?? ''

/** Rules are JSON: text, integers, lists and objects. */
const asCanonical = (rule: object): Canonical => rule as Canonical
