import { parseUrl } from '../parse-url'

/** Where a frame is: its address as the site's rules know it, and whether it is the page itself. */
export interface Place {
  top: boolean
  url: URL
}

const UNKNOWN = 'http://unknown.invalid/'

/** about:blank and srcdoc frames have no address of their own: the base they inherit is their parent's. Read anew each time, since pages change it silently. */
export function locate(window: Window): Place {
  const { location, document } = window
  return {
    top: window === window.top,
    url: webAddress(location.href) ?? webAddress(document.baseURI) ?? new URL(UNKNOWN),
  }
}

function webAddress(address: string): URL | undefined {
  const url = parseUrl(address)
  return url && /^https?:$/.test(url.protocol) ? url : undefined
}

/** In front of somebody: not behind another tab, and not prepared in advance for a click that may never come. */
export const onScreen = (page: Pick<Document, 'visibilityState'> & { prerendering?: boolean }): boolean =>
  page.visibilityState === 'visible' && page.prerendering !== true
