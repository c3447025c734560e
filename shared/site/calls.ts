import { readingsOf, type SiteRule } from './rule'

/** What answers to a page's calls say, by `valueKey`. Scalars as text. */
export type CallValues = ReadonlyMap<string, string>

/** What the tap may look at: one call, and the places of its answer that readings name. Rules call it by names of their own; its address is what they have in common. */
export interface Allowed {
  /** Regular expression over the address without query and fragment. */
  url: string
  pointers: string[]
}

/** `url`: the regular expression of the call, as its rule has it. */
export const valueKey = (url: string, pointer: string): string => `${url} ${pointer}`

/** The calls among these that an address is of. */
export function callsAt<C extends Pick<Allowed, 'url'>>(calls: readonly C[], address: string): C[] {
  const url = address.replace(/[?#].*/, '')
  return calls.filter((call) => new RegExp(call.url, 'u').test(url))
}

/** The calls of a rule with the pointers its readings name. */
export function allowedCalls(rule: SiteRule): Allowed[] {
  const readings = readingsOf(rule)
  return Object.entries(rule.calls ?? {}).map(([name, { url }]) => ({
    url,
    pointers: [
      ...new Set(readings.flatMap(({ call, pointer }) => (call === name && pointer !== undefined ? [pointer] : []))),
    ],
  }))
}

/** Each call once, with all places that any of these names. */
export function mergedCalls(calls: readonly Allowed[]): Allowed[] {
  const merged = new Map<string, Set<string>>()
  for (const { url, pointers } of calls) merged.set(url, new Set([...(merged.get(url) ?? []), ...pointers]))
  return [...merged].map(([url, pointers]) => ({ url, pointers: [...pointers] }))
}

/** Of the text at a place of an answer. */
export const LONGEST_VALUE = 1000

/** The scalar at a JSON pointer (RFC 6901) as text of at most 1000 characters; undefined where there is none. */
export function pointed(value: unknown, pointer: string): string | undefined {
  let at = value
  for (const token of pointer.split('/').slice(1)) {
    if (typeof at !== 'object' || at === null) return undefined
    const key = token.replaceAll('~1', '/').replaceAll('~0', '~')
    const there = Array.isArray(at) ? /^\d+$/.test(key) : Object.hasOwn(at, key)
    at = there ? Reflect.get(at, key) : undefined
  }
  return typeof at === 'string' || typeof at === 'number' || typeof at === 'boolean'
    ? String(at).slice(0, LONGEST_VALUE)
    : undefined
}
