/** An address taken apart, or undefined where it is none. `URL.canParse` came with Chromium 120, `URL.parse` with 126. */
export function parseUrl(text: string, base?: string | URL): URL | undefined {
  try {
    return new URL(text, base)
  } catch {
    return undefined
  }
}
