import { compiled } from './compiled'
import type { Fingerprint, SiteRule } from './rule'

/**
 * The rules that may read this page, the one that says most of it first: those that name its host, the most of it first;
 * then those that know its software by a fingerprint; in the end the generic one. A page the first can't read is left to the
 * next, and a fingerprint is looked for only then.
 */
export function* rulesFor(rules: readonly SiteRule[], document: Document, url: URL): Generator<SiteRule> {
  const named = naming(rules, url.hostname)
  yield* named
  for (const rule of rules)
    if (!named.has(rule) && rule.software?.some((mark) => fingerprintFits(mark, document, url))) yield rule
  yield* rules.filter(isGeneric)
}

/** The rules that name this host, the one that names the most of it first. */
const naming = (rules: readonly SiteRule[], name: string): Set<SiteRule> =>
  new Set(
    rules
      .flatMap((rule) => rule.hosts.map((host) => ({ rule, host })))
      .filter(({ host }) => host !== '*' && hostFits(host, name))
      .sort((a, b) => length(b.host) - length(a.host))
      .map(({ rule }) => rule),
  )

/** The rules that could read a page of this host, whatever stands in it. */
export const candidatesFor = (rules: readonly SiteRule[], host: string): SiteRule[] =>
  rules.filter((rule) => rule.software !== undefined || rule.hosts.some((pattern) => hostFits(pattern, host)))

/** Whether a rule is of this host by name, not only by its software. */
export const namesHost = (rule: SiteRule, host: string): boolean =>
  rule.hosts.some((pattern) => pattern !== '*' && hostFits(pattern, host))

/** `*.example.cn` stands for every name below example.cn, `*` for every host. */
function hostFits(pattern: string, host: string): boolean {
  if (pattern === '*') return true
  return pattern.startsWith('*.') ? host.endsWith(pattern.slice(1)) : host === pattern
}

/** True for the rule of last resort, which fits every host and says nothing about any. */
export const isGeneric = (rule: SiteRule): boolean => rule.hosts.includes('*')

/** The name of a site in the record: a host that a rule names is its own; one below a `*.` bears the rule's id; any other its own again. */
export function siteOf(rules: readonly SiteRule[], host: string): string {
  const [rule] = naming(rules, host)
  return rule === undefined || rule.hosts.includes(host) ? host : rule.id
}

function fingerprintFits({ path, has = [], frame }: Fingerprint, document: Document, url: URL): boolean {
  if (path !== undefined && !pathFits(path, url)) return false
  if (!has.every((selector) => finds(document, selector))) return false
  if (frame === undefined) return true
  return Array.from(document.querySelectorAll('iframe')).some((element) =>
    compiled(frame).test(element.getAttribute('src') ?? ''),
  )
}

/** A rule's `path` against an address: path and fragment. */
export const pathFits = (path: string, url: URL): boolean => compiled(path).test(url.pathname + url.hash)

/** A selector this browser does not know finds nothing. */
export function finds(scope: Document | Element, selector: string): Element | undefined {
  try {
    return scope.querySelector(selector) ?? undefined
  } catch {
    return undefined
  }
}

/** How much of a host a pattern names. */
const length = (pattern: string) => pattern.replace('*', '').length
