const patterns = new Map<string, RegExp>()

/** A rule's pattern; a page is read by the same few over and over. */
export function compiled(pattern: string): RegExp {
  const known = patterns.get(pattern) ?? new RegExp(pattern, 'u')
  patterns.set(pattern, known)
  return known
}
