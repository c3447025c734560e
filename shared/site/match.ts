import type { SiteRule } from './rule'

/** The rule that names this host as a page host; the one that names most of it wins. Undefined when none does. */
export function ruleFor(rules: readonly SiteRule[], host: string): SiteRule | undefined {
  const fitting = rules.flatMap((rule) => rule.hosts.filter((pattern) => hostFits(pattern, host)).map((pattern) => ({ rule, pattern })))
  return fitting.sort((a, b) => named(b.pattern) - named(a.pattern))[0]?.rule
}

/** `*.example.cn` stands for every name below example.cn, `*` for every host. */
export function hostFits(pattern: string, host: string): boolean {
  if (pattern === '*') return true
  return pattern.startsWith('*.') ? host.endsWith(pattern.slice(1)) : host === pattern
}

/** How much of a host a pattern names. */
const named = (pattern: string) => pattern.replace('*', '').length
