/** An address taken apart, or undefined where it is none. `URL.canParse` came with Chromium 120, `URL.parse` with 126. */
export function parseUrl(text: string, base?: string | URL): URL | undefined {
  try {
    return new URL(text, base)
  } catch {
    return undefined
  }
}

/** The origin of what was typed as an address; a bare name means https, a bare loopback address http. */
export function serverOrigin(typed: string): string | undefined {
  const text = typed.trim().replace(/[。．]/g, '.')
  if (text === '') return undefined
  const loopback = /^(127\.|localhost\b|\[::1\])/.test(text)
  const url = /^https?:\/\//i.test(text) ? text : `${loopback ? 'http' : 'https'}://${text}`
  return parseUrl(url)?.origin
}
