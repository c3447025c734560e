import { ruleRef as refOf } from '../../shared/site/hash'
import { builtIn } from '../sites'
import { webCrypto } from './crypto'

const refs = new Map(builtIn.map((rule) => [`${rule.id}@${rule.version}`, refOf(webCrypto, rule)]))
const generic = [...refs.values()].find((ref) => ref.startsWith('generic@')) ?? ''

/** `id@version#hash` of the rule that a content script used; the generic rule's for one this build does not know. */
export const ruleRef = (rule: string): string => refs.get(rule) ?? generic
