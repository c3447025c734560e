import type { SiteRule } from './rule'

/** The rules that name this host as a page host, the one that names most of it first. A page the first can't read is left to the next. */
export function rulesFor(rules: readonly SiteRule[], host: string): SiteRule[] {
  const fitting = rules.flatMap((rule) =>
    rule.hosts.filter((pattern) => hostFits(pattern, host)).map((pattern) => ({ rule, pattern })),
  )
  return [...new Set(fitting.sort((a, b) => named(b.pattern) - named(a.pattern)).map(({ rule }) => rule))]
}

/** `*.example.cn` stands for every name below example.cn, `*` for every host. */
export function hostFits(pattern: string, host: string): boolean {
  if (pattern === '*') return true
  return pattern.startsWith('*.') ? host.endsWith(pattern.slice(1)) : host === pattern
}

/** True for the rule of last resort, which fits every host and says nothing about any. */
export const isGeneric = (rule: SiteRule): boolean => rule.hosts.includes('*')

/** How much of a host a pattern names. */
const named = (pattern: string) => pattern.replace('*', '').length
