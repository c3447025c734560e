import { refs } from '../sites/refs'

const generic = refs.find((ref) => ref.startsWith('generic@')) ?? ''

/** `id@version#hash` of the rule that a content script used; the generic rule's for one this build does not know. */
export const ruleRef = (rule: string): string => refs.find((ref) => ref.startsWith(`${rule}#`)) ?? generic
