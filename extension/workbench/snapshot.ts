import { parseUrl } from '../parse-url'

/** A page of the own site as it stood: `source` to read from, `shown` to look at and point at. */
export interface Snapshot {
  url: URL
  source: Document
  /** HTML without anything that runs, plays or loads a page; every element bears its number in `source`. */
  shown: string
}

const NUMBER = 'data-n'
const OUT = 'script,noscript,template,iframe,frame,object,embed,video,audio,canvas,meta,base,link:not([rel=stylesheet])'

/** Takes a page's own text apart. The page itself is neither changed nor run. */
export function snapshotOf(html: string, address: string): Snapshot {
  const url = new URL(address)
  const parse = () => new DOMParser().parseFromString(html, 'text/html')
  const shown = parse()
  for (const [n, element] of [...shown.querySelectorAll('*')].entries()) {
    element.setAttribute(NUMBER, String(n))
    for (const { name } of [...element.attributes]) if (/^on/i.test(name)) element.removeAttribute(name)
    for (const name of ['href', 'src'] as const) {
      const value = element.getAttribute(name)
      if (value === null) continue
      const target = element.localName === 'a' ? undefined : parseUrl(value, address)
      if (target) element.setAttribute(name, target.href)
      else element.removeAttribute(name)
    }
  }
  for (const element of shown.querySelectorAll(OUT)) element.remove()
  return { url, source: parse(), shown: shown.documentElement.outerHTML }
}

/** The element of the source that one of the shown page stands for. */
export function sourceOf({ source }: Snapshot, shown: Element): Element | undefined {
  const n = shown.closest(`[${NUMBER}]`)?.getAttribute(NUMBER)
  return n === null || n === undefined ? undefined : source.querySelectorAll('*')[Number(n)]
}

/** Hosts of frames in the page that are not the page's own: a player may stand in one. */
export function framesOf({ source, url }: Snapshot): string[] {
  const hosts = [...source.querySelectorAll('iframe')].flatMap((frame) => {
    const src = frame.getAttribute('src') ?? ''
    return (/^(https?:)?\/\//.test(src) && parseUrl(src, url)?.hostname) || []
  })
  return [...new Set(hosts)].filter((host) => host !== url.hostname && host.includes('.'))
}

/** Short texts of the page with their elements, headings first: for choosing without a mouse. */
export function textsOf({ source }: Snapshot): { element: Element; text: string }[] {
  const found = new Map<string, { element: Element; text: string; heading: boolean }>()
  for (const element of source.body.querySelectorAll('*')) {
    if (/^(script|style|template|noscript|option|svg|path)$/.test(element.localName)) continue
    const text = (element.textContent ?? '').replace(/\s+/g, ' ').trim()
    if (text.length < 1 || text.length > 80 || element.children.length > 3) continue
    const outer = found.get(text)
    // Of boxes around the same text the innermost is meant; of two places with one text the first.
    if (!outer || outer.element.contains(element))
      found.set(text, { element, text, heading: /^h[1-4]$/.test(element.localName) })
  }
  return [...found.values()].sort((a, b) => Number(b.heading) - Number(a.heading)).slice(0, 200)
}
